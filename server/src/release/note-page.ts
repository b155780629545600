import { messageOf } from '@lintas/contract'
import type { ReleaseNote } from '@lintas/customs/release'
import QRCode from 'qrcode'

/** The address that proves a note, as a QR code: SVG, black on white, quiet zone included. */
export async function qrOf(address: string): Promise<string> {
  return await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
}

/** A release note as a page to print: one side of A4, the code at the top, nothing that needs a network. */
export function notePage(note: ReleaseNote, verifyAt: string, qrSvg: string, language: string): string {
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['MRN', note.mrn],
    ['Released on', note.releasedOn],
    ['Office', note.office],
    ['Local reference', note.localReference],
    ['Goods are at', note.goodsLocation],
    ['Packages', note.packages],
    ['Gross mass', note.grossMassKg === undefined ? undefined : `${note.grossMassKg} kg`],
    ['Transport documents', note.transportDocuments.join(', ')],
    ['Containers', note.containers.map(({ id, seals }) => (seals.length > 0 ? `${id} (seals ${seals.join(', ')})` : id)).join(', ')],
  ]
  return `<!doctype html>
<html lang="${plainText(language)}">
<head>
<meta charset="utf-8">
<title>Release note ${plainText(note.mrn)}</title>
<style>
body { font: 12pt/1.5 'Noto Sans', sans-serif; margin: 2cm; color: #111; }
header { display: flex; justify-content: space-between; gap: 1cm; }
h1 { font-size: 18pt; margin: 0; }
svg { width: 4cm; height: 4cm; }
table { border-collapse: collapse; width: 100%; margin: 0.5cm 0; }
th, td { text-align: left; vertical-align: top; padding: 0.1cm 0.4cm 0.1cm 0; border-bottom: 0.5pt solid #999; }
td { font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<header><div><h1>Release note</h1><p>Customs of ${plainText(note.state)} has released the goods below.</p></div>${qrSvg}</header>
<table>${rows.map(([name, value]) => (value === undefined || value === '' ? '' : line(name, String(value)))).join('')}</table>
<table><tr><th>Item</th><th>Code</th><th>Goods</th></tr>${note.items
    .map(
      item =>
        `<tr><td>${item.sequence}</td><td>${plainText(item.commodityCode ?? '')}</td><td>${plainText(item.description ?? '')}</td></tr>`,
    )
    .join('')}</table>
${note.conditions.map(issue => `<p>${plainText(messageOf(issue, language))}</p>`).join('\n')}
<p>Check this note at <a href="${plainText(verifyAt)}">${plainText(verifyAt)}</a>.</p>
</body>
</html>
`
}

function line(name: string, value: string): string {
  return `<tr><th scope="row">${plainText(name)}</th><td>${plainText(value)}</td></tr>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function plainText(text: string): string {
  return text.replace(/[&<>"']/g, mark => ENTITIES[mark] ?? mark)
}
