/** A page to print: a title, what it is about in one sentence, and its tables. Nothing in it runs. */
export interface Printed {
  readonly title: string
  readonly about: string
  readonly tables: readonly {
    readonly name: string
    readonly heads: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
}

export function printedPage({ title, about, tables }: Printed): string {
  const parts = tables.map(
    ({ name, heads, rows }) =>
      `<h2>${plainText(name)}</h2>\n<table><thead>${cells(heads, 'th')}</thead><tbody>${rows.map(each => cells(each, 'td')).join('')}</tbody></table>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${plainText(title)}</title><style>${STYLE}</style></head>
<body><h1>${plainText(title)}</h1>
<p>${plainText(about)}</p>
${parts.join('\n')}
</body></html>
`
}

const STYLE = `body{font:14px/1.5 'Noto Sans',sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{padding:.2rem .5rem .2rem 0;border-bottom:1px solid #ccc;text-align:left;font-weight:400;font-variant-numeric:tabular-nums}
th{font-weight:600}@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4 landscape;margin:1.5cm}}`

function cells(texts: readonly string[], name: 'td' | 'th'): string {
  return `<tr>${texts.map(each => `<${name}>${plainText(each)}</${name}>`).join('')}</tr>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function plainText(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign)
}
