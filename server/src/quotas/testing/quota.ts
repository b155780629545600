import { TODAY } from '../../declaration/testing/lodging-desk.ts'

/** What the rows of quotas have in common that tests put on file. */
export const QUOTA = {
  state: 'VN',
  validFrom: '2026-01-01',
  validTo: '2027-01-01',
  knownSince: TODAY,
  legalRef: 'a decree made up for this test',
  source: 'this test',
  confidence: 'assumed',
  name: 'Shirts of cotton from Cambodia',
  codes: ['610910'],
  origins: ['KH'],
  within: { kind: 'ad-valorem', percent: '3' },
  criticalPercent: '90',
  allocation: 'first-come',
}
