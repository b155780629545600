import { type Day, isValidOn, type Validity } from '../kernel/index.ts'

/** What keeps an operator from declaring: `suspended` for a while, `debarred` until lifted. */
export const RESTRICTIONS = ['suspended', 'debarred'] as const

/** A restriction on an importer, exporter or broker, over one period. */
export interface Restriction extends Validity {
  readonly traderId: string
  readonly restriction: (typeof RESTRICTIONS)[number]
}

/** The restriction on an operator on the day; undefined where there is none. */
export function findRestriction(restrictions: readonly Restriction[], traderId: string, day: Day): Restriction | undefined {
  return restrictions.find(each => each.traderId === traderId && isValidOn(each, day))
}

/** AEO codes by the prefix their scheme gives them. @source Singapore: declarators.com.sg, `AEOSG` and 12 letters or digits */
const AEO_CODES: readonly { readonly prefix: string; readonly form: RegExp }[] = [{ prefix: 'AEOSG', form: /^AEOSG[A-Z0-9]{12}$/ }]

/** Whether a code breaks the form its scheme published. A scheme whose form is not on file cannot be broken. */
export function breaksAeoForm(code: string): boolean {
  const scheme = AEO_CODES.find(each => code.startsWith(each.prefix))
  return scheme !== undefined && !scheme.form.test(code)
}
