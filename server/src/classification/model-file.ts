import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Example, Memory } from '@lintas/customs/classification'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

type Kept = Pick<Memory, 'trees' | 'choice' | 'calibration'> & {
  readonly ridge?: Omit<NonNullable<Memory['ridge']>, 'shares'> & { readonly shares: string }
}

/** What is kept of a memory: how clues are weighed, what examples say together, and what that is worth, as JSON. The examples are kept as evidence. */
export async function packModel({ trees, choice, ridge, calibration }: Memory): Promise<Buffer> {
  const kept: Kept = {
    ...(trees === undefined ? {} : { trees }),
    ...(choice === undefined ? {} : { choice }),
    ...(ridge === undefined ? {} : { ridge: { ...ridge, shares: Buffer.from(ridge.shares).toString('base64') } }),
    calibration,
  }
  return await pack(JSON.stringify(kept))
}

export async function unpackModel(packed: Buffer, examples: readonly Example[]): Promise<Memory> {
  const { trees, choice, ridge, calibration }: Kept = JSON.parse((await unpack(packed)).toString('utf8'))
  return {
    examples,
    ...(trees === undefined ? {} : { trees }),
    ...(choice === undefined ? {} : { choice }),
    ...(ridge === undefined ? {} : { ridge: { ...ridge, shares: new Int8Array(Buffer.from(ridge.shares, 'base64')) } }),
    calibration,
  }
}
