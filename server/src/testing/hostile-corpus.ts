import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

/** Where the corpus lies: one file a kind of attack, and below `found/` what the fuzzer found. Any node in any language can replay it. */
export const CORPUS = resolve(import.meta.dirname, '../../../vectors/hostile')

/**
 * A piece of a text or of bytes. `repeat` stands there `times` over; in `count`, each time, `#` is the number of it, from nought.
 *
 * What is large is said by a recipe, so that the corpus stays small.
 */
const piece = z.union([
  z.string(),
  z.strictObject({ repeat: z.string(), times: z.number().int().min(0) }),
  z.strictObject({ count: z.string(), times: z.number().int().min(0) }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({ file: z.string() }),
])
const pieces = z.union([z.string(), z.array(piece)])
type Pieces = z.output<typeof pieces>

/** A declaration made of the example `document.json` with fields set (`goodsItems.0.netMassKg`), taken out, and text replaced behind them. */
const documentRecipe = z.strictObject({
  set: z.record(z.string(), z.unknown()).default({}),
  without: z.array(z.string()).default([]),
  swap: z.array(z.tuple([z.string(), pieces])).default([]),
})
type DocumentRecipe = z.output<typeof documentRecipe>

const inputSchema = z.strictObject({
  name: z.string().min(3),
  /** Whose key goes with it; `stranger` is a trader of another organisation. */
  as: z.enum(['public', 'trader', 'stranger', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker']).default('public'),
  /** Method and path below `/<state>`; `{mrn}` and its like are numbers of the node under test. */
  request: z.string().default('POST /api/v1/declarations'),
  headers: z.array(z.tuple([z.string(), pieces])).default([]),
  body: pieces.optional(),
  document: documentRecipe.optional(),
  encode: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'gzip']).default('utf-8'),
  /** A number that is not the body's length. */
  contentLength: z.string().optional(),
  /** The whole request as bytes, where nothing in it is as it should be. */
  wire: pieces.optional(),
  /** What comes before it, as the same caller, and is answered without a refusal. */
  after: z.array(z.lazy(() => stepSchema)).default([]),
  expect: z.strictObject({
    status: z.number().int().min(400).max(499),
    code: z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/),
    /** The field at fault, where it is one. */
    path: z.string().optional(),
  }),
})
const stepSchema = z.strictObject({
  request: z.string(),
  headers: z.array(z.tuple([z.string(), pieces])).default([]),
  document: documentRecipe.optional(),
  body: pieces.optional(),
})

const corpusFile = z.strictObject({ about: z.string(), inputs: z.array(inputSchema) })

export type HostileInput = z.output<typeof inputSchema>
export type HostileStep = z.output<typeof stepSchema>

/** Every input of the corpus, with the file it stands in. */
export function readCorpus(): readonly { readonly file: string; readonly input: HostileInput }[] {
  const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  const files = names.filter(name => name.endsWith('.json') && !EXAMPLES.has(name)).sort()
  return files.flatMap(file => {
    const { inputs } = corpusFile.parse(JSON.parse(readFileSync(join(CORPUS, file), 'utf8')))
    return inputs.map(input => ({ file, input }))
  })
}

const EXAMPLES: ReadonlySet<string> = new Set(['document.json'])

/** The bytes of an input's body; undefined where it has none. `name` makes the numbers of its document its own. */
export function bodyOf({ body, document, encode = 'utf-8' }: Partial<HostileInput>, name: string): Buffer | undefined {
  const bytes = document !== undefined ? Buffer.from(writeDocument(document, name)) : body !== undefined ? bytesOf(body) : undefined
  if (bytes === undefined || encode === 'utf-8') return bytes
  if (encode === 'gzip') return gzipSync(bytes)
  if (encode === 'utf-16be') return Buffer.from(bytes.toString(), 'utf16le').swap16()
  return Buffer.from(bytes.toString(), encode === 'latin1' ? 'latin1' : 'utf16le')
}

export function bytesOf(given: Pieces): Buffer {
  return Buffer.concat([given].flat().map(bytesOfPiece))
}

function bytesOfPiece(given: z.output<typeof piece>): Buffer {
  if (typeof given === 'string') return Buffer.from(given)
  if ('hex' in given) return Buffer.from(given.hex.replaceAll(' ', ''), 'hex')
  if ('file' in given) return readFileSync(join(CORPUS, given.file))
  if ('repeat' in given) return Buffer.from(given.repeat.repeat(given.times))
  return Buffer.from(Array.from({ length: given.times }, (_, index) => given.count.replaceAll('#', String(index))).join(''))
}

function writeDocument({ set, without, swap }: DocumentRecipe, name: string): string {
  const document: unknown = JSON.parse(readFileSync(join(CORPUS, 'document.json'), 'utf8').replaceAll('NUMBER', name))
  for (const [path, value] of Object.entries(set)) change(document, path, made(value))
  for (const path of without) change(document, path, undefined)
  return swap.reduce((text, [from, to]) => text.replace(from, () => bytesOf(to).toString()), JSON.stringify(document))
}

/** A value as it is, or made by a recipe: `{ "repeat": "x", "times": 9 }` is a text, of another value a list. */
function made(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(made)
  if (typeof value !== 'object' || value === null) return value
  if (!('repeat' in value && 'times' in value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, made(inner)]))
  const { repeat, times } = value
  return typeof repeat === 'string' ? repeat.repeat(Number(times)) : Array.from({ length: Number(times) }, () => made(repeat))
}

function change(document: unknown, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), document)
  if (typeof holder !== 'object' || holder === null) throw new Error(`given ${path}, needs a field of the example document`)
  Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
}
