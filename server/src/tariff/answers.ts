import { messageOf, type TariffChange, type TariffLineAnswer, type TariffProblem, type TariffVersion } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { formatRate, type LineChange, type Schedule, type TariffLine } from '@lintas/customs/tariff'
import { csvOf } from '../platform/http/index.ts'
import type { ProblemRow, VersionRow } from './store.ts'

/** A version as callers see it. */
export function versionAnswer(state: State, row: VersionRow): TariffVersion {
  const { id, source, confidence, sample, sha256, rows, lines, headings, problems, added, removed, changed, unchanged } = row
  return {
    id,
    state,
    validFrom: row.valid_from,
    source,
    confidence,
    sample,
    standing: row.decision ?? 'proposed',
    sha256,
    columns: [...row.columns],
    rows,
    lines,
    headings,
    problems,
    changes: { ...(row.base === null ? {} : { base: row.base }), added, removed, changed, unchanged },
    loadedBy: row.loaded_by,
    loadedAt: row.loaded_at.toISOString(),
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}

export function problemAnswer(row: ProblemRow, language: string): TariffProblem {
  const { row: number, column, cell, code, commodity_code: commodityCode } = row
  const message = messageOf({ code }, language)
  return { row: number, column, cell, code, message, ...(commodityCode === null ? {} : { commodityCode }) }
}

export function lineAnswer(schedule: Schedule, line: TariffLine, on: Day): TariffLineAnswer {
  const { id, state, validFrom, source, confidence, sample = false } = schedule.version
  return {
    code: line.code,
    on,
    version: { id, state, validFrom, source, confidence, sample },
    row: line.row,
    headings: schedule.listAbove(line.code).map(({ code, description }) => ({ code, description: { ...description } })),
    description: { ...line.description },
    ...(line.unit === undefined ? {} : { unit: line.unit }),
    rates: { ...line.rates },
    words: Object.fromEntries(Object.entries(line.rates).map(([column, rate]) => [column, formatRate(rate)])),
  }
}

export function changeAnswer(change: LineChange): TariffChange {
  return change.kind === 'changed'
    ? { kind: change.kind, code: change.code, columns: { ...change.columns } }
    : { kind: change.kind, code: change.code, rates: { ...change.rates } }
}

/** Changes as CSV, one row a rate. */
export function changesCsv(changes: readonly LineChange[]): string {
  const rows = changes.flatMap(change => ratesOf(change).map(([column, from, to]) => [change.kind, change.code, column, from, to]))
  return csvOf([['change', 'code', 'column', 'from', 'to'], ...rows])
}

function ratesOf(change: LineChange): readonly (readonly [column: string, from: string, to: string])[] {
  if (change.kind === 'changed') {
    return Object.entries(change.columns).map(([column, { from, to }]) => [column, words(from), words(to)])
  }
  const rates = Object.entries(change.rates)
  const isNew = change.kind === 'added'
  return rates.length === 0
    ? [['', '', '']]
    : rates.map(([column, rate]) => [column, isNew ? '' : formatRate(rate), isNew ? formatRate(rate) : ''])
}

function words(rate: TariffLine['rates'][string] | undefined): string {
  return rate === undefined ? '' : formatRate(rate)
}
