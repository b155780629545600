import assert from 'node:assert/strict'
import {
  type Country,
  day,
  makeMrn,
  mrnCountry,
  parseCommodityCode,
  parseContainerNumber,
  parseCountry,
  parseCurrency,
  parseDay,
  parseDecimal,
  parseImoNumber,
  parseMrn,
  parseUcr,
  parseUnlocode,
} from '../kernel/index.ts'
import { casesOf, readVector, readVectorText, type VectorCase } from './vectors.ts'

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'commodity-code': parseCommodityCode,
  container: parseContainerNumber,
  country: parseCountry,
  currency: parseCurrency,
  day: parseDay,
  decimal: parseDecimal,
  imo: parseImoNumber,
  mrn: parseMrn,
  ucr: parseUcr,
  unlocode: parseUnlocode,
}

/** A serial under a secret, and the number it becomes. */
interface MadeCase {
  readonly given: {
    readonly on: string
    readonly country: Country
    readonly procedure: 'import' | 'export' | 'transit'
    readonly serial: string
    readonly secretHex: string
  }
  readonly expected: string
}

/** Every case of `vectors/codes`: each line of the files of valid and invalid codes, and the numbers that serials become. */
export function listCodeCases(): readonly VectorCase[] {
  const sources = readVector<Readonly<Record<string, string>>>('codes/sources.json')
  const lines = Object.entries(PARSERS).flatMap(([name, parse]) => [
    ...linesOf(name, 'valid', sources, text => assert(parse(text) !== undefined, `'${text}' is refused`)),
    ...linesOf(name, 'invalid', sources, text => assert(parse(text) === undefined, `'${text}' is accepted`)),
  ])
  return [...lines, ...casesOf<MadeCase>('codes', 'mrn-made.json', () => undefined, replayMade)]
}

/** Each line of a file; the empty text is nobody's code and stands in no file. */
function linesOf(
  name: string,
  kind: 'valid' | 'invalid',
  sources: Readonly<Record<string, string>>,
  replay: (text: string) => void,
): readonly VectorCase[] {
  const file = `${name}.${kind}.txt`
  const source = sources[name]
  if (source === undefined) throw new Error(`given codes ${name}, needs their source in vectors/codes/sources.json`)
  const lines = readVectorText(`codes/${file}`).replace(/\n$/, '').split('\n')
  return [...lines, ...(kind === 'invalid' ? [''] : [])].map(text => ({
    kind: 'codes',
    file,
    about: `${name}s that are ${kind}`,
    name: `'${text}'`,
    state: undefined,
    source,
    replay: () => replay(text),
  }))
}

function replayMade({ given, expected }: MadeCase): void {
  const { on, country, procedure, serial, secretHex } = given
  const secret = Buffer.from(secretHex, 'hex')
  const mrn = makeMrn({ on: day(on), country, procedure, serial: BigInt(serial), secret })
  assert.equal(mrn, expected)
  assert.equal(parseMrn(mrn), mrn)
  assert.equal(mrnCountry(mrn), country)
}
