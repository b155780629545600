export * from './account.ts'
export * from './columns.ts'
export * from './debtor-account.ts'
export * from './issues.ts'
export {
  afterCharging,
  type ChargedKind,
  chargeJournal,
  type JournalHead,
  paymentJournal,
} from './journal.ts'
export * from './payout-journal.ts'
export * from './posting.ts'
export * from './security.ts'
export * from './security-journal.ts'
