import type { RegimeLedger } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'

/** A ledger as a page to print: the same content as its JSON and its CSV, for its holder and for whoever audits him. */
export function ledgerPage(ledger: RegimeLedger, rows: readonly (readonly string[])[]): string {
  const { authorisation, asOf, currency, debt, stock, state } = ledger
  const [headings = [], ...lines] = rows
  const title = `Authorisation ${authorisation.number}: ledger`
  const table = (heads: readonly string[], body: readonly (readonly string[])[]) =>
    `<table><thead>${cells(heads, 'th')}</thead><tbody>${body.map(each => cells(each)).join('')}</tbody></table>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${plainText(title)}</title><style>${STYLE}</style></head>
<body><h1>${plainText(title)}</h1>
<p>${plainText(`Customs of ${STATE_FACTS[state as State].name}. ${authorisation.regime}, held by ${authorisation.holder}. As of ${asOf}.`)}</p>
<h2>Suspended debt</h2>
${table(['Suspended', 'Open', 'Discharged', 'Due', 'Carried to other lots'], [[debt.suspended, debt.open, debt.discharged, debt.due, debt.carried].map(amount => `${currency} ${amount}`)])}
<h2>Stock</h2>
${table(
  ['Commodity code', 'Unit', 'Entered', 'Moved', 'Promised', 'Left'],
  stock.map(each => [
    each.code,
    each.unit,
    each.entered,
    each.moved.map(({ kind, quantity }) => `${kind} ${quantity}`).join(', '),
    each.promised,
    each.left,
  ]),
)}
<h2>Everything that happened</h2>
${table(headings, lines)}
</body></html>
`
}

const STYLE = `body{font:14px/1.5 'Noto Sans',sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.2rem .5rem .2rem 0;border-bottom:1px solid #ccc;text-align:left;font-weight:400;font-variant-numeric:tabular-nums}
th{font-weight:600}@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4 landscape;margin:1.5cm}}`

function cells(texts: readonly string[], name = 'td'): string {
  return `<tr>${texts.map(each => `<${name}>${plainText(each)}</${name}>`).join('')}</tr>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function plainText(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign)
}
