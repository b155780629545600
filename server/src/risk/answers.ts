import { type Case, type CaseControl, type CaseDetail, messageOf, type StoredProfile } from '@lintas/contract'
import type { Issue } from '@lintas/customs/kernel'
import { controlReportSchema } from '@lintas/customs/risk'
import type { ScreenedDecision } from '../declarations.ts'
import { refuse } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import type { ProfileRow } from './profile-store.ts'
import type { StoredControl } from './screening-store.ts'

/** A case with everything an officer needs to know why it is there. */
export function caseDetailOf(
  found: Case,
  screenings: readonly ScreenedDecision[],
  controls: readonly StoredControl[],
  hints: readonly Issue[],
  inspections: CaseDetail['inspections'],
  language: string,
) {
  return {
    ...found,
    screenings: screenings.map(({ decision, screenedOn, screening: { lane, hits, lot, score } }) => ({
      decision,
      screenedOn,
      lane,
      hits: hits.map(hit => ({ ...hit, paths: [...hit.paths], controls: [...hit.controls] })),
      ...(lot === undefined ? {} : { lot: { day: lot.day, stratum: lot.stratum, rate: lot.rate, drawn: lot.drawn } }),
      ...(score === undefined ? {} : { score: { ...score, reasons: score.reasons.map(each => ({ ...each })) } }),
    })),
    controls: controls.map(controlOf),
    inspections,
    hints: hints.map(hint => ({ ...hint, message: messageOf(hint, language) })),
  }
}

export function controlOf({
  id,
  control,
  consignment,
  documentVersion,
  hits,
  askedAt,
  outcome,
  report,
  waived,
}: StoredControl): CaseControl {
  return {
    id,
    control,
    ...(consignment === undefined ? {} : { consignment }),
    documentVersion,
    hits: [...hits],
    askedAt: askedAt.toISOString(),
    ...(outcome === undefined ? {} : { outcome }),
    ...(waived === undefined ? {} : { waived }),
    ...(report === undefined
      ? {}
      : { report: controlReportSchema.parse(report.body), reportedBy: report.by, reportedAt: report.at.toISOString() }),
  }
}

export function profileOf({ profile, status, proposedBy, approvedBy, offeredBy }: ProfileRow): StoredProfile {
  const { state = '', id = '', withdrawn = null } = offeredBy ?? {}
  return {
    ...profile,
    status,
    proposedBy,
    ...(approvedBy === undefined ? {} : { approvedBy }),
    ...(offeredBy === undefined ? {} : { offeredBy: { state, id, ...(withdrawn === null ? {} : { withdrawn }) } }),
  }
}

/** An officer's queue, and every list of his, is that of the own office; a supervisor names one, or sees all. */
export function officeOf(caller: Caller, asked: string | undefined): string | undefined {
  if (caller.role === 'supervisor') return asked
  if (asked !== undefined && asked !== caller.office) throw refuse(403, 'risk.office-of-others', {}, 'query.office')
  return caller.office ?? ''
}

const STATUSES: Readonly<Record<string, number>> = {
  'risk.capacity-unknown': 404,
  'risk.case-unknown': 404,
  'risk.declaration-unknown': 404,
  'risk.control-unknown': 404,
  'risk.profile-unknown': 404,
  'risk.indicator-not-so': 409,
  'risk.indicator-unknown': 404,
  'risk.share-repeated': 409,
  'risk.share-unknown': 404,
  'risk.share-withdrawn': 409,
  'risk.model-none': 409,
  'risk.model-own': 403,
  'risk.model-unknown': 404,
  'risk.model-untrained': 409,
  'risk.offer-not-running': 409,
  'risk.offer-not-so': 409,
  'risk.offer-repeated': 409,
  'risk.offer-unknown': 404,
  'risk.office-of-others': 403,
  'risk.profile-own': 403,
  'risk.entry-not-so': 409,
  'risk.entry-own': 403,
  'risk.entry-unknown': 404,
  'risk.override-of-supervisors': 403,
  'risk.override-own': 403,
  'risk.override-unknown': 404,
  'risk.case-taken': 409,
  'risk.day-full': 409,
  'risk.pick-not-listed': 409,
  'risk.control-answered': 409,
  'risk.control-superseded': 409,
  'risk.override-changes-nothing': 409,
  'risk.override-control-answered': 409,
  'risk.override-control-not-asked': 409,
  'risk.override-decided': 409,
  'risk.override-superseded': 409,
  'declaration.act-not-permitted': 409,
  'risk.profile-approved': 409,
  'risk.profile-retired': 409,
  'risk.profile-untried': 409,
}

/** The HTTP status of a refusal by its first issue. */
export function statusOf(issues: readonly Issue[]): number {
  return STATUSES[issues[0]?.code ?? ''] ?? 422
}
