import { type Day, error, hint, type Issue, map, type Result } from '../kernel/index.ts'
import { type ConcernedBy, findMeasures, type Measure, type MeasuresKnown, measuresKnown, measuresOf } from '../permits/index.ts'
import type { State } from '../reference/index.ts'
import { describeMode } from '../transport-modes/index.ts'
import { type CostFacts, incotermOf } from './facts.ts'
import { listOptions } from './list-options.ts'
import type { Cost, CostOption, Paper } from './option.ts'
import { placeCode } from './place-code.ts'
import type { CostBooks, Supposition } from './suppose.ts'

/**
 * Tells what goods cost and need in a state on a day. Refused only where the code is none of the state's: everything else that is missing stands with the
 * option that lacks it.
 */
export function tellCost(facts: CostFacts, day: Day, books: CostBooks, rates?: Supposition['rates']): Result<Cost> {
  return map(placeCode(facts.code, books), ({ code, placing, line }) => {
    const { state } = books
    const { direction = 'import', originCountry: origin, destinationCountry: destination } = facts
    const goods = { code, direction, origin, destination }
    const context = { law: books.law, state, day }
    const options = forbid(listOptions(facts, code, line, day, books, rates), measuresOf(context, goods), code)
    const placed: readonly Issue[] =
      placing === 'as-asked' ? [] : [hint(`cost.code-${placing}`, 'code', { asked: facts.code, code, state })]
    return {
      state,
      day,
      direction,
      code,
      placing,
      ...(line === undefined ? {} : { line: line.description }),
      incoterm: incotermOf(facts),
      options,
      papers: [...listProofPapers(options), ...listTransportPapers(facts, day, books), ...findMeasures(context, goods).map(paperOf)],
      notices: [...placed, ...sayKnown(measuresKnown(context, goods), state, code)],
    }
  })
}

/** Goods that may not be moved at all are to be had in no way, whatever they would be charged. */
function forbid(options: readonly CostOption[], measures: readonly Measure[], code: string): readonly CostOption[] {
  const forbidden = measures.flatMap(({ kind, severity, name, legalRef, direction }) =>
    kind === 'prohibition' && severity === 'error' ? [error('permits.prohibited', 'code', { code, direction, name, legalRef })] : [],
  )
  return forbidden.length === 0 ? options : options.map(option => ({ ...option, missing: [...option.missing, ...forbidden] }))
}

/** What a measure beside the charges asks for. */
function paperOf({ measure, concerns }: ConcernedBy): Paper {
  const { kind, name, authority, severity, id, legalRef, confidence } = measure
  return { kind, name: askedBy(measure), measure: { name, authority, concerns, severity }, basis: { by: 'law', id, legalRef, confidence } }
}

function askedBy(measure: Measure): string {
  switch (measure.kind) {
    case 'prohibition':
      return measure.name
    case 'restriction':
    case 'control-list':
      return measure.document.name
    case 'condition':
      return measure.document?.name ?? measure.condition
    case 'additional-code':
      return measure.codeType
  }
}

/** Only where all measures of a state are on file does the absence of one mean anything. */
function sayKnown(known: MeasuresKnown, state: State, code: string): readonly Issue[] {
  return known === 'complete'
    ? []
    : [hint(known === 'some' ? 'cost.permits-partly-on-file' : 'cost.permits-not-on-file', '', { state, code })]
}

/** The proofs of origin that options ask for; any one of an agreement is enough. */
function listProofPapers(options: readonly CostOption[]): readonly Paper[] {
  return options.flatMap(({ id, requires }) =>
    requires.flatMap(each =>
      each.kind === 'proof-of-origin'
        ? each.forms.map(({ name, lawRow, legalRef, confidence }) => ({
            kind: each.kind,
            name,
            options: [id],
            basis: { by: 'law' as const, id: lawRow, legalRef, confidence },
          }))
        : [],
    ),
  )
}

/** The document goods travel on, where the way they arrive asks for one. */
function listTransportPapers({ channel, direction }: CostFacts, day: Day, { law, state }: CostBooks): readonly Paper[] {
  const mode = channel === 'express' ? 'air' : channel
  if (mode === undefined || direction === 'export') return []
  const { subjects } = describeMode(mode, { state, day, law })
  return subjects.flatMap(({ subject, provisions }) =>
    subject !== 'transport-document'
      ? []
      : provisions
          .filter(each => each.code === 'transport-modes.document-needed')
          .map(({ basis: { by, id, legalRef, confidence } }) => ({
            kind: 'transport-document' as const,
            name: mode === 'air' ? 'air waybill' : 'bill of lading',
            basis: { by, id, legalRef, confidence },
          })),
  )
}
