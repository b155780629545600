import { AsyncLocalStorage } from 'node:async_hooks'
import { may, type Permission } from '@lintas/contract'
import type { Caller, Delegated } from './node.ts'

/** Who acts while a request is answered, and on whose behalf, once a delegation is used. */
interface Acting {
  readonly accountId: string
  readonly oneWith: readonly string[]
  delegation: Pick<Delegated, 'id' | 'from'> | undefined
}

const acting = new AsyncLocalStorage<Acting>()

/** Does `work` as a caller to whom something was handed, or who handed something over: what is written meanwhile knows of it. */
export function whileActing(caller: Caller, work: () => void): void {
  const { accountId, oneWith = [], delegated = [], onBehalfOf } = caller
  if (oneWith.length === 0 && delegated.length === 0) work()
  else acting.run({ accountId, oneWith, delegation: onBehalfOf }, work)
}

/** Says that what is done from here on is done on behalf of who handed it over. */
export function actOnBehalf(delegation: Pick<Delegated, 'id' | 'from'>): void {
  const current = acting.getStore()
  if (current === undefined) throw new Error(`given delegation ${delegation.id} outside a request, needs whom it was handed to`)
  current.delegation = delegation
}

/** On whose behalf something is done at the moment; undefined where everybody acts for himself. */
export function findOnBehalf(): Pick<Delegated, 'id' | 'from'> | undefined {
  return acting.getStore()?.delegation
}

/**
 * Everybody who counts as the same person as `by` where an act needs two: himself; and who handed him something, whom he handed something, and whoever else
 * it was handed to, as long as it lasts and for some time after it. A delegate is never the second person of who delegated.
 */
export function personsOf(by: string): readonly string[] {
  const current = acting.getStore()
  return current?.accountId === by ? [by, ...current.oneWith] : [by]
}

export function isSamePerson(first: string | null | undefined, by: string): boolean {
  return first !== null && first !== undefined && personsOf(by).includes(first)
}

/** Whether a caller may do something by his own role, or because it was handed to him. */
export function holds(caller: Caller, permission: Permission): boolean {
  return may(caller.role, permission) || caller.delegated?.some(each => each.powers.includes(permission)) === true
}

/** The delegation by which a caller stands in for who has a case. */
export function findStandIn(caller: Caller, holder: string | undefined): Delegated | undefined {
  return holder === undefined ? undefined : caller.delegated?.find(each => each.cases && each.from === holder)
}
