import type { ActRecord } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { type ControlRecord, listStandings } from '@lintas/customs/risk'
import type { ActFacts } from './act-events.ts'
import type { Sealed } from './canonical.ts'
import { isDue, listDueFor, type Owed } from './charges.ts'

/** The acts that a decision is to its declaration: it was assessed, and screened. */
export function actsOf(decision: Decision, controls: readonly ControlRecord[], owed: Owed): readonly ActRecord[] {
  const asked = listStandings(controls, decision.version).map(({ kind, consignment }) =>
    consignment === undefined ? kind : { kind, consignment },
  )
  return [assessedAs(owed), { act: 'screen', controls: asked }]
}

/** The act that an assessment is: whether it leaves anything due, and of several consignments for which. */
export function assessedAs(owed: Owed): ActRecord {
  const dueFor = listDueFor(owed)
  return { act: 'assess', isDue: isDue(owed), ...(dueFor === undefined ? {} : { dueFor }) }
}

/** What the events of a decision say of it: which one, its digest, what it charges, the lane. */
export function factsOf(decision: Decision, body: Sealed): ActFacts {
  const { number, version, restsOn, assessment, screening } = decision
  const document = { version, documentSha256: restsOn.documentSha256 }
  return {
    lodge: document,
    amend: document,
    assess: { decision: number, sha256: body.sha256.toString('hex'), total: assessment.total, currency: assessment.currency },
    screen: { decision: number, lane: screening.lane },
  }
}
