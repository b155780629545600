import type { Issue } from '@lintas/customs/kernel'
import { answerClock, type OutcomeGiven, openRequest } from '@lintas/customs/rights'
import type { Caller, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import { decideOnRequest, holdForOutcome } from './outcome.ts'
import { findDecision, listAwaited, noteReminded } from './store.ts'

const SYSTEM: Caller = { accountId: 'system', role: 'supervisor', traderIds: [] }

/**
 * Looks, each day, at requests whose answer is overdue. Where the law says what silence means that is the outcome, and is carried out; elsewhere customs is reminded,
 * once, and nothing changes; so it is where that outcome cannot be carried out, and the case is an officer's.
 *
 * @source the rows `review-answer-period`; WTO TFA art. 4.4
 */
export async function hearSilence(desk: RightsDesk): Promise<void> {
  const { node } = desk
  for (const { number, mrn } of await listAwaited(node.db, node.clock.today())) {
    const refused = await node.db.transaction(tx => answerBySilence(desk, tx, number, mrn)).catch(notCarriedOut)
    if (refused === undefined) continue
    await node.db.transaction(async tx => {
      await desk.declarations.hold(tx, mrn)
      await remind(desk, tx, number, { mrn, stopped: refused.map(each => each.code) })
    })
  }
}

/** What silence means could not be carried out: nothing of it stands. */
class NotCarriedOut extends Error {
  readonly issues: readonly Issue[]

  constructor(number: string, issues: readonly Issue[]) {
    super(`silence on ${number} could not be carried out: ${issues.map(each => each.code).join()}`)
    this.issues = issues
  }
}

function notCarriedOut(failure: unknown): readonly Issue[] {
  if (failure instanceof NotCarriedOut) return failure.issues
  throw failure
}

async function answerBySilence(desk: RightsDesk, tx: Writer, number: string, mrn: string): Promise<undefined> {
  const { node, declarations } = desk
  const found = await findDecision(tx, number)
  const others = found === undefined ? [] : await holdForOutcome(tx, desk, found)
  const held = await declarations.hold(tx, mrn)
  const kept = await findDecision(tx, number)
  const open = kept === undefined ? undefined : openRequest(kept)
  if (held === undefined || kept === undefined || open?.answerBy === undefined || open.answerBy >= node.clock.today()) return
  const { remedy, answerBy } = open
  const clock = answerClock(node.law, node.state, remedy, open.on)
  if (clock === undefined || clock.silence === 'none') return await remind(desk, tx, number, { mrn, remedy, answerBy })
  const given: Omit<OutcomeGiven, 'by'> = {
    outcome: clock.silence,
    reasons: [{ text: `No answer was given by ${answerBy}.`, legalBasis: clock.legalRef }],
    bySilence: { legalRef: clock.legalRef },
  }
  const done = await decideOnRequest(desk, tx, held, kept, { remedy, others, ...given }, SYSTEM)
  if (!done.ok) throw new NotCarriedOut(number, done.issues)
}

/** Reminds customs, once, that somebody has to answer. */
async function remind({ node }: RightsDesk, tx: Writer, number: string, facts: Readonly<Record<string, unknown>>): Promise<undefined> {
  if (!(await noteReminded(tx, number, node.clock.now()))) return
  await node.events.append(tx, [{ subject: 'adverse-decision', subjectId: number, act: 'answer-overdue', by: 'system', facts }])
}
