import { type Run, readFont, runsOf, type Weight } from './script-fonts.ts'

/** Sets text of any script of the region in a PDF. Lines are broken between words as the language has them, with spaces or without. */
export class ScriptText {
  readonly #document: PDFKit.PDFDocument
  #words = new Intl.Segmenter('en', { granularity: 'word' })

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document
  }

  set language(language: string) {
    this.#words = new Intl.Segmenter(language, { granularity: 'word' })
  }

  /** The lines that a text has where they are no wider than `width`. */
  lines(text: string, size: number, weight: Weight, width: number): readonly string[] {
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

  /** Sets one line, its top left corner at a place. */
  draw(text: string, x: number, y: number, size: number, weight: Weight): void {
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
