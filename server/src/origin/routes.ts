import * as contract from '@lintas/contract'
import {
  changeBill,
  determineOrigin,
  explainRule,
  type FoundRule,
  formatRule,
  GENERAL_RULE,
  listLinks,
  type OriginQuestion,
  type RuleBook,
  readBill,
} from '@lintas/customs/origin'
import { languageOf, Problem, refuse, routes } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import type { OriginDoors } from './doors.ts'
import { readCells } from './read-cells.ts'
import { findRecords, tradersOf } from './records.ts'
import { inQuestion, sayDetermination } from './say.ts'

/** A bill of ten thousand materials is a few megabytes. */
const QUESTION_BYTES_MAX = 10 * 1024 * 1024

export function registerRoutes(node: Node, rulesOf: () => RuleBook, doors: OriginDoors): void {
  const config = { who: 'origin.read-rules' } as const
  const determine = { who: 'origin.determine' } as const
  /** What a question is determined from: of the records it names, those that are the caller's to read. */
  const booksFor = async (caller: Caller, ...questions: readonly OriginQuestion[]) => {
    const links = questions.flatMap(each => listLinks(each.materials))
    const records = await findRecords(node.db, doors, links, tradersOf(caller))
    return { law: node.law, rules: rulesOf(), rates: await ratesOf(node), records }
  }
  routes(node.http, 'origin', api => {
    api.post(
      '/origin/determinations',
      { config: determine, schema: contract.determineOrigin, bodyLimit: QUESTION_BYTES_MAX },
      async (request, reply) => {
        const found = determineOrigin(request.body, await booksFor(request.caller, request.body))
        if (!found.ok) return reply.problem(422, found.issues)
        return sayDetermination(found.value, languageOf(request))
      },
    )

    api.post(
      '/origin/comparisons',
      { config: determine, schema: contract.compareOrigin, bodyLimit: QUESTION_BYTES_MAX },
      async (request, reply) => {
        const { question, changes } = request.body
        const changed = changeBill(question, changes)
        if (!changed.ok) return reply.problem(422, changed.issues)
        const books = await booksFor(request.caller, question, changed.value)
        const [before, after] = [determineOrigin(question, books), determineOrigin(changed.value, books)]
        if (!before.ok) return reply.problem(422, before.issues.map(inQuestion))
        if (!after.ok) return reply.problem(422, after.issues.map(inQuestion))
        const language = languageOf(request)
        return { before: sayDetermination(before.value, language), after: sayDetermination(after.value, language) }
      },
    )

    api.post('/origin/bills', { config, schema: contract.readOriginBill, bodyLimit: QUESTION_BYTES_MAX }, request => {
      if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
      const cells = readCells(request.body)
      const bill = cells.ok ? readBill(cells.value) : cells
      if (!bill.ok) throw new Problem(422, bill.issues)
      return { materials: bill.value.map(material => ({ ...material })) }
    })

    api.get('/origin/rules/:code', { config, schema: contract.explainOriginRule }, request => {
      const { code } = request.params
      const { hs: hsVersion, on = node.clock.today() } = request.query
      const chapter = Number(code.slice(0, 2))
      if (chapter === 0 || chapter === 77) throw refuse(404, 'origin.code-unknown', { code })
      const found = rulesOf().find({ agreement: 'atiga', code, hsVersion, on })
      const rules = found.kind === 'product' ? found.found.map(each => tellRule(each, languageOf(request))) : []
      const whole = found.kind === 'general' || (found.kind === 'product' && found.isWhole)
      return {
        code,
        hsVersion,
        on,
        kind: found.kind,
        whole,
        rules: found.kind === 'general' ? [tellGeneral(code, languageOf(request))] : rules,
      }
    })

    api.get('/origin/coverage', { config, schema: contract.coverOriginRules }, request => {
      const on = request.query.on ?? node.clock.today()
      const sheets = rulesOf().sheets.map(({ processes: _, chapters: __, knownSince: ___, agreement: ____, ...head }) => head)
      return { on, agreement: 'atiga', sheets, chapters: rulesOf().cover('atiga', on) }
    })
  })
}

function tellRule({ row, sheet }: FoundRule, language: string) {
  const { legalRef, source, confidence, note } = sheet
  return {
    ref: row.ref,
    code: row.code,
    ...(row.ex === undefined ? {} : { part: row.ex }),
    rule: formatRule(row.rule),
    words: explainRule(row.rule, sheet.processes).map(each => wordsOf(each, language)),
    legalRef,
    source,
    confidence,
    ...(note === undefined ? {} : { note }),
  }
}

function tellGeneral(code: string, language: string) {
  return {
    ref: 'general rule',
    code,
    rule: formatRule(GENERAL_RULE),
    words: explainRule(GENERAL_RULE, {}).map(each => wordsOf(each, language)),
    legalRef: 'ATIGA art. 28.1',
    source: 'text of the agreement',
    confidence: 'official' as const,
  }
}

function wordsOf(requirements: ReturnType<typeof explainRule>[number], language: string): string {
  return requirements.map(each => contract.messageOf(each, language)).join('; and ')
}
