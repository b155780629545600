import { type FormD, type FormDItem, PROOF_TICKS, type ProofTick } from '@lintas/customs/proofs'
import { STATE_FACTS } from '@lintas/customs/reference'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import type { Weight } from '../platform/script-fonts.ts'
import { ScriptText } from '../platform/script-text.ts'
import type { IssuedRow } from './store.ts'

const [LEFT, TOP, WIDTH, BOTTOM] = [36, 36, 595.28 - 72, 841.89 - 36]
const HALF = WIDTH / 2
const ITEMS_END = 545
const LABEL = 7
const SIZE = 8.5

const TICK_WORDS: Readonly<Record<ProofTick, string>> = {
  'third-country-invoicing': 'Third Country Invoicing',
  accumulation: 'Accumulation',
  'back-to-back': 'Back-to-Back CO',
  'partial-cumulation': 'Partial Cumulation',
  exhibition: 'Exhibition',
  'de-minimis': 'De Minimis',
  'issued-retroactively': 'Issued Retroactively',
}

/** Boxes 5 to 10 of an item: where each begins and how wide it is. */
const COLUMNS = [
  { label: '5. Item number', width: 38 },
  { label: '6. Marks and numbers on packages', width: 74 },
  { label: '7. Number and type of packages, description of goods', width: 193 },
  { label: '8. Origin criterion', width: 62 },
  { label: '9. Gross weight or other quantity, FOB price', width: 82 },
  { label: '10. Number and date of invoices', width: 74.28 },
] as const

/** As much of a reason as box 4 has room for; the whole is told to the issuer. */
const REFUSAL_CHARACTERS = 110

/** What is printed of an issued proof. `copiedOn`: it is a certified true copy, made on that day. */
export interface PrintedProof extends Pick<IssuedRow, 'form' | 'number' | 'issuedOn' | 'validTo' | 'ticks' | 'issuingState' | 'status'> {
  readonly copiedOn?: string | undefined
  /** Why preference was denied on it, where it was. */
  readonly refusal?: string | undefined
}

/**
 * Form D as PDF: the thirteen boxes, in English, on A4; further items on further pages, each with all boxes. The QR code holds the address at which the proof
 * is checked.
 *
 * @source ATIGA Annex 7; Annex 8, rules 7, 12
 */
export async function formPdf(proof: PrintedProof, checkAt: string): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: LEFT, right: LEFT },
    autoFirstPage: false,
    lang: 'en',
    info: { Title: proof.number, Author: STATE_FACTS[proof.issuingState].name, CreationDate: new Date(`${proof.issuedOn}T00:00:00Z`) },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject))
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const sheet = new Sheet(document)
  let items: readonly FormDItem[] = proof.form.items
  while (items.length > 0) {
    document.addPage()
    writeHead(sheet, proof)
    drawQr(document, checkAt)
    items = writeItems(sheet, items, proof.form)
    writeFoot(sheet, proof)
  }
  document.end()
  await done
  return Buffer.concat(chunks)
}

function writeHead(sheet: Sheet, { form, number, issuingState, status, refusal }: PrintedProof): void {
  const { exporter, consignee, exhibition, transport } = form
  const isGiven = status === 'used' || status === 'used-partly'
  const half = { x: LEFT, width: HALF }
  const shown = exhibition === undefined ? [] : [`Exhibition: ${exhibition.name}, ${exhibition.address}`]
  sheet.box({ ...half, y: TOP, height: 70 }, '1. Goods consigned from (Exporter’s business name, address, country)', [
    exporter.name,
    `${exporter.address}, ${exporter.country}`,
  ])
  sheet.box({ ...half, y: TOP + 70, height: 76 }, '2. Goods consigned to (Consignee’s name, address, country)', [
    consignee.name,
    `${consignee.address}, ${consignee.country}`,
    ...shown,
  ])
  sheet.box({ ...half, y: TOP + 146, height: 88 }, '3. Means of transport and route (as far as known)', [
    `Departure date: ${transport.departureOn}`,
    `Vessel’s name / aircraft etc.: ${transport.means ?? '–'}`,
    `Port of discharge: ${transport.dischargePort ?? '–'}`,
    ...(transport.route === undefined ? [] : [`Route: ${transport.route}`]),
  ])
  sheet.box({ x: LEFT + HALF, y: TOP, width: HALF, height: 146 }, `Reference No. ${number}`, [])
  const title = ['ASEAN TRADE IN GOODS AGREEMENT', 'CERTIFICATE OF ORIGIN', '(Combined Declaration and Certificate)', 'FORM D']
  let y = TOP + 22
  for (const line of [...title, `Issued in ${STATE_FACTS[issuingState].name}`]) {
    sheet.put(line, LEFT + HALF + 6, y, SIZE, line === 'FORM D' ? 700 : 400)
    y += 14
  }
  sheet.box({ x: LEFT + HALF, y: TOP + 146, width: HALF, height: 88 }, '4. For Official Use', [
    `${isGiven ? '☑' : '☐'} Preferential Treatment Given Under ASEAN Trade in Goods Agreement`,
    `${refusal === undefined ? '☐' : '☑'} Preferential Treatment Not Given (Please state reason/s)`,
    refusal?.slice(0, REFUSAL_CHARACTERS) ?? '',
    'Signature of Authorised Signatory of the Customs Authority of the Importing Country',
  ])
}

/** Writes the items that this page has room for; answers those that are left. */
function writeItems(sheet: Sheet, items: readonly FormDItem[], form: FormD): readonly FormDItem[] {
  let y = TOP + 234
  writeRow(
    sheet,
    COLUMNS.map(each => [each.label]),
    y,
    30,
    LABEL,
  )
  y += 30
  for (const [index, item] of items.entries()) {
    const cells = cellsOf(item, form)
    const height = sheet.heightOf(cells)
    if (index > 0 && y + height > ITEMS_END) return items.slice(index)
    writeRow(sheet, cells, y, index === items.length - 1 ? Math.max(height, ITEMS_END - y) : height, SIZE)
    y += height
  }
  return []
}

function writeRow(sheet: Sheet, cells: readonly (readonly string[])[], y: number, height: number, size: number): void {
  let x = LEFT
  for (const [place, { width }] of COLUMNS.entries()) {
    sheet.frame({ x, y, width, height })
    sheet.lines(cells[place] ?? [], x + 3, y + 2, width - 6, size)
    x += width
  }
}

function cellsOf(item: FormDItem, { thirdCountryInvoice: third }: FormD): readonly (readonly string[])[] {
  const { sequence, marks, packages, description, manufacturer, trademark, commodityCode, originCriterion, quantity, grossMassKg, fob } =
    item
  return [
    [String(sequence)],
    [marks ?? '–'],
    [
      `${packages.count} ${packages.type}: ${description}`,
      `Manufacturer: ${manufacturer}`,
      ...(trademark === undefined ? [] : [`Trade mark: ${trademark}`]),
      `HS (importing country): ${commodityCode}`,
      ...(third === undefined ? [] : [`Third country invoicing: ${third.name}, ${third.country}`]),
      ...(item.originals ?? []).map(each => `Original: ${each.number}, item ${each.item}`),
    ],
    [originCriterion],
    [`${grossMassKg} kg gross`, `${quantity.value} ${quantity.unit}`, ...(fob === undefined ? [] : [`FOB ${fob.amount} ${fob.currency}`])],
    item.invoices.map(each => `${each.id}, ${each.issuedOn}`),
  ]
}

function writeFoot(sheet: Sheet, { form, number, issuedOn, validTo, ticks, issuingState, status, copiedOn }: PrintedProof): void {
  const { producedIn, importingCountry, declared } = form
  const third = WIDTH / 2
  const height = 170
  sheet.box({ x: LEFT, y: ITEMS_END, width: third, height }, '11. Declaration by the exporter', [
    'The undersigned hereby declares that the above details and statement are correct; that all the goods were produced in',
    producedIn,
    'and that they comply with the origin requirements specified for these goods in the ASEAN Trade in Goods Agreement for the goods exported to',
    importingCountry,
    `${declared.place}, ${declared.by}`,
  ])
  const ended = status === 'cancelled' || status === 'replaced' ? [status.toUpperCase()] : []
  const copy = copiedOn === undefined ? [] : [`CERTIFIED TRUE COPY, made on ${copiedOn}`]
  sheet.box({ x: LEFT + third, y: ITEMS_END, width: third, height }, '12. Certification', [
    'It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct.',
    `Issued electronically in ${STATE_FACTS[issuingState].name} on ${issuedOn}; to be presented until ${validTo}.`,
    `Reference number ${number}`,
    ...copy,
    ...ended,
  ])
  const box = { x: LEFT, y: ITEMS_END + height, width: WIDTH, height: BOTTOM - ITEMS_END - height - 2 }
  const words = PROOF_TICKS.map(tick => `${ticks?.includes(tick) === true ? '☑' : '☐'} ${TICK_WORDS[tick]}`)
  sheet.box(box, '13', [])
  for (const [place, word] of words.entries())
    sheet.put(word, LEFT + 10 + (place % 3) * 170, ITEMS_END + height + 14 + Math.floor(place / 3) * 16, SIZE, 400)
}

/** The code's dark modules as squares, at the right of the head, with room around them. */
function drawQr(document: PDFKit.PDFDocument, text: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = 84 / modules.size
  const [x, y] = [LEFT + WIDTH - 94, TOP + 18]
  for (let at = 0; at < modules.size * modules.size; at += 1)
    if (modules.data[at] === 1) document.rect(x + (at % modules.size) * side, y + Math.floor(at / modules.size) * side, side, side)
  document.fill('black')
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Sets framed boxes with their labels. */
class Sheet {
  readonly #document: PDFKit.PDFDocument
  readonly #text: ScriptText

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
    this.#text = new ScriptText(document)
  }

  box(area: Area, label: string, lines: readonly string[]): void {
    this.frame(area)
    this.put(label, area.x + 3, area.y + 2, LABEL, 700)
    this.lines(lines, area.x + 6, area.y + 14, area.width - 12, SIZE)
  }

  frame({ x, y, width, height }: Area): void {
    this.#document.lineWidth(0.5).rect(x, y, width, height).stroke('#444444').fillColor('black')
  }

  lines(lines: readonly string[], x: number, from: number, width: number, size: number): void {
    let y = from
    for (const line of lines)
      for (const part of this.#text.lines(line, size, 400, width)) {
        this.put(part, x, y, size, 400)
        y += size * 1.35
      }
  }

  /** How tall a row is that holds these cells. */
  heightOf(cells: readonly (readonly string[])[]): number {
    const counts = cells.map((cell, place) =>
      cell.reduce((sum, line) => sum + this.#text.lines(line, SIZE, 400, (COLUMNS[place]?.width ?? 0) - 6).length, 0),
    )
    return Math.max(...counts) * SIZE * 1.35 + 6
  }

  /** A tick box is drawn: no font of ours has one. */
  put(text: string, x: number, y: number, size: number, weight: Weight): void {
    const tick = /^[☐☑] /.exec(text)?.[0]
    if (tick === undefined) {
      this.#text.draw(text, x, y, size, weight)
      return
    }
    this.#document
      .lineWidth(0.6)
      .rect(x, y + 2.5, 6, 6)
      .stroke('black')
    if (tick.startsWith('☑'))
      this.#document
        .lineWidth(1.2)
        .moveTo(x + 1, y + 5.5)
        .lineTo(x + 2.8, y + 7.6)
        .lineTo(x + 6.5, y + 1.5)
        .stroke('black')
    this.#text.draw(text.slice(tick.length), x + 10, y, size, weight)
  }
}
