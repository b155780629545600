import type { StatementOfAccount } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { plainText } from './receipt-page.ts'

/** A statement of a debtor's account as a page to print: the same content as its JSON, its lines under a head repeated on every sheet. */
export function accountPage(statement: StatementOfAccount): string {
  const { account, trader, currency, from, to, opening, lines, closing, dueOn } = statement
  const title = `Statement ${account}, ${statement.month}`
  const cells = (values: readonly string[], tag = 'td') =>
    `<tr>${values.map(value => `<${tag}>${plainText(value)}</${tag}>`).join('')}</tr>`
  const rows = lines.map(line => cells([line.postedOn, line.mrn ?? '', line.kind, line.debit, line.credit, line.balance])).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${plainText(title)}</title><style>${STYLE}</style></head>
<body><h1>${plainText(title)}</h1>
<p>${plainText(`Customs of ${STATE_FACTS[statement.state as State].name}. Held by ${trader}. From ${from} to ${to}, in ${currency}.`)}</p>
<table><thead>${cells(['Day', 'Declaration', 'What', 'Debit', 'Credit', 'Balance'], 'th')}</thead>
<tbody>${cells([from, '', 'Opening balance', '', '', opening])}${rows}${cells([to, '', 'Closing balance', '', '', closing])}</tbody></table>
<p><strong>${plainText(`To pay: ${currency} ${closing}, by ${dueOn}.`)}</strong></p>
</body></html>
`
}

const STYLE = `body{font:14px/1.5 'Noto Sans',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.2rem .5rem .2rem 0;border-bottom:1px solid #ccc;text-align:left;font-weight:400}
th{font-weight:600}th:nth-child(n+4),td:nth-child(n+4){text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4;margin:1.5cm}}`
