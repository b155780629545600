import type { CargoDocument, CargoTotals, ManifestSummary } from '@lintas/contract'
import { NO_CARGO, statusOf } from '@lintas/customs/cargo'
import { type Day, daysBetween } from '@lintas/customs/kernel'
import type { DocumentRow } from './document-store.ts'
import type { ManifestRow } from './manifest-store.ts'

const NO_TOTALS: CargoTotals = {
  documents: 0,
  announced: NO_CARGO,
  total: NO_CARGO,
  declared: NO_CARGO,
  gone: NO_CARGO,
  left: NO_CARGO,
  excess: NO_CARGO,
  byStatus: {},
  differences: 0,
}

/** @param urgent kinds of its goods that cannot wait, where a list looked for them */
export function manifestSummary(row: ManifestRow, totals: CargoTotals = NO_TOTALS, urgent: readonly string[] = []): ManifestSummary {
  return {
    number: row.number,
    carrier: row.carrier,
    reference: row.reference,
    office: row.office,
    mode: row.mode,
    means: { id: row.meansId, ...(row.meansName === null ? {} : { name: row.meansName }) },
    ...(row.journey === null ? {} : { journey: row.journey }),
    ...(row.loadingPlace === null ? {} : { loadingPlace: row.loadingPlace }),
    unloadingPlace: row.unloadingPlace,
    expectedOn: row.expectedOn,
    ...(row.arrivedOn === null ? {} : { arrivedOn: row.arrivedOn }),
    ...(row.dischargedOn === null ? {} : { dischargedOn: row.dischargedOn }),
    status: row.status,
    containers: row.containers,
    version: row.version,
    revision: row.revision,
    filedAt: row.filedAt.toISOString(),
    ...(urgent.length === 0 ? {} : { timeSensitive: [...urgent] }),
    totals,
  }
}

/** A transport document as lists show it. */
export function cargoDocument(row: DocumentRow, today: Day): CargoDocument {
  const { standing, body, lastOn } = row
  const { landing } = standing
  const waits = lastOn !== null && ['arrived', 'discharged', 'stored', 'unclaimed'].includes(statusOf(standing))
  return {
    id: row.id,
    manifest: row.manifest,
    number: row.number,
    origin: row.origin,
    kind: body.kind,
    ...(body.master === undefined ? {} : { master: body.master }),
    hasHouses: row.hasHouses,
    ...(body.consignee?.name === undefined ? {} : { consignee: body.consignee.name }),
    ...(body.description === undefined ? {} : { description: body.description }),
    cargo: standing.cargo,
    ...(body.timeSensitive?.kind === undefined ? {} : { timeSensitive: body.timeSensitive.kind }),
    status: statusOf(standing),
    announced: standing.announced,
    ...(landing === undefined
      ? {}
      : {
          landed: landing.landed,
          short: landing.short,
          over: landing.over,
          damagedPackages: landing.damagedPackages,
          residueKg: landing.residueKg,
        }),
    received: standing.received,
    declared: standing.declared,
    passedOn: standing.passedOn,
    ...(standing.added === undefined ? {} : { added: standing.added }),
    ...(standing.missing === undefined ? {} : { missing: standing.missing }),
    ...(standing.disposed === undefined ? {} : { disposed: standing.disposed }),
    left: standing.left,
    excess: standing.excess,
    isHeld: standing.isHeld === true,
    ...(standing.location === undefined ? {} : { location: standing.location }),
    ...(standing.storedOn === undefined ? {} : { storedOn: standing.storedOn }),
    ...(waits ? { lastOn, daysLeft: daysBetween(today, lastOn) } : {}),
    ...(standing.unclaimedOn === undefined ? {} : { unclaimedOn: standing.unclaimedOn }),
    ...(standing.abandonedOn === undefined ? {} : { abandonedOn: standing.abandonedOn }),
    revision: row.revision,
  }
}
