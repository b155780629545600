import type { RegimeLedger } from '@lintas/contract'
import { type Currency, type Day, decimal, minus, plus, type Rational, ZERO } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { leftOfList, MOVEMENT_KINDS, type SuspendedDebt, suspendedDebtOf } from '@lintas/customs/regimes'
import type { Node, Reader } from '../platform/node.ts'
import { authorisationAnswer, debtAnswer, lotAnswer } from './answers.ts'
import { type AuthorisationRow, listDecisions } from './authorisation-store.ts'
import { listDrawn } from './list-store.ts'
import { type LotRow, listLots, quantityText } from './lot-store.ts'
import { listMovements, type MovementRow } from './movement-store.ts'

/** As many lots as one page shows; a longer list is read by pages. */
const SHOWN_MAX = 200

interface Held {
  readonly lot: LotRow
  readonly movements: readonly MovementRow[]
}

/** Everything that stands under an authorisation, and what happened to it. */
export async function readHeld(reader: Reader, authorisation: string): Promise<readonly Held[]> {
  const lots = await listLots(reader, { authorisation })
  return await withMovements(reader, lots)
}

export async function withMovements(reader: Reader, lots: readonly LotRow[]): Promise<readonly Held[]> {
  const movements = await listMovements(
    reader,
    lots.map(each => each.id),
  )
  const byLot = Map.groupBy(movements, each => each.lot)
  return lots.map(lot => ({ lot, movements: byLot.get(lot.id) ?? [] }))
}

/** The ledger of an authorisation: stock by commodity code, suspended debt in all, the lots. Totals are over every lot, shown or not. */
export async function readLedger(reader: Reader, node: Pick<Node, 'state' | 'clock'>, row: AuthorisationRow): Promise<RegimeLedger> {
  const held = await readHeld(reader, row.number)
  const today = node.clock.today()
  const currency: Currency = STATE_FACTS[node.state].currency
  return {
    authorisation: authorisationAnswer(row, await listDecisions(reader, row.number), today),
    state: node.state,
    asOf: today,
    currency,
    debt: debtAnswer(held.map(({ lot, movements }) => suspendedDebtOf(lot, movements)).reduce(sumOf, NOTHING), currency),
    stock: [...Map.groupBy(held, ({ lot }) => `${lot.code} ${lot.unit}`).values()].map(stockOf),
    ...(row.relief === undefined ? {} : { list: await readList(reader, row, today, currency) }),
    lots: held.slice(0, SHOWN_MAX).map(({ lot, movements }) => lotAnswer(lot, movements, today)),
    more: held.length > SHOWN_MAX,
  }
}

/** What is left of each line of a list today; a cap by value counts in the state's currency. */
async function readList(reader: Reader, row: AuthorisationRow, today: Day, currency: Currency): Promise<NonNullable<RegimeLedger['list']>> {
  const lefts = leftOfList(row, await listDrawn(reader, row.number), today)
  return lefts.map(({ line, periodFrom, left }) => {
    const found = row.relief?.list.find(each => each.line === line)
    if (found === undefined) throw new Error(`given line ${line}, needs one of the list of ${row.number}`)
    const { name, cap } = found
    const drawn = quantityText(minus(decimal(cap.amount), decimal(left)))
    return { line, name, cap: cap.amount, unit: cap.of === 'quantity' ? cap.unit : currency, periodFrom, drawn, left }
  })
}

const NOTHING: SuspendedDebt = { suspended: 0n, open: 0n, discharged: 0n, due: 0n, carried: 0n }

function sumOf(one: SuspendedDebt, other: SuspendedDebt): SuspendedDebt {
  return {
    suspended: one.suspended + other.suspended,
    open: one.open + other.open,
    discharged: one.discharged + other.discharged,
    due: one.due + other.due,
    carried: one.carried + other.carried,
  }
}

function stockOf(held: readonly Held[]): RegimeLedger['stock'][number] {
  const [first] = held
  const total = (parts: readonly Rational[]) => quantityText(parts.reduce(plus, ZERO))
  const movements = held.flatMap(each => each.movements)
  const of = (isMeant: (movement: MovementRow) => boolean) => movements.filter(isMeant).map(each => each.quantity)
  return {
    code: first?.lot.code ?? '',
    unit: first?.lot.unit ?? '',
    entered: total(held.map(({ lot }) => lot.quantity)),
    left: total(held.map(({ lot }) => lot.left.quantity)),
    promised: total(of(each => each.status === 'pending')),
    moved: MOVEMENT_KINDS.flatMap(kind => {
      const parts = of(each => each.status === 'done' && each.kind === kind)
      return parts.length === 0 ? [] : [{ kind, quantity: total(parts) }]
    }),
  }
}

const HEADINGS = [
  'lot',
  'declaration',
  'item',
  'code',
  'origin',
  'place',
  'on',
  'what',
  'declaration of the movement',
  'quantity',
  'unit',
  'charges',
  'currency',
  'status',
  'debt',
  'charged in part',
] as const

/** Everything that happened to the stock of an authorisation: a row for each entry and each movement. */
export function ledgerRows(held: readonly Held[], today: RegimeLedger['asOf']): readonly (readonly string[])[] {
  const rows = held.flatMap(({ lot, movements }) => {
    const shown = lotAnswer(lot, movements, today as LotRow['enteredOn'])
    const head = [shown.id, shown.mrn, String(shown.item), shown.code, shown.origin ?? '', shown.place ?? '']
    const entry = [
      ...head,
      shown.enteredOn,
      'entry',
      '',
      shown.quantity,
      shown.unit,
      shown.debt.suspended,
      shown.currency,
      'done',
      'suspended',
      '',
    ]
    return [
      entry,
      ...shown.movements.map(each => [
        ...head,
        each.settledOn ?? each.movedOn,
        each.kind,
        each.mrn ?? '',
        `-${each.quantity}`,
        shown.unit,
        each.charges,
        shown.currency,
        each.status,
        each.fate ?? '',
        each.charged?.amount ?? '',
      ]),
    ]
  })
  return [HEADINGS, ...rows]
}
