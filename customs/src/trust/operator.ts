import { type Day, isValidOn, type Validity } from '../kernel/index.ts'

/** How an operator stands with customs: `suspended` for a while, `debarred` until lifted. */
export const STANDINGS = ['active', 'suspended', 'debarred'] as const
export type Standing = (typeof STANDINGS)[number]

/** An importer, exporter or broker on a state's register, as it stands over one period. */
export interface Operator extends Validity {
  readonly traderId: string
  readonly standing: Standing
}

/** How the operator stands on the day; undefined when the register says nothing about it then. */
export function findStanding(operators: readonly Operator[], traderId: string, day: Day): Standing | undefined {
  return operators.find(each => each.traderId === traderId && isValidOn(each, day))?.standing
}

/** AEO codes by the prefix their scheme gives them. @source Singapore: declarators.com.sg, `AEOSG` and 12 letters or digits */
const AEO_CODES: readonly { readonly prefix: string; readonly form: RegExp }[] = [{ prefix: 'AEOSG', form: /^AEOSG[A-Z0-9]{12}$/ }]

/** Whether a code breaks the form its scheme published. A scheme whose form is not on file cannot be broken. */
export function breaksAeoForm(code: string): boolean {
  const scheme = AEO_CODES.find(each => code.startsWith(each.prefix))
  return scheme !== undefined && !scheme.form.test(code)
}
