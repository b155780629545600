import type { Caller, Node } from '../platform/node.ts'
import type { ManifestRow } from './manifest-store.ts'

/** Who reports, about which manifest; it is held in this transaction. */
export interface Report {
  readonly node: Node
  readonly caller: Caller
  readonly manifest: ManifestRow
}
