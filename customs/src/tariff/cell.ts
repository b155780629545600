import type { Currency } from '../kernel/index.ts'
import { adValorem, type DutyRate } from './rate.ts'
import { parseUnitWord } from './unit-word.ts'

/** What a cell of a schedule says: a rate, nothing on file, or something nobody may take for a rate. */
export type Cell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'rate'; readonly rate: DutyRate }
  | { readonly kind: 'problem'; readonly code: CellProblem }

export type CellProblem = 'tariff.cell-unreadable' | 'tariff.cell-ambiguous' | 'tariff.rate-implausible' | 'tariff.unit-unknown'

/** No tariff of the region is near this; a larger figure is a slip of the pen or of a column. */
const PERCENT_MAX = 1000

const PERCENT = /^(\d{1,6})(?:[.,](\d{1,6}))?$/
/** `1.000` may be one or a thousand; `0.125` and `12.50` are only themselves. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/
const SPECIFIC = /^(\d{1,3}(?:\.\d{3}){1,4}|\d{1,15}),(-|\d{2})\/(\S.*)$/
const COMBINED = /^(sum|max|min)\((.*)\)$/
const QUOTA = /^quota\(([^;]{1,35});(.*);(.*)\)$/

/**
 * Reads one cell of a schedule, in the notation of the region's gazettes.
 *
 * Empty is none on file, `*` excluded from the agreement, `-` none charged; `7,5` and `7.5` are percent; `450,-/kg` and `21.450,-/menit` are
 * money per unit, with dots between thousands, in the state's currency. Rates of several parts have a notation of their own that no gazette
 * uses by chance: `sum(10; 5,-/kg)`, `max(30; 1,50/kg)`, `min(…; …)`, `quota(order number; within; beyond)`.
 * Anything else is a problem: a footnote mark may change a rate, so the rate stays unknown.
 */
export function parseCell(given: string, currency: Currency): Cell {
  const text = given.trim()
  if (text === '') return { kind: 'empty' }
  if (text === '*') return { kind: 'rate', rate: { kind: 'excluded' } }
  if (text === '-') return { kind: 'rate', rate: { kind: 'none' } }
  if (text.length > 200) return { kind: 'problem', code: 'tariff.cell-unreadable' }
  return parseCombined(text, currency) ?? parseSimple(text, currency, false)
}

/** A percentage or an amount per unit. Parts of a combined rate may have cents: there the comma cannot be mistaken. */
function parseSimple(text: string, currency: Currency, mayHaveCents: boolean): Cell {
  const percent = PERCENT.exec(text)
  if (percent !== null) return AMBIGUOUS.test(text) ? { kind: 'problem', code: 'tariff.cell-ambiguous' } : percentage(percent)
  const specific = SPECIFIC.exec(text)
  const [, amount = '', cents = '', word = ''] = specific ?? []
  if (specific === null || (cents !== '-' && !mayHaveCents)) return { kind: 'problem', code: 'tariff.cell-unreadable' }
  const unit = parseUnitWord(word)
  if (unit === undefined) return { kind: 'problem', code: 'tariff.unit-unknown' }
  return { kind: 'rate', rate: { kind: 'specific', amount: plain(amount.replaceAll('.', ''), cents), currency, per: '1', unit } }
}

function percentage([, whole = '', decimals = '']: readonly string[]): Cell {
  const percent = plain(whole, decimals)
  return Number(percent) > PERCENT_MAX ? { kind: 'problem', code: 'tariff.rate-implausible' } : { kind: 'rate', rate: adValorem(percent) }
}

/** The decimal without leading or trailing zeros. */
function plain(whole: string, decimals: string): string {
  const fraction = decimals === '-' ? '' : decimals.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  return fraction === '' ? digits : `${digits}.${fraction}`
}

function parseCombined(text: string, currency: Currency): Cell | undefined {
  const combined = COMBINED.exec(text)
  if (combined !== null) {
    const parts = parseParts((combined[2] ?? '').split(';'), currency)
    if ('code' in parts) return parts
    const takes = combined[1] === 'max' ? 'greater' : 'lesser'
    return { kind: 'rate', rate: combined[1] === 'sum' ? { kind: 'compound', parts } : { kind: 'mixed', takes, parts } }
  }
  const quota = QUOTA.exec(text)
  if (quota === null) return undefined
  const [, orderNumber = '', within = '', beyond = ''] = quota
  const parts = parseParts([within, beyond], currency)
  if ('code' in parts) return parts
  const [inside, outside] = parts
  return inside === undefined || outside === undefined
    ? undefined
    : { kind: 'rate', rate: { kind: 'quota', orderNumber: orderNumber.trim(), within: inside, beyond: outside } }
}

function parseParts(texts: readonly string[], currency: Currency): readonly DutyRate[] | Extract<Cell, { kind: 'problem' }> {
  if (texts.length < 2 || texts.length > 9) return { kind: 'problem', code: 'tariff.cell-unreadable' }
  const rates: DutyRate[] = []
  for (const text of texts) {
    const cell = parseSimple(text.trim(), currency, true)
    if (cell.kind === 'problem') return cell
    if (cell.kind === 'rate') rates.push(cell.rate)
  }
  return rates
}
