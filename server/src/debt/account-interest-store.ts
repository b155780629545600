import type { InterestCalculation } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** Interest that was charged on an account up to a day, with how it was worked out. */
export interface ChargedInterest {
  readonly until: Day
  readonly amount: Money
  readonly calculation: InterestCalculation
}

/** Keeps what is charged; answers whether the day was not charged before. */
export async function insertAccountInterest(
  tx: Writer,
  account: string,
  { until, amount, calculation }: ChargedInterest,
  journal: string,
  chargedOn: Day,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO account_interest (account, until, journal, currency, minor, calculation, charged_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING RETURNING until`,
    [account, until, journal, amount.currency, String(amount.minor), JSON.stringify(calculation), chargedOn],
    'debt-account-interest-insert',
  )
  return rows.length > 0
}

/** What was charged on an account, the newest first. */
export async function listAccountInterest(reader: Reader, account: string, limit: number): Promise<readonly ChargedInterest[]> {
  const rows = await reader.query<{ until: Day; currency: Currency; minor: string; calculation: InterestCalculation }>(
    'SELECT until::text AS until, currency, minor, calculation FROM account_interest WHERE account = $1 ORDER BY until DESC LIMIT $2',
    [account, limit],
    'debt-account-interest',
  )
  return rows.map(({ until, currency, minor, calculation }) => ({ until, amount: money(BigInt(minor), currency), calculation }))
}

/**
 * Accounts of deferred payment on which interest may have run up: with a statement past its day, and something that stands on them or that moved after the
 * last day charged. What was paid before the night came bears interest for the days before.
 */
export async function listLate(reader: Reader, today: Day): Promise<readonly string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT id FROM debtor_account a WHERE kind = 'deferred-payment' AND EXISTS (
       SELECT FROM account_statement s WHERE s.account = a.id AND s.due_on < $1 AND (used_minor > 0 OR EXISTS (
         SELECT FROM ledger_posting p WHERE p.account = 'deferred/' || a.id AND p.account LIKE 'deferred/%'
           AND p.posted_on > greatest(s.due_on, (SELECT max(until) FROM account_interest i WHERE i.account = a.id)))))
     ORDER BY id`,
    [today],
    'debt-accounts-late',
  )
  return rows.map(row => row.id)
}
