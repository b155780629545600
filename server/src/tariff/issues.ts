/** What a node may say of a schedule's file or version. */
export const TARIFF_FILE_ISSUES = [
  'tariff.fault-decided',
  'tariff.fault-unknown',
  'tariff.faults-waiting',
  'tariff.file-malformed',
  'tariff.file-too-large',
  'tariff.file-too-long',
  'tariff.file-too-wide',
  'tariff.file-without-codes',
  'tariff.file-without-lines',
  'tariff.file-beyond-mending',
  'tariff.schedule-missing',
  'tariff.version-decided',
  'tariff.version-not-found',
  'tariff.loader-may-not-approve',
] as const
