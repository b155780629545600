import { randomBytes } from 'node:crypto'
import { type Day, type Mrn, type MrnProcedure, makeMrn } from '@lintas/customs/kernel'
import { countryOf } from '@lintas/customs/reference'
import type { Node, Reader } from '../platform/node.ts'

/** As many as the sequence moves on with each call. */
const BLOCK = 256n

export interface Numbers {
  next(on: Day, procedure: MrnProcedure): Promise<Mrn>
}

/**
 * Gives declarations their numbers. Serials are taken from the database in blocks, so that a lodging need not ask; what is left of a block when
 * the process ends is never used. The secret that scatters them is the node's own.
 */
export async function openNumbers({ db, secrets, state }: Pick<Node, 'db' | 'secrets' | 'state'>): Promise<Numbers> {
  const secret = Buffer.from(await secrets.keep('mrn-secret', () => randomBytes(32).toString('hex')), 'hex')
  const country = countryOf(state)
  let left: { next: bigint; readonly end: bigint } = { next: 0n, end: 0n }
  let filling: Promise<void> | undefined

  async function nextSerial(): Promise<bigint> {
    while (left.next === left.end) {
      filling ??= takeBlock(db).then(start => {
        left = { next: start, end: start + BLOCK }
      })
      await filling.finally(() => {
        filling = undefined
      })
    }
    const serial = left.next
    left.next += 1n
    return serial
  }

  return { next: async (on, procedure) => makeMrn({ on, country, procedure, serial: await nextSerial(), secret }) }
}

async function takeBlock(db: Reader): Promise<bigint> {
  const [row] = await db.query<{ start: string }>("SELECT nextval('declaration_serial') AS start", [], 'declaration-serial')
  if (row === undefined) throw new Error('the sequence of serials gave none')
  return BigInt(row.start)
}
