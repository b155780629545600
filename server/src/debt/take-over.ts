import { randomUUID } from 'node:crypto'
import {
  afterDeferring,
  type DeclarationAccount,
  deferralJournal,
  dischargeJournal,
  emptyAccount,
  type Journal,
  pledgeJournal,
  type SecurityReason,
  type TakenOver,
  takeOverReserved,
} from '@lintas/customs/debt'
import { formatMajor, money } from '@lintas/customs/kernel'
import type { DeclarationHead } from '../declarations.ts'
import type { NewEvent, Node, Writer } from '../platform/node.ts'
import { post } from './postings.ts'
import { insertSecurity, listReserved, type Security, takeAll } from './security-store.ts'

/** What becomes of reservations once what they stood for is charged. */
export interface TakeOver {
  readonly reserved: readonly Security[]
  readonly parts: readonly TakenOver[]
  /** The account of the declaration that charges it, with them. */
  readonly after: DeclarationAccount
}

/** Plans that what several declarations reserved for one reason is taken over by what another charges. They are held in the transaction. */
export async function planTakeOver(
  tx: Writer,
  mrns: readonly string[],
  reason: SecurityReason,
  charged: DeclarationAccount,
): Promise<TakeOver> {
  const reserved = await listReserved(tx, mrns, reason)
  const byAccount = Map.groupBy(reserved, each => each.account ?? '')
  const onAccounts = [...byAccount].map(([account, securities]) => ({
    account,
    kind: securities[0]?.accountKind ?? 'comprehensive-guarantee',
    minor: securities.reduce((sum, each) => sum + each.open.minor, 0n),
  }))
  return { reserved, ...takeOverReserved(onAccounts, reason, charged) }
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
  const numbers = new Map(reserved.map(each => [each.account, each.accountNumber]))
  for (const { account: id, as, minor } of parts) {
    const number = numbers.get(id) ?? ''
    const amount = money(minor, currency)
    const facts = { mrn, amount: formatMajor(amount), currency }
    if (as === 'deferral') {
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
