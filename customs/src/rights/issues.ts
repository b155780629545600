/** What can stand in the way of questioning a decision, or of deciding on one that is questioned. */
export const RIGHTS_ISSUES = [
  'rights.remedy-not-open',
  'rights.request-late',
  'rights.nothing-to-decide',
  'rights.same-officer',
  'rights.items-not-decided',
  'rights.not-to-revoke',
  'rights.time-open',
  'rights.handover-open',
  'rights.not-the-holder',
  'rights.no-handover',
  'rights.handover-to-oneself',
] as const
