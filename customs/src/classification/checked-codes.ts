import type { Evidence } from './evidence.ts'

/** A declaration as it stands, with what officers answered about its present version and how they classified its goods otherwise. */
export interface LookedAt {
  readonly mrn: string
  readonly principal: string
  readonly items: readonly { readonly sequence: number; readonly description: string; readonly commodityCode: string }[]
  readonly reports: readonly {
    readonly control: string
    readonly outcome: string
    /** The kinds of what was found: `classification`, `quantity` … */
    readonly findings: readonly string[]
  }[]
  /** Codes that decisions gave items instead, and where each decision stands. */
  readonly reclassified: readonly { readonly sequence: number; readonly commodityCode: string; readonly status: string }[]
}

/** Controls in which an officer sees what the goods are called and the code they were given. */
const BEFORE_RELEASE = new Set(['document-check', 'examination', 'sample'])
const AFTER_RELEASE = 'after-release-check'
/** What is found of this kind says that words or code were wrong. */
const OF_CODES = new Set(['classification', 'description'])
const STANDS = new Set(['decided', 'upheld', 'upheld-on-appeal'])
const IS_CONTESTED = new Set(['review-requested', 'appealed'])

/**
 * What officers' work says of the codes of one declaration: the code that a standing decision gave an item, and the declared codes where a control was answered, was in
 * order, and found nothing against them. Nothing of a declaration that nobody looked at, whoever lodged it and however often; nothing of an item whose code is
 * contested.
 */
export function listCheckedCodes({
  mrn,
  principal,
  items,
  reports,
  reclassified,
}: LookedAt): readonly (Evidence & { readonly reference: string })[] {
  const isInOrder = reports.every(({ outcome, findings }) => outcome !== 'discrepancy' && !findings.some(kind => OF_CODES.has(kind)))
  const isChecked = isInOrder && reports.some(({ control }) => BEFORE_RELEASE.has(control))
  const isAudited = isInOrder && reports.some(({ control }) => control === AFTER_RELEASE)
  return items.flatMap(({ sequence, description, commodityCode }) => {
    const decisions = reclassified.filter(each => each.sequence === sequence)
    if (decisions.some(({ status }) => IS_CONTESTED.has(status))) return []
    const corrected = decisions.findLast(({ status }) => STANDS.has(status))
    const kind = corrected !== undefined || isChecked ? ('checked' as const) : isAudited ? ('audited' as const) : undefined
    if (kind === undefined || description.trim() === '') return []
    return [{ kind, description, code: corrected?.commodityCode ?? commodityCode, trader: principal, reference: `${mrn}/${sequence}` }]
  })
}
