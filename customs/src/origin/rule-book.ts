import { type Day, isValidOn } from '../kernel/index.ts'
import { GENERAL_RULE, type Rule } from './rule.ts'
import type { RuleRow, RuleSheet, RuleSheetHead } from './rule-sheet.ts'

/** A row that names a good, and the sheet it stands in. */
export interface FoundRule {
  readonly row: RuleRow
  readonly sheet: RuleSheetHead
}

/** The rule of a good, as far as it is on file. */
export type RuleOfGood =
  /** Rows name the code. `isWhole`: they are all alternatives there are. */
  | { readonly kind: 'product'; readonly found: readonly FoundRule[]; readonly isWhole: boolean }
  /** The chapter is on file whole and no row names the code: the general rule holds. */
  | { readonly kind: 'general'; readonly rule: Rule }
  /** No rule of the chapter is on file, so nobody can say which of the two holds. */
  | { readonly kind: 'not-loaded' }

/** What is on file of one chapter. */
export interface ChapterCoverage {
  readonly chapter: string
  /** `whole`: every product rule; `some`: rules for some codes, or some alternatives of them; `none`: no product rule. */
  readonly coverage: 'whole' | 'some' | 'none'
  readonly rows: number
  readonly sheets: readonly string[]
}

export interface RuleBook {
  /** What the book was opened from, for whoever asks what a determination rested on. */
  readonly sheets: readonly RuleSheetHead[]
  /** The codes of the agreement's list of information technology products, AHTN 2007; empty where the list is not on file. */
  readonly itaProducts: ReadonlySet<string>
  find(question: { readonly agreement: string; readonly code: string; readonly hsVersion: string; readonly on: Day }): RuleOfGood
  /** Chapters 01 to 97 but the reserved 77, as they stand on a day. */
  cover(agreement: string, on: Day): readonly ChapterCoverage[]
}

const CODE_LENGTHS = [8, 6, 4, 2]

/** Opens sheets of rules for looking up. Those of different sheets add alternatives to one another. */
export function openRuleBook(sheets: readonly RuleSheet[], itaProducts: readonly string[] = []): RuleBook {
  const opened = sheets.map(({ head, rows }) => ({ head, byCode: byCodeOf(rows) }))
  const inForce = (agreement: string, on: Day) => opened.filter(({ head }) => head.agreement === agreement && isInForce(head, on))

  return {
    sheets: sheets.map(({ head }) => head),
    itaProducts: new Set(itaProducts),
    find({ agreement, code, hsVersion, on }) {
      const usable = inForce(agreement, on).filter(({ head }) => head.hsVersion === hsVersion)
      const found = usable.flatMap(({ head, byCode }) => {
        const length = CODE_LENGTHS.find(each => each <= code.length && byCode.has(code.slice(0, each)))
        return (length === undefined ? [] : (byCode.get(code.slice(0, length)) ?? [])).map(row => ({ row, sheet: head }))
      })
      const isCovered = usable.some(({ head }) => head.alternatives === 'all' && head.chapters.includes(code.slice(0, 2)))
      if (found.length === 0) return isCovered ? { kind: 'general', rule: GENERAL_RULE } : { kind: 'not-loaded' }
      return { kind: 'product', found, isWhole: isCovered || found.some(({ sheet }) => sheet.alternatives === 'all') }
    },
    cover(agreement, on) {
      const usable = inForce(agreement, on)
      return CHAPTERS.map(chapter => {
        const rowsOf = ({ byCode }: (typeof opened)[number]) =>
          [...byCode].flatMap(([code, rows]) => (code.startsWith(chapter) ? rows : [])).length
        const saying = usable.filter(sheet => sheet.head.chapters.includes(chapter) || rowsOf(sheet) > 0)
        const isWhole = saying.some(({ head }) => head.alternatives === 'all' && head.chapters.includes(chapter))
        return {
          chapter,
          coverage: isWhole ? 'whole' : saying.length > 0 ? 'some' : 'none',
          rows: saying.reduce((count, sheet) => count + rowsOf(sheet), 0),
          sheets: saying.map(({ head }) => head.id),
        }
      })
    },
  }
}

const CHAPTERS: readonly string[] = Array.from({ length: 97 }, (_, index) => String(index + 1).padStart(2, '0')).filter(
  each => each !== '77',
)

function byCodeOf(rows: readonly RuleRow[]): ReadonlyMap<string, readonly RuleRow[]> {
  const found = new Map<string, RuleRow[]>()
  for (const row of rows) {
    const known = found.get(row.code)
    if (known === undefined) found.set(row.code, [row])
    else known.push(row)
  }
  return found
}

/** A sheet without a first day is in force on none. */
function isInForce({ validFrom, validTo }: RuleSheetHead, on: Day): boolean {
  return validFrom !== undefined && isValidOn({ validFrom, ...(validTo === undefined ? {} : { validTo }) }, on)
}
