import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import { type ConsignmentKey, consignmentKey } from '@lintas/customs/risk'
import { principalPath } from '@lintas/customs/trust'
import { mayActFor } from '../platform/access/index.ts'
import type { Caller } from '../platform/node.ts'
import { type Sealed, seal } from './canonical.ts'

/** A lodging before it is decided: who lodges what, for whom, under which reference. */
export interface Lodging {
  readonly caller: Caller
  readonly document: DeclarationDocument
  readonly sealed: Sealed
  readonly key: ConsignmentKey
  readonly today: Day
  readonly localReference: string
  /** Trader ids: whose account lodges it, whose reference it is, on whose behalf. */
  readonly filer: string
  readonly declarant: string
  readonly principal: string
}

export function readLodging(caller: Caller, document: DeclarationDocument, localReference: string, today: Day): Lodging {
  const filer = caller.organisation?.traderId
  if (filer === undefined) throw new Error(`given a ${caller.role} without an organisation, needs a trader or a broker`)
  const principal = document[principalPath(document.type)]?.id ?? filer
  const declarant = document.declarant?.id ?? filer
  return { caller, document, sealed: seal(document), key: consignmentKey(document), today, localReference, filer, declarant, principal }
}

/** The debtors' accounts a declaration names among its guarantees; none where whoever lodges it may not spend for its principal. */
export function namedAccounts({ caller, document, principal }: Pick<Lodging, 'caller' | 'document' | 'principal'>): readonly string[] {
  if (!mayActFor(caller, principal, 'payment')) return []
  return document.guarantees.flatMap(each => (each.reference === undefined ? [] : [each.reference]))
}
