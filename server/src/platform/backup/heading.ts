import type { State } from '@lintas/customs/reference'
import type { Sequence, Table } from './tables.ts'

/** What the sections of a backup are, in the order they come. */
export type Heading =
  | { readonly kind: 'about'; readonly madeAt: string; readonly states: readonly State[] }
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'database'
      readonly state: State
      readonly migrations: readonly { readonly number: number; readonly sha256: string }[]
    }
  | { readonly kind: 'table'; readonly state: State; readonly table: Table }
  | { readonly kind: 'sequences'; readonly state: State; readonly sequences: readonly Sequence[] }

/** What a backup or a restore tells of each database it went through. */
export interface DatabaseCount {
  readonly state: State
  readonly tables: number
  readonly rows: number
}
