import type { PermitAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Actor, RegionClient } from './client.ts'
import { collect, queryOf } from './collect.ts'

export interface PermitsAsked {
  readonly code?: string | undefined
  readonly direction?: string | undefined
  readonly number?: string | undefined
}

/** The permits on file that an account may see. */
export async function askPermits(region: RegionClient, state: State, as: Actor, asked: PermitsAsked): Promise<readonly PermitAnswer[]> {
  return await collect<PermitAnswer>(region.node(state).as(as), `/api/v1/permits${queryOf({ ...asked })}`)
}

const STANDINGS = {
  'in-force': 'in force',
  'not-yet': 'not in force yet',
  expired: 'expired',
  ended: 'ended by its authority',
  exhausted: 'all taken',
} as const satisfies Record<PermitAnswer['standing'], string>

/** Each permit in two lines, what is left on it last. */
export function permitLines(permits: readonly PermitAnswer[]): readonly string[] {
  return permits.flatMap(
    ({ id, number, holder, document, measure, direction, codes, quantity, left, standing, validFrom, validTo, endReason }) => [
      `${number}  ${document ?? measure}, ${direction} of ${codes.join(', ')}: ${STANDINGS[standing]}${endReason === undefined ? '' : ` (${endReason})`}`,
      `  held by ${holder}, from ${validFrom}${validTo === undefined ? '' : `, not from ${validTo} on`}; ${
        quantity === undefined || left === undefined ? 'its quantity is not limited' : `${left} of ${quantity.value} ${quantity.unit} left`
      }; ${id}`,
    ],
  )
}
