import { STATE_FACTS, type State } from '@lintas/customs/reference'
import type { Letter } from '@lintas/customs/rights'
import PDFDocument from 'pdfkit'
import type { Weight } from '../platform/script-fonts.ts'
import { ScriptText } from '../platform/script-text.ts'
import { LetterTexts, UNREVIEWED } from './letter-texts.ts'

const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - 64

/** A letter as PDF: once in each language, the state's own first. */
export async function letterPdf(letter: Letter, state: State, languages: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: 20, left: MARGIN, right: MARGIN },
    autoFirstPage: false,
    bufferPages: true,
    lang: languages[0] ?? 'en',
    info: { Title: letter.number, Author: `Customs of ${STATE_FACTS[state].name}`, CreationDate: new Date(`${letter.servedOn}T00:00:00Z`) },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject))
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const page = new Page(document)
  const texts = languages.map(language => new LetterTexts(language))
  for (const each of texts) writeIn(page, letter, state, each)
  page.number(texts[0] ?? new LetterTexts('en'), letter.number)
  document.end()
  await done
  return Buffer.concat(chunks)
}

function writeIn(page: Page, letter: Letter, state: State, texts: LetterTexts): void {
  const { title, fields, facts, reasons, outcome, rights } = letter
  const heading = (key: string) => page.paragraph(texts.say(key), { size: 12, weight: 700, before: 12 })
  page.begin(texts.language)
  page.paragraph(texts.say('head', { state: texts.nameOf(state) }), { size: 10 })
  page.paragraph(texts.say(title.key, title.params), { size: 17, weight: 700, before: 6, after: 8 })
  for (const [field, value] of fields) page.field(texts.say(`field.${field}`), texts.write(value))
  if (outcome !== undefined) {
    heading('section.outcome')
    page.paragraph(texts.say(outcome.key, outcome.params), { weight: 700 })
  }
  if (facts !== undefined) {
    heading('section.facts')
    page.paragraph(facts)
  }
  if (reasons.length > 0) heading('section.reasons')
  for (const { text, legalBasis } of reasons) {
    page.paragraph(text)
    page.paragraph(texts.say('reason.basis', { law: legalBasis }), { size: 9.5, indent: 14, after: 6 })
  }
  if (rights.length > 0) heading('section.rights')
  for (const { key, params } of rights) page.paragraph(texts.say(key, params), { after: 5 })
  page.paragraph(texts.say('foot.as-entered'), { size: 8.5, before: 16 })
  page.paragraph(texts.say('foot.electronic'), { size: 8.5 })
  if (texts.isLacking) page.paragraph(`Lines in English have not been written in this language (${texts.language}) yet.`, { size: 8.5 })
  if (UNREVIEWED.has(texts.language))
    page.paragraph(
      `The wording in this language (${texts.language}) was made by machine and has not been reviewed. The English text says what is meant.`,
      {
        size: 8.5,
      },
    )
}

interface Style {
  readonly size?: number
  readonly weight?: Weight
  readonly before?: number
  readonly after?: number
  readonly indent?: number
}

/** Sets lines on pages. */
class Page {
  readonly #document: PDFKit.PDFDocument
  readonly #text: ScriptText
  #y = MARGIN

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
    this.#text = new ScriptText(document)
  }

  begin(language: string): void {
    this.#text.language = language
    this.#next()
  }

  paragraph(text: string, { size = 10.5, weight = 400, before = 0, after = 3, indent = 0 }: Style = {}): void {
    this.#y += before
    for (const line of this.#text.lines(text, size, weight, WIDTH - indent)) this.#line(line, MARGIN + indent, size, weight)
    this.#y += after
  }

  field(name: string, value: string): void {
    const [size, gap] = [10.5, 170]
    const names = this.#text.lines(name, size, 400, gap - 10)
    const values = this.#text.lines(value, size, 700, WIDTH - gap)
    for (let at = 0; at < Math.max(names.length, values.length); at += 1) {
      this.#room(size)
      const y = this.#y
      this.#text.draw(names[at] ?? '', MARGIN, y, size, 400)
      this.#text.draw(values[at] ?? '', MARGIN + gap, y, size, 700)
      this.#y = y + heightOf(size)
    }
  }

  /** Writes on every page whose letter it is and which page of how many. */
  number(texts: LetterTexts, number: string): void {
    const { count } = this.#document.bufferedPageRange()
    for (let at = 0; at < count; at += 1) {
      this.#document.switchToPage(at)
      const text = texts.say('foot.page', { number, page: String(at + 1), pages: String(count) })
      this.#text.draw(text, MARGIN, BOTTOM + 12, 8.5, 400)
    }
  }

  #line(text: string, x: number, size: number, weight: Weight): void {
    this.#room(size)
    this.#text.draw(text, x, this.#y, size, weight)
    this.#y += heightOf(size)
  }

  #room(size: number): void {
    if (this.#y + heightOf(size) > BOTTOM) this.#next()
  }

  #next(): void {
    this.#document.addPage()
    this.#y = MARGIN
  }
}

/** Khmer and Burmese stack tall. */
function heightOf(size: number): number {
  return size * 1.6
}
