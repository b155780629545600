import { type Day, parseDay } from '@lintas/customs/kernel'
import type { InspectedItem, Remembered } from '@lintas/customs/targeting'
import { parse } from 'csv-parse/sync'
import { readText } from './given-file.ts'
import { Refused } from './refused.ts'

const COLUMNS = {
  on: 'Date',
  office: 'Office ID',
  procedure: 'Import Type',
  use: 'Import Use',
  payment: 'Payment Type',
  mode: 'Mode of Transport',
  declarant: 'Declarant ID',
  importer: 'Importer ID',
  seller: 'Seller ID',
  carrier: 'Courier ID',
  commodity: 'HS6 Code',
  departure: 'Country of Departure',
  origin: 'Country of Origin',
  originMark: 'Country of Origin Indicator',
  dutyRate: 'Tax Rate',
  rateKind: 'Tax Type',
  netMassKg: 'Net Mass',
  value: 'Item Price',
} as const

/** What the inspection found: 1 something wrong, 0 nothing, empty where there was none. */
const OUTCOME = 'Fraud'

/** Reads past items and what inspections found, from CSV with the columns of the Korea Customs Service's published set, in the order of days. */
export async function readPast(files: readonly string[]): Promise<readonly Remembered[]> {
  const read = await Promise.all(files.map(readFile))
  return read.flat().sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** The same, where every item was inspected. */
export async function readInspected(file: string): Promise<readonly InspectedItem[]> {
  return (await readPast([file])).map(item => {
    const { isFraud } = item
    if (isFraud === undefined) throw new Refused(`${file} has rows without ${OUTCOME}: without what was found nothing can be measured`)
    return { ...item, isFraud }
  })
}

async function readFile(file: string): Promise<readonly Remembered[]> {
  const rows: Record<string, string>[] = parse(await readText(file), { columns: true, bom: true, skip_empty_lines: true })
  const missing = [...Object.values(COLUMNS), OUTCOME].filter(column => rows[0]?.[column] === undefined)
  if (missing.length > 0) throw new Refused(`${file} has no column ${missing.map(column => `'${column}'`).join(', ')}`)
  return rows.map((row, index) => itemOf(row, `${file}, line ${index + 2}`))
}

function itemOf(row: Record<string, string>, place: string): Remembered {
  const text = (name: keyof typeof COLUMNS) => row[COLUMNS[name]] ?? ''
  const number = (name: keyof typeof COLUMNS) => {
    const read = Number(text(name))
    if (text(name) !== '' && Number.isFinite(read) && read >= 0) return read
    throw new Refused(`${place}: ${COLUMNS[name]} is '${text(name)}', needs a number`)
  }
  const outcome = row[OUTCOME]
  if (outcome !== '0' && outcome !== '1' && outcome !== '') throw new Refused(`${place}: ${OUTCOME} is '${outcome}', needs 0, 1 or nothing`)
  return {
    on: dayOf(text('on'), place),
    office: text('office'),
    procedure: text('procedure'),
    use: text('use'),
    payment: text('payment'),
    mode: text('mode'),
    declarant: text('declarant'),
    importer: text('importer'),
    seller: text('seller'),
    carrier: text('carrier'),
    commodity: text('commodity'),
    departure: text('departure'),
    origin: text('origin'),
    originMark: text('originMark'),
    dutyRate: number('dutyRate'),
    rateKind: text('rateKind'),
    netMassKg: number('netMassKg'),
    value: number('value'),
    ...(outcome === '' ? {} : { isFraud: outcome === '1' }),
  }
}

function dayOf(text: string, place: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new Refused(`${place}: ${COLUMNS.on} is '${text}', needs a day such as 2026-02-28`)
  return day
}
