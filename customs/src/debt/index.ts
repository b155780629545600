export * from './account.ts'
export * from './account-interest.ts'
export * from './added-journal.ts'
export * from './bank-journal.ts'
export * from './bank-reference.ts'
export * from './columns.ts'
export * from './day-close.ts'
export * from './debtor-account.ts'
export * from './deferral-journal.ts'
export * from './due-law.ts'
export * from './dues.ts'
export * from './guarantee.ts'
export * from './guarantee-call.ts'
export * from './instalments.ts'
export * from './interest.ts'
export * from './interest-law.ts'
export * from './issues.ts'
export {
  ADDED_KINDS,
  type AddedKind,
  afterCharging,
  assessedOf,
  type ChargedKind,
  chargeJournal,
  divertedOf,
  drawbackOf,
  type JournalHead,
  paymentJournal,
} from './journal.ts'
export { DEBT_LAW, REFUND_CONTROLS, refundControlOn } from './law.ts'
export { dueDay, type PaymentTerm, paymentTermSchema, termOn } from './payment-term.ts'
export * from './payout-journal.ts'
export * from './penalty.ts'
export * from './posting.ts'
export { checkProlongation } from './prolongation.ts'
export * from './provisional.ts'
export * from './reconcile.ts'
export * from './record.ts'
export * from './refund-journal.ts'
export * from './security.ts'
export * from './security-journal.ts'
export * from './security-waiver.ts'
export * from './share.ts'
export * from './statement.ts'
export * from './take-over.ts'
