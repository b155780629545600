import { STATE_FACTS, type State } from '@lintas/customs/reference'
import type { Letter } from '@lintas/customs/rights'
import PDFDocument from 'pdfkit'
import { LetterTexts, UNREVIEWED } from './letter-texts.ts'
import { type Run, readFont, runsOf, type Weight } from './script-fonts.ts'

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

/** Sets lines on pages. Lines are broken between words as the language has them, with spaces or without. */
class Page {
  readonly #document: PDFKit.PDFDocument
  #words = new Intl.Segmenter('en', { granularity: 'word' })
  #y = MARGIN

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
  }

  begin(language: string): void {
    this.#words = new Intl.Segmenter(language, { granularity: 'word' })
    this.#next()
  }

  paragraph(text: string, { size = 10.5, weight = 400, before = 0, after = 3, indent = 0 }: Style = {}): void {
    this.#y += before
    for (const line of this.#lines(text, size, weight, WIDTH - indent)) this.#line(line, MARGIN + indent, size, weight)
    this.#y += after
  }

  field(name: string, value: string): void {
    const [size, gap] = [10.5, 170]
    const names = this.#lines(name, size, 400, gap - 10)
    const values = this.#lines(value, size, 700, WIDTH - gap)
    for (let at = 0; at < Math.max(names.length, values.length); at += 1) {
      this.#room(size)
      const y = this.#y
      this.#draw(names[at] ?? '', MARGIN, y, size, 400)
      this.#draw(values[at] ?? '', MARGIN + gap, y, size, 700)
      this.#y = y + heightOf(size)
    }
  }

  /** Writes on every page whose letter it is and which page of how many. */
  number(texts: LetterTexts, number: string): void {
    const { count } = this.#document.bufferedPageRange()
    for (let at = 0; at < count; at += 1) {
      this.#document.switchToPage(at)
      const text = texts.say('foot.page', { number, page: String(at + 1), pages: String(count) })
      this.#draw(text, MARGIN, BOTTOM + 12, 8.5, 400)
    }
  }

  #line(text: string, x: number, size: number, weight: Weight): void {
    this.#room(size)
    this.#draw(text, x, this.#y, size, weight)
    this.#y += heightOf(size)
  }

  #room(size: number): void {
    if (this.#y + heightOf(size) > BOTTOM) this.#next()
  }

  #next(): void {
    this.#document.addPage()
    this.#y = MARGIN
  }

  #lines(text: string, size: number, weight: Weight, width: number): readonly string[] {
    return text.split('\n').flatMap(part => {
      const lines: string[] = []
      let line = ''
      for (const piece of this.#pieces(part, size, weight, width)) {
        if (line !== '' && this.#widthOf((line + piece).trimEnd(), size, weight) > width) {
          lines.push(line.trimEnd())
          line = piece.trimStart()
        } else line += piece
      }
      return [...lines, line.trimEnd()]
    })
  }

  /** What a line may end after: a word with the marks that follow it. A word wider than the line is cut. */
  #pieces(text: string, size: number, weight: Weight, width: number): readonly string[] {
    const pieces: string[] = []
    for (const { segment } of this.#words.segment(text)) {
      const last = pieces.at(-1)
      const staysWithLast = last !== undefined && !/\s$/.test(last) && !/^[\s\p{L}\p{N}\p{M}(]/u.test(segment)
      const isGlued = last !== undefined && /[\p{P}\p{S}]$/u.test(last) && !/^\s/.test(segment) && /^[!-~]/.test(segment)
      if (staysWithLast || isGlued || /^\s+$/.test(segment)) pieces[Math.max(0, pieces.length - 1)] = `${last ?? ''}${segment}`
      else pieces.push(segment)
    }
    return pieces.flatMap(piece => (this.#widthOf(piece.trimEnd(), size, weight) <= width ? [piece] : [...piece]))
  }

  #widthOf(text: string, size: number, weight: Weight): number {
    return runsOf(text, weight).reduce((sum, run) => sum + this.#measure(run, size).width, 0)
  }

  #draw(text: string, x: number, y: number, size: number, weight: Weight): void {
    let at = x
    for (const run of runsOf(text, weight)) {
      const { width, features } = this.#measure(run, size)
      this.#font(run.font, size).text(run.text, at, y + size * 1.1, { lineBreak: false, baseline: 'alphabetic', ...features })
      at += width
    }
  }

  /**
   * How wide a run is. Some pairs of marks have no anchor in a font, and the shaper then stops: such a run is set without placing marks upon marks,
   * which every font can.
   */
  #measure({ font, text }: Run, size: number): { readonly width: number; readonly features: PDFKit.Mixins.TextOptions } {
    const document = this.#font(font, size)
    try {
      return { width: document.widthOfString(text), features: {} }
    } catch {
      const features = { features: UNPLACED } as PDFKit.Mixins.TextOptions
      return { width: document.widthOfString(text, features), features }
    }
  }

  #font(name: string, size: number): PDFKit.PDFDocument {
    const fonts = this.#registered
    if (!fonts.has(name)) {
      this.#document.registerFont(name, readFont(name))
      fonts.add(name)
    }
    return this.#document.font(name).fontSize(size)
  }

  readonly #registered = new Set<string>()
}

/** OpenType features switched off: the placing of marks. The types know only those that are switched on. */
const UNPLACED = { mark: false, mkmk: false, abvm: false, blwm: false } as unknown as NonNullable<PDFKit.Mixins.TextOptions['features']>

/** Khmer and Burmese stack tall. */
function heightOf(size: number): number {
  return size * 1.6
}
