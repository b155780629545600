import type { Receipt } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'

/** A receipt as a page to print: the same content as its JSON, and nothing that runs. */
export function receiptPage(receipt: Receipt): string {
  const state = STATE_FACTS[receipt.state as State].name
  const amount = (text: string) => `${receipt.currency} ${text}`
  const charged = receipt.charged.map(({ kind, amount: figure }) => row(kind, amount(figure))).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${plainText(`Receipt ${receipt.number}`)}</title><style>${STYLE}</style></head>
<body><h1>${plainText(`Receipt ${receipt.number}`)}</h1><p>${plainText(`Customs of ${state}, ${receipt.issuedOn}`)}</p>
<table>${row(receipt.mrn === undefined ? 'Account' : 'Declaration', receipt.mrn ?? receipt.account ?? '')}${row('Paid for', receipt.debtor)}${row('Received', amount(receipt.amount))}${row(
    'By',
    `${receipt.provider}, ${receipt.reference}`,
  )}</table>
<h2>Charged</h2><table>${charged}${row('Paid in all', amount(receipt.paid))}${row('Still due', amount(receipt.due))}${row(
    'Overpaid',
    amount(receipt.overpaid),
  )}</table>
</body></html>
`
}

const STYLE = `body{font:16px/1.6 'Noto Sans',sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.25rem 0;border-bottom:1px solid #ccc;font-weight:400}
th{text-align:left}td{text-align:right;font-variant-numeric:tabular-nums}`

function row(name: string, value: string): string {
  return `<tr><th>${plainText(name)}</th><td>${plainText(value)}</td></tr>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function plainText(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign)
}
