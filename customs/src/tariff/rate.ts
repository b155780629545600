/**
 * What a tariff charges on a line, as the schedule writes it.
 *
 * Plain data (decimal strings), so that it is stored, sent and replayed as it is. `none` is an answer ("nothing is charged");
 * `unknown` is the absence of one, and whoever needs the rate must refuse. `excluded` means that the agreement does not cover the line.
 */
export type DutyRate =
  | { readonly kind: 'ad-valorem'; readonly percent: string }
  | { readonly kind: 'specific'; readonly amount: string; readonly currency: string; readonly per: string; readonly unit: string }
  | { readonly kind: 'compound'; readonly parts: readonly DutyRate[] }
  | { readonly kind: 'mixed'; readonly takes: 'greater' | 'lesser'; readonly parts: readonly DutyRate[] }
  | { readonly kind: 'quota'; readonly orderNumber: string; readonly within: DutyRate; readonly beyond: DutyRate }
  | { readonly kind: 'none' }
  | { readonly kind: 'excluded' }
  | { readonly kind: 'unknown'; readonly cell: string }

/** A percentage of the customs value. */
export function adValorem(percent: string): DutyRate {
  return { kind: 'ad-valorem', percent }
}

/**
 * A rate in words short enough for a table: `7.5 %`, `450 IDR/KGM`, `greater of 30 % and 1.5 THB/KGM`.
 *
 * Written with codes and signs, so that it reads the same in every language but for the few words of combined rates.
 */
export function formatRate(rate: DutyRate): string {
  switch (rate.kind) {
    case 'ad-valorem':
      return `${rate.percent} %`
    case 'specific':
      return `${rate.amount} ${rate.currency}/${rate.per === '1' ? '' : `${rate.per} `}${rate.unit}`
    case 'compound':
      return rate.parts.map(formatRate).join(' + ')
    case 'mixed':
      return `${rate.takes} of ${rate.parts.map(formatRate).join(' and ')}`
    case 'quota':
      return `${formatRate(rate.within)} within quota ${rate.orderNumber}, ${formatRate(rate.beyond)} beyond`
    case 'none':
      return '-'
    case 'excluded':
      return '*'
    case 'unknown':
      return `? (${rate.cell})`
  }
}
