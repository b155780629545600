import * as contract from '@lintas/contract'
import { LAW_KINDS } from '@lintas/customs/journey'
import { type Day, day } from '@lintas/customs/kernel'
import type { TransportName } from '@lintas/customs/reference'
import { STARTER_PROFILES } from '@lintas/customs/risk'
import { compareModes, countAlike, describeMode, type ModeComparison, type PackProvision } from '@lintas/customs/transport-modes'
import { csvOf, languageOf, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'

/** Risk profiles may look at a mode, and are for officers alone: nothing is said of them, not even how many are alike. */
const TOLD = LAW_KINDS.filter(each => each.name !== STARTER_PROFILES.name)

/** What depends on the mode of transport, and how two modes differ: everybody's to read, from the law in force on a day. */
export function register(node: Node): void {
  const config = { who: 'law.read' } as const
  const dayOf = (on: string | undefined) => (on === undefined ? node.clock.today() : day(on))
  const contextOn = (on: Day) => ({ state: node.state, law: node.law, day: on })

  function compare({ from, to, on: asked }: Pair, language: string): contract.ModeComparisonAnswer {
    if (from === to) throw refuse(400, 'transport-modes.pair-equal', { mode: from })
    const on = dayOf(asked)
    const context = contextOn(on)
    const subjects = compareModes(describeMode(from, context), describeMode(to, context))
    const differing = subjects.filter(each => !each.same).length
    const answers = subjects.map(each => comparisonAnswer(each, language))
    return { state: node.state, on, lawVersion: node.law.version, from, to, differing, subjects: answers, alike: alikeOn(on) }
  }

  function alikeOn(on: Day): contract.ModePackAnswer['alike'] {
    return [...countAlike(TOLD, contextOn(on))]
  }

  routes(node.http, 'transport-modes', api => {
    api.get('/modes/differences', { config, schema: contract.compareModePacks }, request => compare(request.query, languageOf(request)))

    api.get('/modes/differences.csv', { config, schema: contract.exportModeComparison }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="mode-differences.csv"')
      return csvOf([HEADINGS, ...linesOf(compare(request.query, languageOf(request)))])
    })

    api.get('/modes/:mode', { config, schema: contract.readModePack }, request => {
      const on = dayOf(request.query.on)
      const { mode, modes, subjects } = describeMode(request.params.mode, contextOn(on))
      const answers = subjects.map(each => ({ ...each, provisions: provisionAnswers(each.provisions, languageOf(request)) }))
      return { state: node.state, on, lawVersion: node.law.version, mode, modes: [...modes], subjects: answers, alike: alikeOn(on) }
    })
  })
}

interface Pair {
  readonly from: TransportName
  readonly to: TransportName
  readonly on?: string | undefined
}

type Answered = contract.ModeComparisonAnswer['subjects'][number]

function comparisonAnswer({ from, to, ...subject }: ModeComparison, language: string): Answered {
  return { ...subject, from: provisionAnswers(from, language), to: provisionAnswers(to, language) }
}

function provisionAnswers(provisions: readonly PackProvision[], language: string): contract.ModeProvisionAnswer[] {
  return provisions.map(({ params, scope, modes, ...rest }) => ({
    ...rest,
    params: { ...params },
    message: contract.messageOf({ code: rest.code, params }, language),
    ...(scope === undefined ? {} : { scope: { ...scope } }),
    modes: [...modes],
  }))
}

const HEADINGS = [
  'state',
  'subject',
  'about',
  'same',
  'mode',
  'says',
  'scope',
  'express',
  'modes',
  'by',
  'id',
  'legal_ref',
  'source',
  'confidence',
]

/** A line for each provision of each side; one without provisions where a side says nothing. */
function linesOf({ state, from, to, subjects }: contract.ModeComparisonAnswer): readonly (readonly string[])[] {
  return subjects.flatMap(({ subject, about, same, ...sides }) => {
    const head = [state, subject, about, same ? 'same' : 'different']
    return [...sideLines(head, from, sides.from), ...sideLines(head, to, sides.to)]
  })
}

function sideLines(head: readonly string[], mode: string, provisions: Answered['from']): readonly (readonly string[])[] {
  if (provisions.length === 0) return [[...head, mode, ...HEADINGS.slice(head.length + 1).map(() => '')]]
  return provisions.map(({ message, scope = {}, express, modes, basis: { by, id, legalRef, source, confidence } }) => {
    const narrowed = Object.entries(scope).map(([field, words]) => `${field} ${words}`)
    return [
      ...head,
      mode,
      message,
      narrowed.join('; '),
      express === true ? 'yes' : '',
      modes.join(' '),
      by,
      id,
      legalRef,
      source,
      confidence,
    ]
  })
}
