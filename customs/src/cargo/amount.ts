import { compare, decimal, isZero, lesser, minus, plus, type Rational, sum, times, toDecimal, ZERO } from '../kernel/index.ts'

/** Packages and gross mass together: what a transport document carries, and what a declaration takes of it. The mass is a decimal of at most eight places. */
export interface CargoAmount {
  readonly packages: number
  readonly grossMassKg: string
}

/** How goods are carried: counted in packages, or loose in a hold or a tank, where only the mass tells how much there is. */
export const CARGO_KINDS = ['packaged', 'bulk', 'tank'] as const
export type CargoKind = (typeof CARGO_KINDS)[number]

export const NO_CARGO: CargoAmount = { packages: 0, grossMassKg: '0' }

/** Decimals a mass is kept with: as many as a declaration may write. */
const DIGITS = 8

export function massOf({ grossMassKg }: CargoAmount): Rational {
  return decimal(grossMassKg)
}

export function cargoOf(packages: number, mass: Rational): CargoAmount {
  return { packages, grossMassKg: isZero(mass) ? '0' : toDecimal(mass, DIGITS) }
}

export function addCargo(a: CargoAmount, b: CargoAmount): CargoAmount {
  return cargoOf(a.packages + b.packages, plus(massOf(a), massOf(b)))
}

export function takeCargo(a: CargoAmount, b: CargoAmount): CargoAmount {
  return cargoOf(a.packages - b.packages, minus(massOf(a), massOf(b)))
}

export function sumCargo(amounts: readonly CargoAmount[]): CargoAmount {
  return cargoOf(
    amounts.reduce((packages, each) => packages + each.packages, 0),
    sum(amounts.map(massOf)),
  )
}

/** What of the two is more than nothing, each by itself: packages may be too many where the mass is too little. */
export function aboveNothing({ packages, grossMassKg }: CargoAmount): CargoAmount {
  const mass = decimal(grossMassKg)
  return cargoOf(Math.max(packages, 0), compare(mass, ZERO) > 0 ? mass : ZERO)
}

export function isNoCargo({ packages, grossMassKg }: CargoAmount): boolean {
  return packages === 0 && isZero(decimal(grossMassKg))
}

export function isSameCargo(a: CargoAmount, b: CargoAmount): boolean {
  return a.packages === b.packages && compare(massOf(a), massOf(b)) === 0
}

/** Whether all of `a` is there in `b`. */
export function isWithin(a: CargoAmount, b: CargoAmount): boolean {
  return a.packages <= b.packages && compare(massOf(a), massOf(b)) <= 0
}

/** The smaller mass of the two, as it is written. */
export function lesserMass(a: string, b: string): string {
  return toDecimal(lesser(decimal(a), decimal(b)), DIGITS)
}

/** So many per cent of a mass. */
export function shareOfMass(grossMassKg: string, percent: string): Rational {
  return times(decimal(grossMassKg), times(decimal(percent), { num: 1n, den: 100n }))
}
