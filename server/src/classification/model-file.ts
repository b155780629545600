import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Example, Memory } from '@lintas/customs/classification'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

interface Head extends Pick<Memory, 'mixture' | 'calibration'> {
  readonly codes: readonly string[]
  readonly vocabulary: readonly string[]
  readonly rarity: readonly number[]
  readonly scales: readonly number[]
}

/** What is kept of a memory: its head as JSON, then a weight a byte, each feature's scaled by its largest. The examples are kept as evidence. */
export async function packModel({ model, mixture, calibration }: Memory): Promise<Buffer> {
  const { codes, vocabulary, rarity, weights } = model
  const many = codes.length
  const scales: number[] = []
  const small = new Int8Array(weights.length)
  for (let row = 0; row < vocabulary.size; row++) {
    let most = 0
    for (let code = 0; code < many; code++) most = Math.max(most, Math.abs(weights[row * many + code] ?? 0))
    scales.push(most / 127)
    if (most === 0) continue
    for (let code = 0; code < many; code++) small[row * many + code] = Math.round(((weights[row * many + code] ?? 0) * 127) / most)
  }
  const head: Head = { mixture, calibration, codes, vocabulary: [...vocabulary.keys()], rarity: [...rarity], scales }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  return await pack(Buffer.concat([length, json, Buffer.from(small.buffer)]), { level: 3 })
}

export async function unpackModel(packed: Buffer, examples: readonly Example[]): Promise<Memory> {
  const bytes = await unpack(packed)
  const end = 4 + bytes.readUInt32LE(0)
  const head: Head = JSON.parse(bytes.toString('utf8', 4, end))
  const many = head.codes.length
  const weights = new Float32Array(head.vocabulary.length * many)
  for (let place = 0; place < weights.length; place++)
    weights[place] = bytes.readInt8(end + place) * (head.scales[Math.floor(place / many)] ?? 0)
  const vocabulary = new Map(head.vocabulary.map((feature, place) => [feature, place]))
  const model = { codes: head.codes, vocabulary, rarity: Float32Array.from(head.rarity), weights }
  return { examples, model, mixture: head.mixture, calibration: head.calibration }
}
