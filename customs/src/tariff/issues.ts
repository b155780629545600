import { SCHEDULE_PROBLEMS } from './schedule-problem.ts'

/** What the tariff may say of a declared code or claim. */
export const TARIFF_ISSUES = [
  'tariff.code-malformed',
  'tariff.chapter-reserved',
  'tariff.code-incomplete',
  'tariff.code-too-long',
  'tariff.code-unknown',
  'tariff.code-not-valid-on-day',
  'tariff.rate-not-on-file',
  'tariff.rate-unreadable',
  'tariff.agreement-unknown',
  'tariff.agreement-not-in-force',
  'tariff.preference-origin-missing',
  'tariff.preference-origin-not-party',
  'tariff.preference-denied',
  'tariff.preference-excluded',
  'tariff.preference-proof-missing',
  'tariff.preference-proof-invalid',
  'tariff.preference-useless',
  'tariff.preference-no-gain',
  'tariff.preference-available',
  'tariff.ordinary-rate-applies',
  'tariff.ordinary-rate-derived',
  'tariff.rate-from-sample',
  ...SCHEDULE_PROBLEMS,
] as const
