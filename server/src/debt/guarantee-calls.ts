import { callGuarantee, dueOf } from '@lintas/customs/debt'
import { error, formatMajor, money, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import { chargeInterest, type DebtDesk, readDebt } from './debt-record.ts'
import type { AccountRow } from './debtor-account-store.ts'
import * as store from './guarantee-call-store.ts'
import { findRunning } from './instalments.ts'
import { drawSecurity } from './securities.ts'
import { listSecurities } from './security-store.ts'
import { goOnPaid } from './settled.ts'
import { findAccount } from './store.ts'

type CallDesk = DebtDesk & Pick<Node, 'jobs'>

/**
 * Asks a guarantor to pay what is overdue for a held declaration, interest up to today included, by a day the law on file or the officer says. Until then nothing
 * is drawn; a debt that is being paid in instalments is not called.
 */
export async function demandFromGuarantor(
  tx: Writer,
  desk: CallDesk,
  held: DeclarationHead,
  account: AccountRow,
  { days, by }: { readonly days: number | undefined; readonly by: string },
): Promise<Result<string>> {
  const { mrn } = held
  const { currency } = STATE_FACTS[desk.state]
  await chargeInterest(tx, desk, held)
  const running = await findRunning(tx, desk, held)
  const debt = running?.standing.state === 'running' ? ({ status: 'open' } as const) : await readDebt(tx, desk, held)
  const securities = (await listSecurities(tx, mrn)).filter(each => each.account === account.id && each.open.minor > 0n)
  const [first] = securities
  const open = money(
    securities.filter(each => each.reason === first?.reason).reduce((sum, each) => sum + each.open.minor, 0n),
    currency,
  )
  const due = dueOf(await findAccount(tx, mrn, currency))
  const wish = { state: desk.state, today: desk.clock.today(), debt, due, open, guarantor: account.guarantor, term: days }
  const called = callGuarantee(desk.law, wish)
  if (!called.ok) return called
  if (first === undefined) throw new Error(`given a call of ${account.number}, needs security on it`)
  const { amount, payBy } = called.value
  const id = await store.insertCall(tx, { mrn, account: account.id, reason: first.reason, amount, payBy, by, at: desk.clock.now() })
  if (id === undefined) return stop(error('debt.call-open', '', { mrn }))
  const facts = { mrn, account: account.number, amount: formatMajor(amount), currency, payBy }
  await desk.events.append(tx, [{ subject: 'guarantee-call', subjectId: id, act: 'demand', by, facts }])
  return ok(id)
}

/** Takes a call back, while nothing was drawn for it. */
export async function withdrawCall(tx: Writer, desk: DebtDesk, { id, mrn, status }: store.CallRow, by: string): Promise<Result<void>> {
  if (status !== 'demanded') return stop(error('debt.call-decided', '', { status }))
  await store.endCall(tx, id, { status: 'withdrawn', at: desk.clock.now() })
  await desk.events.append(tx, [{ subject: 'guarantee-call', subjectId: id, act: 'withdraw', by, facts: { mrn } }])
  return ok(undefined)
}

const NIGHT_MAX = 20_000

/** Ends calls, every night: one whose debt was paid is done; one whose day has passed is drawn on the guarantee, as far as something is still due. */
export async function endCalls(node: CallDesk & Pick<Node, 'db' | 'log'>, declarations: Declarations): Promise<void> {
  for (const call of await store.listDemanded(node.db, NIGHT_MAX)) {
    await node.db
      .transaction(tx => endCall(tx, node, declarations, call))
      .catch(cause => node.log.error({ err: cause, mrn: call.mrn }, 'a guarantee could not be drawn; it is tried again'))
  }
}

async function endCall(tx: Writer, node: CallDesk, declarations: Declarations, { id, mrn }: store.CallRow): Promise<void> {
  const held = await declarations.hold(tx, mrn)
  const call = await store.findCall(tx, id)
  if (held === undefined || call?.status !== 'demanded') return
  const { currency } = call.amount
  const at = node.clock.now()
  if (dueOf(await findAccount(tx, mrn, currency)).minor === 0n) {
    await store.endCall(tx, id, { status: 'paid', at })
    await node.events.append(tx, [{ subject: 'guarantee-call', subjectId: id, act: 'fulfil', by: 'system', facts: { mrn } }])
    return
  }
  if (call.payBy >= node.clock.today()) return
  await chargeInterest(tx, node, held)
  const taken = await drawSecurity(tx, node, held, call.reason, 'system')
  const drawn = money(
    taken.reduce((sum, each) => sum + each.minor, 0n),
    currency,
  )
  await store.endCall(tx, id, { status: 'drawn', drawn, at })
  const facts = { mrn, amount: formatMajor(drawn), currency }
  await node.events.append(tx, [{ subject: 'guarantee-call', subjectId: id, act: 'draw', by: 'system', facts }])
  await goOnPaid(tx, declarations, mrn, currency, 'system')
}
