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
