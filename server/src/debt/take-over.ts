import { randomUUID } from 'node:crypto'
import {
  afterDeferring,
  type DeclarationAccount,
  deferralJournal,
  dischargeJournal,
  dueOf,
  emptyAccount,
  type Journal,
  pledgeJournal,
  type SecurityReason,
} from '@lintas/customs/debt'
import { formatMajor, money } from '@lintas/customs/kernel'
import type { NewEvent, Node, Writer } from '../platform/node.ts'
import type { DeclarationHead } from './declarations.ts'
import { post } from './postings.ts'
import { insertSecurity, listReserved, type Security, takeAll } from './security-store.ts'

/** A part of what is charged that goes to one debtor's account: owed on it, or reserved on it until it is paid. */
interface Part {
  readonly account: string
  readonly number: string
  readonly kind: 'deferral' | 'pledge'
  readonly minor: bigint
}

/** What becomes of reservations once what they stood for is charged. */
export interface TakeOver {
  readonly reserved: readonly Security[]
  readonly parts: readonly Part[]
  /** The account of the declaration that charges it, with them. */
  readonly after: DeclarationAccount
}

/**
 * Plans that reservations made for several declarations end, and what another charges for all of them takes their place on the same debtors' accounts: owed
 * on a deferred account, reserved on a guarantee until it is paid. Never more than was reserved there, so that no account goes beyond its limit, whatever
 * else stands on it; what is charged beyond it is due.
 *
 * The declarations are held in the transaction.
 */
export async function planTakeOver(
  tx: Writer,
  mrns: readonly string[],
  reason: SecurityReason,
  charged: DeclarationAccount,
): Promise<TakeOver> {
  const reserved = await listReserved(tx, mrns, reason)
  const freed = Map.groupBy(reserved, each => each.account ?? '')
  let after = charged
  let left = dueOf(charged).minor
  const parts: Part[] = []
  for (const [account, securities] of [...freed].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [{ accountNumber = '', accountKind }] = securities as [(typeof securities)[number]]
    const sum = securities.reduce((total, each) => total + each.open.minor, 0n)
    const minor = left < sum ? left : sum
    if (minor <= 0n) continue
    left -= minor
    const kind = accountKind === 'deferred-payment' ? 'deferral' : 'pledge'
    parts.push({ account, number: accountNumber, kind, minor })
    if (kind === 'deferral') after = afterDeferring(after, account, money(minor, charged.currency))
    else after = { ...after, held: new Map(after.held).set(reason, (after.held.get(reason) ?? 0n) + minor) }
  }
  return { reserved, parts, after }
}

/** Posts what was planned, all at once: of one account less is never taken than goes in its place. */
export async function takeOver(
  tx: Writer,
  { clock, events }: Pick<Node, 'clock' | 'events'>,
  { mrn, principal: debtor }: Pick<DeclarationHead, 'mrn' | 'principal'>,
  { reserved, parts, after }: TakeOver,
  charged: DeclarationAccount,
  by: string,
): Promise<void> {
  const { currency } = charged
  const head = { mrn, debtor, postedOn: clock.today() }
  const turns = await takeAll(
    tx,
    reserved.map(each => each.id),
  )
  const journals: Journal[] = reserved.map(({ id, mrn: of, reason, account, open }) =>
    dischargeJournal(
      { ...head, mrn: of, security: id, reason, account, turn: turns.get(id) ?? 0, amount: open },
      { ...emptyAccount(currency), held: new Map([[reason, open.minor]]) },
    ),
  )
  const said: NewEvent[] = reserved.map(({ id, mrn: of, reason, open }) => {
    const facts = { mrn: of, reason, amount: formatMajor(open), currency, declaration: mrn }
    return { subject: 'security', subjectId: id, act: 'discharge', by, facts }
  })
  let account = charged
  for (const { account: id, number, kind, minor } of parts) {
    const amount = money(minor, currency)
    const facts = { mrn, amount: formatMajor(amount), currency }
    if (kind === 'deferral') {
      journals.push(deferralJournal({ ...head, deferral: randomUUID(), account: id, amount }, account))
      account = afterDeferring(account, id, amount)
      said.push({ subject: 'account', subjectId: number, act: 'defer', by, facts })
    } else {
      const [reason = 'periodic'] = reserved.map(each => each.reason)
      const security = await insertSecurity(tx, { mrn, reason, debtor, account: id, amount, by, at: clock.now() })
      journals.push(pledgeJournal({ ...head, security, reason, account: id, amount }, after))
      said.push({ subject: 'security', subjectId: security, act: 'pledge', by, facts: { ...facts, reason, account: number } })
    }
  }
  if (journals.length > 0) await post(tx, journals)
  if (said.length > 0) await events.append(tx, said)
}
