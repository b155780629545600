import type { Day, Issue } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'

/** The part of a declaration a release note repeats. The document itself is `declaration`'s; this names only what is read. */
interface ReleasedGoods {
  readonly localReference?: string | undefined
  readonly office?: string | undefined
  readonly totalPackages?: number | undefined
  readonly totalGrossMassKg?: string | undefined
  readonly goodsLocation?: string | undefined
  readonly transportDocuments: readonly { readonly id: string }[]
  readonly containers: readonly { readonly id: string; readonly seals: readonly string[] }[]
  readonly goodsItems: readonly {
    readonly sequence: number
    readonly commodityCode?: string | undefined
    readonly description?: string | undefined
  }[]
}

/** What a release note is about. */
export interface ReleasedVersion {
  readonly mrn: string
  readonly version: number
  readonly state: State
  readonly releasedOn: Day
  /** Of several consignments the one that is released, by transport document. */
  readonly consignment?: string
}

/** What the holder of the goods needs to let them go, and whoever checks the paper to know it is true. */
export interface ReleaseNote extends ReleasedVersion {
  readonly localReference?: string
  readonly office?: string
  readonly goodsLocation?: string
  readonly packages?: number
  readonly grossMassKg?: string
  readonly transportDocuments: readonly string[]
  readonly containers: readonly { readonly id: string; readonly seals: readonly string[] }[]
  readonly items: readonly { readonly sequence: number; readonly commodityCode?: string; readonly description?: string }[]
  readonly conditions: readonly Issue[]
}

/** The note for one released version. No amounts, no parties, no lane: the warehouse keeper and the driver read it too. */
export function writeReleaseNote(released: ReleasedVersion, goods: ReleasedGoods, conditions: readonly Issue[]): ReleaseNote {
  return {
    mrn: released.mrn,
    version: released.version,
    state: released.state,
    releasedOn: released.releasedOn,
    ...given('consignment', released.consignment),
    ...given('localReference', goods.localReference),
    ...given('office', goods.office),
    ...given('goodsLocation', goods.goodsLocation),
    ...given('packages', goods.totalPackages),
    ...given('grossMassKg', goods.totalGrossMassKg),
    transportDocuments: goods.transportDocuments.map(each => each.id),
    containers: goods.containers.map(({ id, seals }) => ({ id, seals })),
    items: goods.goodsItems.map(({ sequence, commodityCode, description }) => ({
      sequence,
      ...given('commodityCode', commodityCode),
      ...given('description', description),
    })),
    conditions,
  }
}

/** A member of the note only where the declaration has it. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]: Value })
}
