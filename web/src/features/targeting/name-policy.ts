import type { TFunction } from 'i18next'

/** The weights of revenue a supervisor chooses among. */
export const WEIGHTS: readonly string[] = ['0', '0.1', '0.25', '0.5', '0.75', '1']

/** What a day is ranked by, in words. */
export function namePolicy(weight: string, t: TFunction): string {
  if (Number(weight) === 0) return t('targeting.policy.probability')
  if (Number(weight) === 1) return t('targeting.policy.expected-revenue')
  return t('targeting.policy.mix', { weight })
}
