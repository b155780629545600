import type { DeclarationDocument } from '../declaration/index.ts'

/**
 * The regimes under which goods stand, each by the name the Revised Kyoto Convention gives it.
 *
 * @source RKC Specific Annexes D (warehouses, free zones), F (processing, drawback), G (temporary admission)
 */
export const REGIME_KINDS = [
  'warehouse',
  'temporary-admission',
  'inward-processing',
  'outward-processing',
  'free-zone',
  'drawback',
  'end-use',
] as const
export type RegimeKind = (typeof REGIME_KINDS)[number]

/** The regime goods enter with a type of declaration. */
const ENTERED_BY: Readonly<Record<string, RegimeKind>> = {
  IM5: 'temporary-admission',
  'IM5-P': 'inward-processing',
  IM7: 'warehouse',
  IM8: 'free-zone',
  DOM: 'free-zone',
  'EX2-P': 'outward-processing',
}

/** The regime that goods enter with a declaration; undefined where they enter none. */
export function entersRegime({ type }: Pick<DeclarationDocument, 'type'>): RegimeKind | undefined {
  return type === undefined ? undefined : ENTERED_BY[type]
}

/** The regime that goods enter under an authorisation: by the type of their declaration, or because they are relieved for their use. */
export function regimeEntered(
  document: Pick<DeclarationDocument, 'type'>,
  authorisation: { readonly regime: RegimeKind } | undefined,
): RegimeKind | undefined {
  return entersRegime(document) ?? (document.type === 'IM4' && authorisation?.regime === 'end-use' ? 'end-use' : undefined)
}

/** Whether a declaration is about goods in a regime: they enter it, or may leave it, or were made under its authorisation. */
export function concernsRegime({ type, authorisation }: Pick<DeclarationDocument, 'type' | 'authorisation'>): boolean {
  return type !== undefined && (ENTERED_BY[type] !== undefined || LEAVING.has(type) || authorisation !== undefined)
}

/** Types by which goods may leave a regime: out of a warehouse or a zone, back out of the state, back in after processing. */
const LEAVING: ReadonlySet<string> = new Set(['IM7-X', 'IM8-X', 'EX3', 'IM6'])
