import type { StandingDecisionBody } from '@lintas/contract'
import type { StandingAuthorisation } from '@lintas/customs/cargo'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { mayActFor } from '../platform/access/index.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import {
  findStanding,
  insertStanding,
  moveStanding,
  type NewStanding,
  type StandingDecision,
  type StandingRow,
} from './time-sensitive-store.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'state'>

/** What a decision is to know of the standing authorisation a declaration names; one that is not for whoever declares is not there. */
export async function readTimeSensitive(tx: Writer, caller: Caller, document: DeclarationDocument): Promise<Pick<Given, 'timeSensitive'>> {
  if (document.timeSensitive === undefined) return {}
  const found = await findStanding(tx, document.timeSensitive.authorisation ?? '')
  if (found === undefined || !mayActFor(caller, found.holder)) return { timeSensitive: {} }
  const { decisions: _, appliedBy: __, listed: ___, ...authorisation } = found
  return { timeSensitive: { authorisation } }
}

/** Applies for goods of some kinds to be served first. */
export async function applyForStanding(
  tx: Writer,
  { clock, events, state }: Desk,
  application: Omit<NewStanding, 'state' | 'by' | 'at'>,
  by: string,
): Promise<Result<string>> {
  const { holder, body, validFrom, validTo } = application
  if (validTo <= validFrom) return stop(error('cargo.standing-validity', 'validTo', { validFrom, validTo }))
  const number = await insertStanding(tx, { ...application, state, by, at: clock.now() })
  const facts = { holder, kinds: body.kinds, validFrom, validTo }
  await events.append(tx, [{ subject: 'standing-authorisation', subjectId: number, act: 'apply', by, facts }])
  return ok(number)
}

/** An officer's word on an application that is held: granted with conditions and days, or refused with reasons. */
export async function decideStanding(
  tx: Writer,
  desk: Desk,
  row: StandingRow,
  { decision, conditions, reasons, ...days }: StandingDecisionBody,
  by: string,
): Promise<Result<void>> {
  const { number, status, appliedBy } = row
  const [validFrom, validTo] = [(days.validFrom as Day | undefined) ?? row.validFrom, (days.validTo as Day | undefined) ?? row.validTo]
  if (status !== 'applied') return stop(error('cargo.standing-decided', '', { number, status }))
  if (isSamePerson(appliedBy, by)) return stop(error('cargo.standing-own', ''))
  if (decision === 'refused' && reasons.length === 0) return stop(error('cargo.standing-reasons-missing', 'reasons'))
  if (validTo <= validFrom) return stop(error('cargo.standing-validity', 'validTo', { validFrom, validTo }))
  const granted = conditions === undefined || decision === 'refused' ? {} : { conditions }
  await move(tx, desk, { number, validFrom, validTo }, decision, { decision, ...granted, by, reasons })
  return ok(undefined)
}

/** Suspends an authorisation that is held, restores or revokes it; never without reasons. What was declared on it before goes on. */
export async function setStanding(
  tx: Writer,
  desk: Desk,
  row: StandingRow,
  { standing, reasons }: { readonly standing: 'suspended' | 'granted' | 'revoked'; readonly reasons: StandingDecision['reasons'] },
  by: string,
): Promise<Result<void>> {
  const { number, status } = row
  if (reasons.length === 0) return stop(error('cargo.standing-reasons-missing', 'reasons'))
  const from: readonly StandingAuthorisation['status'][] =
    standing === 'granted' ? ['suspended'] : standing === 'suspended' ? ['granted'] : ['granted', 'suspended']
  if (!from.includes(status)) return stop(error('cargo.standing-status', 'standing', { number, status, standing }))
  await move(tx, desk, row, standing, { decision: standing === 'granted' ? 'restored' : standing, by, reasons })
  return ok(undefined)
}

async function move(
  tx: Writer,
  { clock, events }: Desk,
  row: Pick<StandingRow, 'number' | 'validFrom' | 'validTo'>,
  status: StandingRow['status'],
  decided: Omit<StandingDecision, 'at'>,
): Promise<void> {
  const { decision, by, reasons, conditions } = decided
  await moveStanding(tx, row, status, { ...decided, at: clock.now().toISOString() })
  const facts = { status, validFrom: row.validFrom, validTo: row.validTo }
  const payload = { reasons, ...(conditions === undefined ? {} : { conditions }) }
  await events.append(tx, [{ subject: 'standing-authorisation', subjectId: row.number, act: decision, by, facts, payload }])
}
