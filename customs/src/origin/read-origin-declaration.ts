import { error, type Issue, ok, type Result } from '../kernel/index.ts'
import { STATE_FACTS, STATES } from '../reference/index.ts'
import {
  CARRIERS,
  COLUMNS,
  checkOriginDeclaration,
  LABELS,
  ORIGINAL_COLUMNS,
  type OriginDeclaration,
  originDeclarationSchema,
  printed,
  SENTENCE,
  TITLES,
} from './origin-declaration.ts'

/** Five hundred products are some hundred kilobytes. */
const CHARACTERS_MAX = 1_000_000
const PROBLEMS_MAX = 100

/** A line that says something, and its number in the text. */
interface Line {
  readonly number: number
  readonly text: string
}

/**
 * Reads an origin declaration from the text that `buildOriginDeclaration` writes. What stands before its title and after its signature is other matter of the
 * invoice. Every problem is told by its line, or by the field it is in.
 *
 * @source Indicative format of the origin declaration (AWSC)
 */
export function readOriginDeclaration(given: string): Result<OriginDeclaration> {
  if (given.length > CHARACTERS_MAX) return stopped([error('origin.declaration-too-long', '', { max: CHARACTERS_MAX })])
  const lines = given.split(/\r?\n/).map((text, index) => ({ number: index + 1, text: text.trim() }))
  const start = lines.findIndex(({ text }) => text === TITLES.original || text === TITLES['back-to-back'])
  if (start === -1) return stopped([error('origin.declaration-title-missing', '', { title: TITLES.original })])
  const kind = lines[start]?.text === TITLES.original ? 'original' : 'back-to-back'
  const rest = lines.slice(start + 1).filter(({ text }) => text !== '')
  const columns = kind === 'original' ? COLUMNS.length : COLUMNS.length + ORIGINAL_COLUMNS.length

  const table = rest.findIndex(({ text }) => text.startsWith(COLUMNS[0]))
  const sentence = rest.findIndex(({ text }) => text.startsWith(BEGINNING) && cellsOf(text).length === 1)
  const signature = rest.findIndex(({ text }, index) => index > sentence && text.startsWith(`${LABELS.signature}:`))
  if (table === -1 || sentence < table || signature === -1) {
    const missing = [
      ...(table === -1 ? [COLUMNS[0]] : []),
      ...(sentence < table || sentence === -1 ? [BEGINNING] : []),
      ...(signature === -1 ? [LABELS.signature] : []),
    ]
    return stopped(missing.map(part => error('origin.declaration-part-missing', '', { part })))
  }

  const issues: Issue[] = []
  const header = readHeader(rest.slice(0, table), issues)
  const rows = rest.slice(table + 1, sentence)
  const declared = readSentence(rest.slice(sentence, signature), issues)
  const read = {
    kind,
    ...declared,
    ...header,
    products: rows.flatMap(row => readRow(row, columns, issues)),
    signatory: afterColon(rest[signature]?.text ?? ''),
  }
  const parsed = originDeclarationSchema.safeParse(read)
  if (!parsed.success) {
    issues.push(
      ...parsed.error.issues.map(({ path, message }) => error('origin.declaration-field-invalid', pathOf(path), { asked: message })),
    )
    return stopped(issues)
  }
  const wrong = [...issues, ...checkOriginDeclaration(parsed.data).filter(each => each.severity === 'error')]
  return wrong.length === 0 ? ok(parsed.data) : stopped(wrong)
}

const BEGINNING = 'The exporter of the product(s)'

function readHeader(lines: readonly Line[], issues: Issue[]): object {
  const document: Record<string, string> = {}
  let exhibition: object | undefined
  for (const { number, text } of lines) {
    const colon = text.indexOf(':')
    const [label, value] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1).trim()]
    const carrier = Object.entries(CARRIERS).find(([, name]) => name === label)
    if (carrier !== undefined) Object.assign(document, { kind: carrier[0], number: value })
    else if (label === LABELS.date) document.issuedOn = value
    else if (label === LABELS.invoice) document.invoice = value
    else if (label === LABELS.exhibition) {
      const [name = '', address = ''] = cellsOf(value)
      exhibition = { name, address }
    } else issues.push(error('origin.declaration-line-unknown', `line ${number}`, { line: number }))
  }
  return { document, ...(exhibition === undefined ? {} : { exhibition }) }
}

function readRow({ number, text }: Line, columns: number, issues: Issue[]): readonly object[] {
  const cells = cellsOf(text)
  if (cells.length !== columns) {
    issues.push(error('origin.declaration-columns', `line ${number}`, { line: number, given: cells.length, asked: columns }))
    return []
  }
  const [name, code = '', criterion = '', fob = '', quantity = '', trademark, country, reference, issuedOn, authorisation] = cells
  const [currency, amount] = inTwo(fob)
  const [value, unit] = inTwo(quantity)
  const original = { country, number: reference, issuedOn, ...(authorisation === '' ? {} : { authorisation }) }
  return [
    {
      name,
      code: code.replace(/[.\s]/g, ''),
      criterion: printed(criterion) || criterion,
      ...(fob === '' ? {} : { fob: { amount, currency } }),
      quantity: { value, unit },
      ...(trademark === '' ? {} : { trademark }),
      ...(country === undefined || (country === '' && reference === '') ? {} : { original }),
    },
  ]
}

/** The code and the country of the sentence; it may be broken into lines, and is otherwise word for word. */
function readSentence(lines: readonly Line[], issues: Issue[]): object {
  const said = lines
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
  const [before, between, after] = SENTENCE
  const cut = said.indexOf(between)
  if (!said.startsWith(before) || cut === -1 || !said.endsWith(after)) {
    const number = lines[0]?.number ?? 0
    issues.push(error('origin.declaration-sentence', `line ${number}`, { line: number }))
    return {}
  }
  const country = said.slice(cut + between.length, -after.length).trim()
  const state = STATES.find(each => STATE_FACTS[each].name.toLowerCase() === country.toLowerCase() || each === country)
  return { authorisation: said.slice(before.length, cut).trim(), country: state ?? country }
}

/** The cells of a line, where a backslash stands before a bar or a backslash that belongs to a cell. */
function cellsOf(line: string): readonly string[] {
  const bars = [...line.matchAll(/\\[\s\S]?|\|/g)].filter(([sign]) => sign === '|').map(({ index }) => index)
  return [...bars, line.length].map((end, index) =>
    line
      .slice(index === 0 ? 0 : (bars[index - 1] ?? 0) + 1, end)
      .replace(/\\([\s\S]?)/g, '$1')
      .trim(),
  )
}

function inTwo(text: string): readonly [string, string] {
  const blank = text.indexOf(' ')
  return blank === -1 ? [text, ''] : [text.slice(0, blank), text.slice(blank + 1)]
}

function afterColon(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim()
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  )
}

function stopped(issues: readonly Issue[]): Result<OriginDeclaration> {
  return { ok: false, issues: issues.slice(0, PROBLEMS_MAX) }
}
