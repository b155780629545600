import {
  addMonths,
  type Currency,
  type Day,
  decimal,
  error,
  HUNDRED,
  type Issue,
  minus,
  over,
  parseMoney,
  type Rational,
  roundDown,
  times,
} from '../kernel/index.ts'
import type { DrawbackLine, ImportedItem } from './drawback.ts'
import type { ReExportDrawbackRow } from './law.ts'

/** What an exported item took of an imported one, in the unit the imported one was counted in. */
export interface TakenOfImport {
  readonly item: number
  readonly previous: string
  readonly previousItem: number
  readonly quantity: Rational
}

/**
 * Works out the drawback on goods that leave as they came: the share of the duty that is on what left, less what the law withholds of the whole export:
 * a share, and where the law bounds it no more than an amount. What is withheld lies on all lines in proportion, and they add up to what is given back.
 *
 * An import too old, after the export, or a claim too late is named.
 *
 * @source RKC Specific Annex F ch. 3, std. 2 and 3; Specific Annex B ch. 1 (goods for home use)
 */
export function workOutReExportDrawback(
  taken: readonly TakenOfImport[],
  days: { readonly exportedOn: Day; readonly claimedOn: Day },
  imports: readonly ImportedItem[],
  row: ReExportDrawbackRow,
  currency: Currency,
): { readonly lines: readonly DrawbackLine[]; readonly issues: readonly Issue[] } {
  const parts = taken.flatMap(({ item: exportItem, previous, previousItem, quantity }) => {
    const found = imports.find(({ mrn, item }) => mrn === previous && item === previousItem)
    if (found === undefined) return []
    const { mrn, item, code, unit } = found
    const duty = roundDown(over(times({ num: found.duty, den: 1n }, quantity), found.declared))
    return [{ exportItem, mrn, item, code, unit, quantity, duty }]
  })
  const total = parts.reduce((sum, { duty }) => sum + duty, 0n)
  const givenBack = total - withheldOf(total, row, currency)
  let [dutyBefore, drawbackBefore] = [0n, 0n]
  const lines = parts.map(part => {
    dutyBefore += part.duty
    const upToHere = total === 0n ? 0n : (dutyBefore * givenBack) / total
    const drawback = upToHere - drawbackBefore
    drawbackBefore = upToHere
    return { ...part, drawback }
  })
  const issues = [...listLate(imports, days, row)]
  if (issues.length === 0 && givenBack === 0n) issues.push(error('regimes.drawback-nothing', 'exportMrn'))
  return { lines, issues }
}

/** Rounded up, so that never more is given back than the law gives. */
function withheldOf(total: bigint, { withheldPercent, withheldMax }: ReExportDrawbackRow, currency: Currency): bigint {
  const kept = over(minus(HUNDRED, decimal(withheldPercent)), HUNDRED)
  const share = total - roundDown(times({ num: total, den: 1n }, kept))
  const most = withheldMax === undefined ? undefined : parseMoney(withheldMax, currency)?.minor
  return most === undefined || share < most ? share : most
}

function listLate(
  imports: readonly ImportedItem[],
  { exportedOn, claimedOn }: { readonly exportedOn: Day; readonly claimedOn: Day },
  { monthsMax, claimMonthsMax, id: lawRow }: ReExportDrawbackRow,
): readonly Issue[] {
  const released = new Map(imports.map(({ mrn, releasedOn }) => [mrn, releasedOn]))
  const late = [...released].flatMap(([mrn, releasedOn]) => {
    if (releasedOn > exportedOn) return [error('regimes.drawback-import-later', 'exportMrn', { mrn, releasedOn, exportedOn })]
    const last = monthsMax === undefined ? undefined : addMonths(releasedOn, monthsMax)
    return last !== undefined && exportedOn > last ? [error('regimes.drawback-too-late', 'exportMrn', { mrn, last, lawRow })] : []
  })
  const lastClaim = claimMonthsMax === undefined ? undefined : addMonths(exportedOn, claimMonthsMax)
  const isClaimedLate = lastClaim !== undefined && claimedOn > lastClaim
  return isClaimedLate ? [...late, error('regimes.drawback-claim-late', 'exportMrn', { last: lastClaim, lawRow })] : late
}
