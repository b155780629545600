import { answerClock, type OutcomeGiven, openRequest } from '@lintas/customs/rights'
import type { Caller } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import { decideOnRequest, holdForOutcome } from './outcome.ts'
import { findDecision, listAwaited, noteReminded } from './store.ts'

const SYSTEM: Caller = { accountId: 'system', role: 'supervisor', traderIds: [] }

/**
 * Looks, each day, at requests whose answer is overdue. Where the law says what silence means that is the outcome, and is carried out; elsewhere customs is reminded,
 * once, and nothing changes.
 *
 * @source the rows `review-answer-period`; WTO TFA art. 4.4
 */
export async function hearSilence(desk: RightsDesk): Promise<void> {
  const { node, declarations } = desk
  for (const { number, mrn } of await listAwaited(node.db, node.clock.today())) {
    await node.db.transaction(async tx => {
      const found = await findDecision(tx, number)
      const others = found === undefined ? [] : await holdForOutcome(tx, desk, found)
      const held = await declarations.hold(tx, mrn)
      const kept = await findDecision(tx, number)
      const open = kept === undefined ? undefined : openRequest(kept)
      if (held === undefined || kept === undefined || open?.answerBy === undefined || open.answerBy >= node.clock.today()) return
      const clock = answerClock(node.law, node.state, open.remedy, open.on)
      if (clock === undefined || clock.silence === 'none') {
        if (!(await noteReminded(tx, number, node.clock.now()))) return
        const facts = { mrn, remedy: open.remedy, answerBy: open.answerBy }
        await node.events.append(tx, [{ subject: 'adverse-decision', subjectId: number, act: 'answer-overdue', by: 'system', facts }])
        return
      }
      const given: Omit<OutcomeGiven, 'by'> = {
        outcome: clock.silence,
        reasons: [{ text: `No answer was given by ${open.answerBy}.`, legalBasis: clock.legalRef }],
        bySilence: { legalRef: clock.legalRef },
      }
      const done = await decideOnRequest(desk, tx, held, kept, { remedy: open.remedy, others, ...given }, SYSTEM)
      if (!done.ok) throw new Error(`silence on ${number} could not be carried out: ${done.issues.map(each => each.code).join()}`)
    })
  }
}
