import { judgePlan, type PlanStanding, planInstalments } from '@lintas/customs/debt'
import { day, error, formatMajor, type Money, money, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { type DebtDesk, readDebt } from './debt-record.ts'
import * as store from './instalment-store.ts'
import { listSecurities } from './security-store.ts'

export interface PlanWish {
  readonly count: number
  readonly firstOn: string
  readonly reason: string
}

/** Applies to pay what is open of the charges of a released, held declaration in parts, as far as the law on file lets it. */
export async function applyForPlan(tx: Writer, desk: DebtDesk, held: DeclarationHead, wish: PlanWish, by: string): Promise<Result<string>> {
  const { mrn, principal: debtor, releasedOn } = held
  const { currency } = STATE_FACTS[desk.state]
  const debt = await openCharges(tx, desk, held)
  if (releasedOn === undefined || debt.minor === 0n) return stop(error('debt.nothing-due', '', { mrn }))
  const secured = (await listSecurities(tx, mrn)).reduce((sum, each) => sum + each.open.minor, 0n)
  const { count, firstOn, reason } = wish
  const asked = { state: desk.state, today: desk.clock.today(), debt, count, firstOn: day(firstOn), secured: money(secured, currency) }
  const planned = planInstalments(desk.law, asked)
  if (!planned.ok) return planned
  const { row: lawRow, instalments } = planned.value
  const id = await store.insertPlan(tx, { mrn, debtor, amount: debt, reason, lawRow, instalments, by, at: desk.clock.now() })
  if (id === undefined) return stop(error('debt.instalments-open', '', { mrn }))
  const facts = { mrn, amount: formatMajor(debt), currency, count, lawRow }
  await desk.events.append(tx, [{ subject: 'instalment-plan', subjectId: id, act: 'apply', by, facts, payload: { reason } }])
  return ok(id)
}

export interface PlanDecision {
  readonly decision: 'agreed' | 'refused'
  readonly reason: string | undefined
  readonly by: string
}

/** Customs' word on a plan. A refusal says why. */
export async function decidePlan(tx: Writer, desk: DebtDesk, plan: store.InstalmentPlan, given: PlanDecision): Promise<Result<void>> {
  const { id, mrn, status, appliedBy } = plan
  const { decision, reason, by } = given
  if (status !== 'applied') return stop(error('debt.instalments-decided', '', { status }))
  if (isSamePerson(appliedBy, by)) return stop(error('debt.instalments-same-person', ''))
  if (decision === 'refused' && reason === undefined) return stop(error('debt.write-off-reason-missing', 'reason'))
  await store.movePlan(tx, id, { status: decision, by, at: desk.clock.now(), reason })
  const payload = reason === undefined ? {} : { payload: { reason } }
  await desk.events.append(tx, [
    { subject: 'instalment-plan', subjectId: id, act: decision === 'agreed' ? 'agree' : 'refuse', by, facts: { mrn }, ...payload },
  ])
  return ok(undefined)
}

/** The plan that runs for a declaration, and where it stands today. */
export async function findRunning(
  reader: Reader,
  desk: Omit<DebtDesk, 'events'>,
  head: DeclarationHead,
): Promise<{ readonly plan: store.InstalmentPlan; readonly standing: PlanStanding } | undefined> {
  const plan = (await store.listPlansOf(reader, head.mrn)).find(each => each.status === 'agreed')
  if (plan === undefined) return undefined
  return { plan, standing: judgePlan(plan.instalments, await openCharges(reader, desk, head), desk.clock.today()) }
}

const NIGHT_MAX = 20_000

/** Judges every plan that runs, every night: one that is paid is kept; one with a part past its day is broken, and all the rest is due again. */
export async function judgePlans(node: DebtDesk & Pick<Node, 'db' | 'log'>, declarations: Declarations): Promise<void> {
  for (const { mrn } of await store.listPlans(node.db, 'agreed', NIGHT_MAX)) {
    const work = async (tx: Writer) => {
      const held = await declarations.hold(tx, mrn)
      const running = held === undefined ? undefined : await findRunning(tx, node, held)
      if (running === undefined || running.standing.state === 'running') return
      const { state: status } = running.standing
      await store.movePlan(tx, running.plan.id, { status })
      const act = status === 'kept' ? 'keep' : 'break'
      await node.events.append(tx, [{ subject: 'instalment-plan', subjectId: running.plan.id, act, by: 'system', facts: { mrn } }])
    }
    await node.db.transaction(work).catch(cause => node.log.error({ err: cause, mrn }, 'a plan could not be judged; it is tried again'))
  }
}

/** What is open of what was assessed: interest and penalties are beside a plan. */
async function openCharges(reader: Reader, desk: Omit<DebtDesk, 'events'>, head: DeclarationHead): Promise<Money> {
  const { dues } = await readDebt(reader, desk, head)
  const minor = dues.reduce((sum, due) => (due.kind === 'charges' ? sum + due.open.minor : sum), 0n)
  return money(minor, STATE_FACTS[desk.state].currency)
}
