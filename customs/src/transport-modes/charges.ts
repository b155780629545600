import {
  type Channel,
  CONSIGNMENT_LIMITS,
  type ConsignmentLimit,
  channelOfMode,
  DUTY_LAYERS,
  type DutyLayer,
  forChannels,
  isNamed,
  THRESHOLDS,
  type ThresholdRow,
} from '../duty/index.ts'
import type { LawRow, TransportMode } from '../reference/index.ts'
import { formatRate } from '../tariff/index.ts'
import { basisOf, type ModeProvision, type ModeSubject, type SubjectReader, scopeOf } from './provision.ts'

/** The charges of which some row is for some ways of arrival. Those that name none are the same for every mode, and are not told. */
export const listCharges: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(DUTY_LAYERS, state, day)
  const measures = new Set(rows.filter(row => row.channels !== undefined).map(row => `${row.direction} ${row.measure}`))
  return [...measures].map(measure => {
    const ofMeasure = rows.filter(row => `${row.direction} ${row.measure}` === measure)
    return subjectOf('charge', measure, mode, channels => rowsFor(ofMeasure, channels), sayCharge)
  })
}

/** What is too small to be charged, by measure; nothing where the mode knows no such relief. */
export const listReliefs: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(THRESHOLDS, state, day)
  return [...new Set(rows.map(row => row.measure))].map(measure => {
    const holding = (channels: readonly Channel[]) =>
      rows.filter(row => row.measure === measure && (row.channels === undefined || isNamed(row, channels)))
    return subjectOf('relief', measure, mode, holding, sayRelief)
  })
}

/** How much of some goods one consignment may hold at most. */
export const listLimits: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(CONSIGNMENT_LIMITS, state, day)
  if (rows.length === 0) return []
  return [subjectOf('consignment-limit', '', mode, channels => rows.filter(row => isNamed(row, channels)), sayLimit)]
}

/** What holds for all consignments by a mode, and then what holds for express ones besides. */
function subjectOf<Row extends LawRow>(
  subject: ModeSubject['subject'],
  about: string,
  mode: TransportMode,
  rowsOf: (channels: readonly Channel[]) => readonly Row[],
  say: (row: Row) => readonly ModeProvision[],
): ModeSubject {
  const channel = channelOfMode(mode)
  const plain = channel === undefined ? [] : [channel]
  const always = rowsOf(plain)
  const express = rowsOf([...plain, 'express']).filter(row => !always.includes(row))
  const provisions = [...always.flatMap(say), ...express.flatMap(say).map(each => ({ ...each, express: true as const }))]
  return { subject, about, provisions }
}

/** The rows that charge goods of some code: one for every way counts where none for this way covers all its goods. */
function rowsFor(rows: readonly DutyLayer[], channels: readonly Channel[]): readonly DutyLayer[] {
  const named = forChannels(rows, channels, row => row).filter(row => isNamed(row, channels))
  const other = rows.filter(row => row.channels === undefined && !named.some(each => coversAllOf(each, row)))
  return [...named, ...other]
}

function coversAllOf(wide: DutyLayer, narrow: DutyLayer): boolean {
  const within = wide.codes === undefined || narrow.codes?.every(code => wide.codes?.some(prefix => code.startsWith(prefix))) === true
  return within && wide.exceptCodes.every(code => narrow.exceptCodes.some(prefix => code.startsWith(prefix)))
}

function sayCharge(row: DutyLayer): readonly ModeProvision[] {
  const { name, rate, codes, exceptCodes, conditions, origins, producers, whenDeclared } = row
  const words = conditions.map(({ attribute, is, value }) => `${attribute} ${is} ${value}`)
  return [
    said(row, codeOfRate(rate), { name, ...ratesOf(rate) }, { codes, exceptCodes, conditions: words, origins, producers, whenDeclared }),
  ]
}

function codeOfRate(rate: DutyLayer['rate']): ModeProvision['code'] {
  if (rate.from === 'brackets') return 'transport-modes.charge-by-bracket'
  if (rate.from !== 'law') return 'transport-modes.charge-by-schedule'
  if (rate.rate.kind === 'none') return 'transport-modes.charge-none'
  return rate.rate.kind === 'unknown' ? 'transport-modes.charge-unknown' : 'transport-modes.charge-rate'
}

function ratesOf(rate: DutyLayer['rate']): Readonly<Record<string, string>> {
  return rate.from === 'law' && rate.rate.kind !== 'none' && rate.rate.kind !== 'unknown' ? { rate: formatRate(rate.rate) } : {}
}

/** Each test of a relief by itself: one that holds is enough. */
function sayRelief(row: ThresholdRow): readonly ModeProvision[] {
  const { codes, exceptCodes, whenDeclared, countsTogether } = row
  const [taxes, scope] = [row.taxes.join(', '), { codes, exceptCodes, whenDeclared, countsTogether }]
  if (row.tests.length === 0) return [said(row, 'transport-modes.relief-none', { taxes }, scope)]
  return row.tests.map(({ basis, unit, comparison, limit, currency }) =>
    said(row, 'transport-modes.relief-where', { taxes, basis, unit, comparison, limit, currency }, scope),
  )
}

function sayLimit(row: ConsignmentLimit): readonly ModeProvision[] {
  const { limit, unit, codes, exceptCodes } = row
  return [said(row, 'transport-modes.limit', { limit, unit }, { codes, exceptCodes })]
}

function said(
  row: LawRow,
  code: ModeProvision['code'],
  params: ModeProvision['params'],
  narrowing: Parameters<typeof scopeOf>[0],
): ModeProvision {
  const scope = scopeOf(narrowing)
  return { code, params, ...(scope === undefined ? {} : { scope }), basis: basisOf(row) }
}
