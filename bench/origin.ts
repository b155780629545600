import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { LAW_KINDS } from '@lintas/customs/journey'
import { determineOrigin, openRuleBook, originQuestionSchema } from '@lintas/customs/origin'
import { openLawBook } from '@lintas/customs/reference'

const CLONE = resolve(import.meta.dirname, '..')
const LINES = 10_000
const ROUNDS = 5

/** How long a bill of ten thousand materials takes to be determined with its trace, from the JSON it came as. */
export function measureOrigin() {
  const tables = globSync('law/*/agreements.json', { cwd: CLONE }).map(file => ({
    file,
    ...JSON.parse(readFileSync(join(CLONE, file), 'utf8')),
  }))
  const law = openLawBook(LAW_KINDS, tables, 'bench')
  if (!law.ok) throw new Error(JSON.stringify(law.issues[0]))
  const books = { law: law.value, rules: openRuleBook([]) }
  const text = JSON.stringify(billOf(LINES))
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    const found = determineOrigin(originQuestionSchema.parse(JSON.parse(text)), books)
    if (!found.ok) throw new Error(JSON.stringify(found.issues[0]))
    if (found.value.trace.length < LINES) throw new Error('given a bill, needs a line of trace for each material')
    return performance.now() - started
  }).sort((one, other) => one - other)
  return { lines: LINES, bytes: text.length, medianMs: Math.round(times[2] ?? 0), slowestMs: Math.round(times.at(-1) ?? 0) }
}

/** A third foreign in another currency, a third of a member with its proof, a third local; some keep the heading of the good. */
function billOf(lines: number): object {
  const proof = { type: 'form-d', number: 'VN-1', issuedOn: '2026-01-05' }
  const origins = [
    { status: 'non-originating', country: 'CN' },
    { status: 'originating', state: 'VN', proof },
    { status: 'originating', state: 'TH', localSource: 'licensed' },
  ]
  const materials = Array.from({ length: lines }, (_, index) => ({
    line: String(index + 1),
    code: index % 7 === 0 ? '84079020' : '73181590',
    value: { amount: `${1 + (index % 90)}.${10 + (index % 89)}`, currency: index % 3 === 0 ? 'CNY' : 'USD' },
    origin: origins[index % 3],
  }))
  const good = { code: '84079010', fob: { amount: '400000', currency: 'USD' } }
  const productRule = { rule: 'RVC 40 | CTH & RVC 35', source: 'the bench' }
  return { exporter: 'TH', importer: 'SG', on: '2026-11-22', good, rates: { CNY: '0.14' }, materials, productRule }
}
