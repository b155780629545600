import type { Day } from '@lintas/customs/kernel'
import {
  type CertificationProcedure,
  type ClockStarted,
  findProcedure,
  isResult,
  listNewlyLate,
  moveByReceipt,
  type ProofAct,
  type Verification,
  type VerifyingAct,
  verificationOf,
} from '@lintas/customs/proofs'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { dayIn } from '../platform/clock.ts'
import { refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './store.ts'

type Clocked = Pick<Node, 'clock' | 'events' | 'state'>

/** What was done to a proof, as its verification goes by it. A check of before clocks had names has its two last days. */
export function verifyingActs(acts: readonly store.ActRow[], state: State): readonly VerifyingAct[] {
  return acts.map(({ act, at, words }) => {
    const { dueOn, endsOn, originating, late, moved, of } = words ?? {}
    const isEarlier = act === 'request-check' && words?.clocks === undefined && dueOn !== undefined && endsOn !== undefined
    const both = isEarlier
      ? [
          { clock: 'reply' as const, dueOn },
          { clock: 'check' as const, dueOn: endsOn },
        ]
      : words?.clocks
    return { act, on: (words?.on as Day | undefined) ?? dayThere(state, at), clocks: both, moved, of, originating, late }
  })
}

/** Keeps with a proof the next day by which somebody has to have done something, after something was done. */
export async function refreshClock(tx: Writer, { clock, state }: Pick<Node, 'clock' | 'state'>, proof: string): Promise<Verification> {
  const verification = verificationOf(verifyingActs(await store.listActs(tx, proof), state), clock.today())
  await store.setClock(tx, proof, verification.nextDueOn)
  return verification
}

/** The procedures between the two states of a proof today; refused by name where they are not on file. */
export function requireProcedure({ law, clock }: Node, { issuingState, importingState }: store.ProofRow): CertificationProcedure {
  const day = clock.today()
  const procedure = findProcedure(law, 'atiga', [issuingState, importingState], day)
  if (procedure === undefined) throw refuse(422, 'proofs.procedure-not-on-file', { exporter: issuingState, importer: importingState, day })
  return procedure
}

/** The day an electronic form came from the state that issued it; its evidence is the message that brought it. */
export function receivedOn(acts: readonly store.ActRow[], state: State): Day | undefined {
  const received = acts.find(each => each.act === 'receive')
  return received === undefined ? undefined : dayThere(state, received.at)
}

/**
 * Notes that the other state has word of an act, on both sides alike: clocks that count from its receipt are moved to the day of that in its own calendar, and what waits for a
 * result stops. Nothing where nothing follows. `receipt`: the message and the instant it was received.
 *
 * @source ATIGA Annex 8, rules 13.2, 18(b), 18(d), 19.5, 19.6, 19.9, 19.10, 30.3
 */
export async function noteNotified(
  tx: Writer,
  node: Pick<Node, 'clock' | 'events' | 'state'>,
  { id, number }: Pick<store.HeldRow, 'id' | 'number'>,
  { act, clocks = [], by, receipt }: { act: ProofAct; clocks: readonly ClockStarted[] | undefined; by: State; receipt: Received },
): Promise<void> {
  const on = dayThere(by, new Date(receipt.at))
  const moved = moveByReceipt(clocks, on)
  if (moved.length === 0 && !isResult(act)) return
  await store.insertAct(tx, id, 'notified', 'system', node.clock.now(), { of: act, on, moved, receipt: receipt.id })
  const facts = { of: act, to: by, receipt: receipt.id, at: receipt.at }
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'notified', by: 'system', facts }])
  await refreshClock(tx, node, id)
}

interface Received {
  readonly id: string
  readonly at: string
}

const days = new Map<State, (instant: Date) => Day>()

/** The calendar day of an instant in a state. */
function dayThere(state: State, instant: Date): Day {
  const known = days.get(state) ?? dayIn(STATE_FACTS[state].timeZone)
  days.set(state, known)
  return known(instant)
}

/** Says, each day, which clocks ran out without being met: once each, in the history of the proof and in the log. Nothing follows of itself. */
export async function watchClocks(node: Node): Promise<void> {
  const today = node.clock.today()
  for (const id of await store.listLate(node.db, today)) await node.db.transaction(tx => sayLate(tx, node, id, today))
}

async function sayLate(tx: Writer, { clock, events, state }: Clocked, id: string, today: Day): Promise<void> {
  const row = await store.holdProof(tx, id)
  for (const late of listNewlyLate(verifyingActs(await store.listActs(tx, id), state), today)) {
    await store.insertAct(tx, id, 'fall-late', 'system', clock.now(), { late })
    await events.append(tx, [{ subject: 'proof', subjectId: row.number ?? id, act: 'fall-late', by: 'system', facts: { clock: late } }])
  }
}
