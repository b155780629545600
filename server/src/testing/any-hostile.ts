import fc from 'fast-check'

/** Values that somewhere mean something else: to a number, a day, a code, a prototype, a database, a reader. */
const BAITS: readonly unknown[] = [
  ...[
    '',
    ' ',
    '-1',
    '-0',
    '0',
    '00',
    '9999999999999999',
    '-9999999999999999.99999999',
    '9999999999999999.99999999',
    '0.00000001',
    '1e400',
    'NaN',
  ],
  ...['9999-99-99', '0000-01-01', '0001-01-01', '9999-12-31', '2026-02-29', '2026-03-10', '10000-01-01', '2026-03-10T00:00:00Z'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'ZZ',
    'XX',
    'USD',
    'VND',
    'XXX',
    'JPY',
    'KGM',
    'C62',
    'CIF',
    'EXW',
    '1',
    '6',
    '2',
    'IM4',
    'EX1',
    'atiga',
  ],
  ...["' OR 1=1 --", '%00', '\0', '\ud800', '\u202e', '\ufeff', '../..', '<a>', '{{7*7}}', '\r\nX: y', 'ก', '٥', '😀', 'x'.repeat(600)],
  ...[null, true, false, [], {}, [[]], 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308],
]

export const anyBait: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...BAITS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

export const anyBaitText: fc.Arbitrary<string> = anyBait.map(bait => (typeof bait === 'string' ? bait : JSON.stringify(bait)))

/** A JSON value like the given one, with a few of its members replaced, taken out, given twice or taken from elsewhere in it. */
export function anyLike(example: unknown): fc.Arbitrary<unknown> {
  const paths = listPaths(example)
  const anyPath = fc.constantFrom(...paths)
  const edit = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constant('set' as const), anyPath, anyBait) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('remove' as const), anyPath, fc.constant(undefined)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('copy' as const), anyPath, anyPath) },
  )
  return fc.array(edit, { maxLength: 4 }).map(edits =>
    edits.reduce<unknown>((value, [kind, path, given]) => {
      if (kind === 'copy') return edited(value, path, valueAt(value, given as readonly string[]))
      return edited(value, path, kind === 'remove' ? undefined : given)
    }, example),
  )
}

/** A text like the given one, with a few stretches of it replaced, repeated or gone. */
export function anyTextLike(example: string): fc.Arbitrary<string> {
  const edit = fc.record({ at: fc.nat(example.length), length: fc.nat(40), times: fc.nat(3), put: fc.option(anyBaitText, { nil: '' }) })
  return fc
    .array(edit, { maxLength: 4 })
    .map(edits =>
      edits.reduce(
        (text, { at, length, times, put }) => text.slice(0, at) + text.slice(at, at + length).repeat(times) + put + text.slice(at + length),
        example,
      ),
    )
}

interface JsonSchema {
  readonly [key: string]: unknown
}

/** A value that fits a JSON Schema, with texts from `words` where nothing else is asked: what reaches deep into a handler. */
export function anyFitting(
  schema: JsonSchema,
  find: (reference: string) => JsonSchema,
  words: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (each: unknown) => anyFitting(Object(each), find, words, depth + 1)
  if (depth > 6) return fc.constant(null)
  if (typeof schema.$ref === 'string') return inner(find(schema.$ref))
  for (const name of ['anyOf', 'oneOf']) {
    const choices = schema[name]
    if (Array.isArray(choices)) return fc.oneof(...choices.map(inner))
  }
  if (Array.isArray(schema.allOf)) return inner(schema.allOf[0])
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return anyString(schema, words)
    case 'integer':
    case 'number':
      return fc.integer({ min: numberOr(schema.minimum, -5), max: Math.max(numberOr(schema.minimum, -5), numberOr(schema.maximum, 100)) })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(inner(schema.items), { maxLength: 3 })
    case 'object': {
      const members = Object.entries(Object(schema.properties)).map(([name, each]) => [name, inner(each)] as const)
      const required = Array.isArray(schema.required) ? schema.required : []
      return fc.record(Object.fromEntries(members), { requiredKeys: required, noNullPrototype: true })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function anyString({ format, pattern, maxLength }: JsonSchema, words: readonly string[]): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-03-10', '2026-12-31', '0001-01-01', '9999-12-31', '2020-02-29')
  if (format === 'date-time') return fc.constantFrom('2026-03-10T05:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z')
  const max = numberOr(maxLength, 60)
  const anyWord = fc.constantFrom(...words.filter(word => word.length <= max))
  const anyText = fc.string({ unit: 'grapheme', maxLength: Math.min(max, 60) })
  const anyShaped = typeof pattern === 'string' && format === undefined ? anyMatching(pattern) : []
  return fc.oneof(anyWord, anyText, ...anyShaped)
}

/** Texts of a pattern; none where it looks ahead or names a class of characters that the generator does not make. */
function anyMatching(pattern: string): readonly fc.Arbitrary<string>[] {
  try {
    return [fc.stringMatching(new RegExp(pattern, 'u'))]
  } catch {
    return []
  }
}

function numberOr(given: unknown, otherwise: number): number {
  return typeof given === 'number' ? given : otherwise
}

function listPaths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inner]) => listPaths(inner, [...path, name]))]
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined), value)
}

/** The value with another at a path; without it where the other is undefined. The one that was given stays as it is. */
function edited(value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown {
  if (name === undefined) return put
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.flatMap((each, index) => (String(index) === name ? present(edited(each, rest, put)) : [each]))
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key === name ? present(edited(each, rest, put)).map(made => [key, made]) : [[key, each]],
    ),
  )
}

function present(value: unknown): unknown[] {
  return value === undefined ? [] : [value]
}
