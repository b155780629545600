import { compare, type Day, error, type Issue, minus, ok, plus, type Result, stop, ZERO } from '../kernel/index.ts'
import {
  aboveNothing,
  addCargo,
  type CargoAmount,
  type CargoKind,
  cargoOf,
  isNoCargo,
  isWithin,
  massOf,
  NO_CARGO,
  sumCargo,
  takeCargo,
} from './amount.ts'
import { checkLanding, type Landing, type LandingReport, landingOf, toleratedOf } from './landing.ts'

export const CARGO_STATUSES = [
  'announced',
  'not-loaded',
  'arrived',
  'discharged',
  'not-landed',
  'stored',
  'passed-on',
  'written-off',
  'missing',
  'disposed',
  'unclaimed',
  'void',
] as const
export type CargoStatus = (typeof CARGO_STATUSES)[number]

/**
 * Where the goods of one transport document stand, after all acts done to it.
 *
 * `announced` (once landed: what landed) `+ added + received + excess = declared + passedOn + missing + disposed + left`, packages and mass each by itself. `excess` is what was
 * declared or passed on beyond what there is: only a short landing, or the tolerance of bulk, makes any.
 */
export interface CargoStanding {
  readonly cargo: CargoKind
  /** Per cent by which loose goods may differ; absent where the law has none. */
  readonly tolerance?: string
  /** What the manifest says; nothing of goods that stand in none, or came from other documents. */
  readonly announced: CargoAmount
  /** What came from other documents. */
  readonly received: CargoAmount
  readonly landing?: Landing
  readonly declared: CargoAmount
  readonly passedOn: CargoAmount
  /** What counts as landed beside what was reported: charged though it did not land, or found in stock. */
  readonly added?: CargoAmount
  /** What went missing after it landed, for reasons customs accepted. */
  readonly missing?: CargoAmount
  /** What customs disposed of: nobody had claimed it. */
  readonly disposed?: CargoAmount
  readonly left: CargoAmount
  readonly excess: CargoAmount
  readonly arrivedOn?: Day
  readonly dischargedOn?: Day
  readonly location?: string
  readonly storedOn?: Day
  readonly unclaimedOn?: Day
  /** The day on which, unclaimed for as long as the law says, they passed to disposal. */
  readonly abandonedOn?: Day
  readonly bar?: 'not-loaded' | 'void'
  /** Customs holds them: they stay where they are, and a declaration of them waits. */
  readonly isHeld?: true
}

/** One act done to the goods of a transport document. Who did it is the event's to say. */
export type CargoAct =
  | { readonly act: 'revise'; readonly announced: CargoAmount }
  | { readonly act: 'refuse-loading' | 'permit-loading' | 'hold' | 'lift-hold' | 'remove' }
  | { readonly act: 'arrive'; readonly on: Day }
  | ({ readonly act: 'discharge'; readonly on: Day } & LandingReport)
  | { readonly act: 'store' | 'move'; readonly on: Day; readonly location: string }
  | { readonly act: 'receive' | 'pass-on'; readonly amount: CargoAmount }
  | { readonly act: 'write-off' | 'give-back'; readonly amount: CargoAmount }
  | ({ readonly act: 'correct-landing' } & LandingReport)
  | { readonly act: 'add' | 'lose' | 'dispose' | 'restore'; readonly amount: CargoAmount }
  | { readonly act: 'fall-unclaimed' | 'pass-to-disposal'; readonly on: Day }

/** A transport document as its manifest announces it. */
export function announce(cargo: CargoKind, announced: CargoAmount, tolerance?: string): CargoStanding {
  return balance({
    cargo,
    ...(tolerance === undefined ? {} : { tolerance }),
    announced,
    received: NO_CARGO,
    declared: NO_CARGO,
    passedOn: NO_CARGO,
    left: NO_CARGO,
    excess: NO_CARGO,
  })
}

/** What there is to declare or pass on, before anything of it was. */
export function totalOf({ announced, landing, received, added = NO_CARGO }: TotalParts): CargoAmount {
  return sumCargo([landing?.landed ?? announced, received, added])
}

type TotalParts = Pick<CargoStanding, 'announced' | 'landing' | 'received' | 'added'>

/** What is there no more, though nobody declared it: missing or disposed of. */
export function goneOf({ missing = NO_CARGO, disposed = NO_CARGO }: Pick<CargoStanding, 'missing' | 'disposed'>): CargoAmount {
  return addCargo(missing, disposed)
}

/** What a declaration may still take: what is left, and of loose goods the tolerance beyond it. */
export function roomOf(standing: CargoStanding): CargoAmount {
  const { left, excess } = standing
  const room = minus(toleratedOf(standing, totalOf(standing)), massOf(excess))
  return cargoOf(left.packages, plus(massOf(left), compare(room, ZERO) > 0 ? room : ZERO))
}

/** Whether nothing is left that somebody could declare: the last package, or of loose goods all but the tolerance. */
export function isExhausted(standing: CargoStanding): boolean {
  const { cargo, left } = standing
  return cargo === 'packaged' ? left.packages === 0 : compare(massOf(left), toleratedOf(standing, totalOf(standing))) <= 0
}

export function statusOf(standing: CargoStanding): CargoStatus {
  const { bar, landing, received, declared, passedOn, unclaimedOn, location, dischargedOn, arrivedOn } = standing
  if (bar !== undefined) return bar
  if (isExhausted(standing)) {
    if (standing.disposed !== undefined) return 'disposed'
    if (!isNoCargo(declared)) return 'written-off'
    if (!isNoCargo(passedOn)) return 'passed-on'
    if (standing.missing !== undefined) return 'missing'
    if (landing !== undefined && isNoCargo(landing.landed) && isNoCargo(received)) return 'not-landed'
  }
  if (unclaimedOn !== undefined) return 'unclaimed'
  if (location !== undefined) return 'stored'
  if (dischargedOn !== undefined) return 'discharged'
  return arrivedOn === undefined ? 'announced' : 'arrived'
}

/**
 * The standing after one more act, or why it is refused where the goods stand. No act takes more than there is.
 *
 * @source RKC Specific Annex A ch. 1 and 2
 */
export function performCargo(standing: CargoStanding, act: CargoAct): Result<CargoStanding> {
  const refused = refuse(standing, act)
  return refused === undefined ? ok(balance(after(standing, act))) : stop(refused)
}

function refuse(standing: CargoStanding, act: CargoAct): Issue | undefined {
  const notNow = () => error('cargo.act-not-permitted', '', { act: act.act, status: statusOf(standing) })
  const { bar, arrivedOn, dischargedOn, left } = standing
  if (bar === 'void') return notNow()
  switch (act.act) {
    case 'revise':
    case 'remove':
    case 'refuse-loading':
      if (arrivedOn !== undefined) return notNow()
      return act.act !== 'remove' || isNoCargo(standing.declared) ? undefined : error('cargo.document-declared', '')
    case 'permit-loading':
      return bar === 'not-loaded' ? undefined : notNow()
    case 'hold':
    case 'lift-hold':
      return (act.act === 'lift-hold') === (standing.isHeld === true) ? undefined : notNow()
    case 'arrive':
      return arrivedOn === undefined ? undefined : notNow()
    case 'discharge':
      if (arrivedOn === undefined || dischargedOn !== undefined || bar !== undefined) return notNow()
      return checkLanding(standing, act)
    case 'store':
    case 'move':
      if (dischargedOn === undefined || isExhausted(standing)) return notNow()
      if (standing.isHeld === true && act.act === 'move') return error('cargo.document-held', '')
      return (act.act === 'move') === (standing.location !== undefined) ? undefined : notNow()
    case 'receive':
      return undefined
    case 'pass-on':
      if (dischargedOn === undefined) return notNow()
      if (standing.isHeld === true) return error('cargo.document-held', '')
      return exceeding(act.amount, left)
    case 'write-off':
      return bar === undefined ? exceeding(act.amount, roomOf(standing)) : notNow()
    case 'give-back':
      return exceeding(act.amount, standing.declared)
    case 'correct-landing': {
      const { landing } = standing
      if (landing === undefined) return notNow()
      return checkLanding(standing, act) ?? exceeding(aboveNothing(takeCargo(landing.landed, act.landed)), left)
    }
    case 'add':
      return dischargedOn === undefined ? notNow() : undefined
    case 'lose':
      return dischargedOn === undefined ? notNow() : exceeding(act.amount, left)
    case 'dispose':
      if (standing.isHeld === true) return error('cargo.document-held', '')
      return statusOf(standing) === 'unclaimed' ? exceeding(act.amount, left) : notNow()
    case 'restore':
      return exceeding(act.amount, standing.disposed ?? NO_CARGO)
    case 'pass-to-disposal':
      if (standing.isHeld === true) return error('cargo.document-held', '')
      return statusOf(standing) === 'unclaimed' && standing.abandonedOn === undefined ? undefined : notNow()
    case 'fall-unclaimed':
      return arrivedOn === undefined || standing.unclaimedOn !== undefined || isExhausted(standing) ? notNow() : undefined
  }
}

/** Why an amount cannot be taken of what there is. */
export function exceeding(amount: CargoAmount, room: CargoAmount): Issue | undefined {
  if (amount.packages < 0 || massOf(amount).num < 0n) return error('cargo.amount-negative', '')
  if (amount.packages > room.packages) return error('cargo.packages-exceed-left', '', { packages: amount.packages, left: room.packages })
  if (isWithin(amount, room)) return undefined
  return error('cargo.mass-exceeds-left', '', { mass: amount.grossMassKg, left: room.grossMassKg })
}

function after(standing: CargoStanding, act: CargoAct): CargoStanding {
  switch (act.act) {
    case 'revise':
      return { ...standing, announced: act.announced }
    case 'refuse-loading':
      return { ...standing, bar: 'not-loaded' }
    case 'hold':
      return { ...standing, isHeld: true }
    case 'lift-hold': {
      const { isHeld: _, ...free } = standing
      return free
    }
    case 'permit-loading': {
      const { bar: _, ...free } = standing
      return free
    }
    case 'remove':
      return { ...standing, announced: NO_CARGO, bar: 'void' }
    case 'arrive':
      return { ...standing, arrivedOn: act.on }
    case 'discharge':
      return { ...standing, dischargedOn: act.on, landing: landingOf(standing, act) }
    case 'store':
      return { ...standing, location: act.location, storedOn: act.on }
    case 'move':
      return { ...standing, location: act.location }
    case 'receive':
      return { ...standing, received: addCargo(standing.received, act.amount) }
    case 'pass-on':
      return { ...standing, passedOn: addCargo(standing.passedOn, act.amount) }
    case 'write-off':
      return { ...standing, declared: addCargo(standing.declared, act.amount) }
    case 'give-back':
      return { ...standing, declared: takeCargo(standing.declared, act.amount) }
    case 'correct-landing':
      return { ...standing, landing: landingOf(standing, act) }
    case 'add':
      return { ...standing, added: addCargo(standing.added ?? NO_CARGO, act.amount) }
    case 'lose':
      return { ...standing, missing: addCargo(standing.missing ?? NO_CARGO, act.amount) }
    case 'dispose':
      return { ...standing, disposed: addCargo(standing.disposed ?? NO_CARGO, act.amount) }
    case 'restore': {
      const { disposed = NO_CARGO, ...rest } = standing
      const still = takeCargo(disposed, act.amount)
      return isNoCargo(still) ? rest : { ...rest, disposed: still }
    }
    case 'fall-unclaimed':
      return { ...standing, unclaimedOn: act.on }
    case 'pass-to-disposal':
      return { ...standing, abandonedOn: act.on }
  }
}

function balance(standing: CargoStanding): CargoStanding {
  const { declared, passedOn } = standing
  const rest = takeCargo(totalOf(standing), sumCargo([declared, passedOn, goneOf(standing)]))
  return { ...standing, left: aboveNothing(rest), excess: aboveNothing(takeCargo(NO_CARGO, rest)) }
}
