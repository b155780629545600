/** What putting permits on file may be answered with. */
export const PERMIT_FILE_ISSUES = [
  'permits.load-decided',
  'permits.load-own',
  'permits.load-unknown',
  'permits.measure-unknown',
  'permits.number-known',
  'permits.number-twice',
  'permits.period-empty',
  'permits.permit-unknown',
] as const
