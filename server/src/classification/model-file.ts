import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Example, Memory } from '@lintas/customs/classification'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** What is kept of a memory: how clues are weighed and what that is worth, as JSON. The examples are kept as evidence. */
export async function packModel({ trees, calibration }: Memory): Promise<Buffer> {
  return await pack(JSON.stringify({ trees, calibration }))
}

export async function unpackModel(packed: Buffer, examples: readonly Example[]): Promise<Memory> {
  const { trees, calibration }: Pick<Memory, 'trees' | 'calibration'> = JSON.parse((await unpack(packed)).toString('utf8'))
  return { examples, ...(trees === undefined ? {} : { trees }), calibration }
}
