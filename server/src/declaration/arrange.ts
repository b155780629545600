import type { DeclarationAccount } from '@lintas/customs/debt'
import type { Status } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { ok, type Result } from '@lintas/customs/kernel'

/** What is arranged for a declaration once it is decided: how its account stands with it, and what is written with it, in the same transaction. */
export interface Arranged {
  readonly account: (charged: DeclarationAccount) => DeclarationAccount
  /** @param reached where the declaration stands once it is lodged */
  write(reached: Status): Promise<void>
}

/** Arranges what goes with a lodging once it is decided, or says why it cannot be; nothing is written then. */
export type Arrange = (decision: Decision) => Promise<Result<Arranged>>

/** What stands by itself. */
export const ALONE: Arrange = async () => ok({ account: charged => charged, write: async () => {} })
