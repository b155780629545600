import type { Case, CaseControl, StoredProfile } from '@lintas/contract'
import { controlReportSchema } from '@lintas/customs/risk'
import type { ScreenedDecision } from '../debt/index.ts'
import type { ProfileRow } from './profile-store.ts'
import type { StoredControl } from './screening-store.ts'

/** A case with everything an officer needs to know why it is there. */
export function caseDetailOf(found: Case, screenings: readonly ScreenedDecision[], controls: readonly StoredControl[]) {
  return {
    ...found,
    screenings: screenings.map(({ decision, screenedOn, screening: { lane, hits, lot } }) => ({
      decision,
      screenedOn,
      lane,
      hits: hits.map(hit => ({ ...hit, paths: [...hit.paths], controls: [...hit.controls] })),
      ...(lot === undefined ? {} : { lot: { day: lot.day, stratum: lot.stratum, rate: lot.rate, drawn: lot.drawn } }),
    })),
    controls: controls.map(controlOf),
  }
}

export function controlOf({ id, control, documentVersion, hits, askedAt, outcome, report }: StoredControl): CaseControl {
  return {
    id,
    control,
    documentVersion,
    hits: [...hits],
    askedAt: askedAt.toISOString(),
    ...(outcome === undefined ? {} : { outcome }),
    ...(report === undefined
      ? {}
      : { report: controlReportSchema.parse(report.body), reportedBy: report.by, reportedAt: report.at.toISOString() }),
  }
}

export function profileOf({ profile, status, proposedBy, approvedBy }: ProfileRow): StoredProfile {
  return { ...profile, status, proposedBy, ...(approvedBy === undefined ? {} : { approvedBy }) }
}
