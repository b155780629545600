import { compare, decimal, error, type Issue, plus, type Rational, ZERO } from '../kernel/index.ts'
import { aboveNothing, type CargoAmount, type CargoKind, isNoCargo, massOf, shareOfMass, takeCargo } from './amount.ts'

/** What came off the means of transport, against what was announced. */
export interface Landing {
  readonly landed: CargoAmount
  readonly short: CargoAmount
  readonly over: CargoAmount
  /** Of those landed. */
  readonly damagedPackages: number
  /** What stayed in the tank: neither landed nor short. */
  readonly residueKg: string
  /** A difference of loose goods that the law does not count as one. */
  readonly isTolerated: boolean
}

/** What somebody reports of the goods of one transport document. */
export interface LandingReport {
  readonly landed: CargoAmount
  readonly damagedPackages?: number
  readonly residueKg?: string
}

/** Goods as they are carried and were announced, with the per cent by which loose ones may differ. */
interface Announced {
  readonly cargo: CargoKind
  readonly announced: CargoAmount
  readonly tolerance?: string
}

/** By how much the mass of loose goods may differ from what there is; not at all where the law says nothing, nor of goods in packages. */
export function toleratedOf({ cargo, tolerance }: Pick<Announced, 'cargo' | 'tolerance'>, { grossMassKg }: CargoAmount): Rational {
  return cargo === 'packaged' || tolerance === undefined ? ZERO : shareOfMass(grossMassKg, tolerance)
}

/** Why goods cannot have landed as they are said to have. */
export function checkLanding({ cargo, announced }: Announced, report: LandingReport): Issue | undefined {
  const { landed, damagedPackages = 0, residueKg = '0' } = report
  if (cargo === 'packaged' && (landed.packages === 0) !== (massOf(landed).num === 0n))
    return error('cargo.landing-incomplete', '', { packages: landed.packages, mass: landed.grossMassKg })
  if (damagedPackages > landed.packages)
    return error('cargo.damaged-exceed-landed', '', { damaged: damagedPackages, landed: landed.packages })
  if (cargo !== 'tank' && residueKg !== '0') return error('cargo.residue-not-of-tank', '')
  if (compare(decimal(residueKg), massOf(announced)) > 0)
    return error('cargo.residue-exceeds-announced', '', { residue: residueKg, announced: announced.grossMassKg })
  return undefined
}

/** What landed against what was announced. */
export function landingOf(goods: Announced, { landed, damagedPackages = 0, residueKg = '0' }: LandingReport): Landing {
  const expected = takeCargo(goods.announced, { packages: 0, grossMassKg: residueKg })
  const [short, over] = [aboveNothing(takeCargo(expected, landed)), aboveNothing(takeCargo(landed, expected))]
  const apart = plus(massOf(short), massOf(over))
  const isTolerated = short.packages === 0 && over.packages === 0 && compare(apart, toleratedOf(goods, goods.announced)) <= 0
  return { landed, short, over, damagedPackages, residueKg, isTolerated }
}

/** Whether what landed is another amount than was announced, beyond what the law tolerates, or some of it is damaged. */
export function isDifference({ short, over, damagedPackages, isTolerated }: Landing): boolean {
  return damagedPackages > 0 || (!isTolerated && !(isNoCargo(short) && isNoCargo(over)))
}
