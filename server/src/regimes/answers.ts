import type { RegimeAuthorisation, RegimeCase, RegimeLot, RegimeMovement, SuspendedDebtAnswer } from '@lintas/contract'
import { type Currency, type Day, daysBetween, formatMajor, money } from '@lintas/customs/kernel'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { partsOf, type SuspendedDebt, stateOf, sumOfCharges, suspendedDebtOf } from '@lintas/customs/regimes'
import { standingOn } from '@lintas/customs/trust'
import type { AuthorisationDecision, AuthorisationRow } from './authorisation-store.ts'
import type { CaseRow } from './case-store.ts'
import { type LotRow, quantityText } from './lot-store.ts'
import type { MovementRow } from './movement-store.ts'

export function authorisationAnswer(row: AuthorisationRow, decisions: readonly AuthorisationDecision[], today: Day): RegimeAuthorisation {
  const { appliedBy: _, appliedAt, listed: __, ...shown } = row
  return {
    ...shown,
    standing: standingOn(row, today),
    appliedAt: appliedAt.toISOString(),
    decisions: decisions.map(({ decision, at, reasons }) => ({ decision, at: at.toISOString(), reasons: [...reasons] })),
  }
}

export function lotAnswer(lot: LotRow, movements: readonly MovementRow[], today: Day): RegimeLot {
  const major = majorIn(lot.currency)
  const debt = suspendedDebtOf(lot, movements)
  return {
    id: lot.id,
    mrn: lot.mrn,
    item: lot.item,
    regime: lot.regime,
    ...(lot.authorisation === undefined ? {} : { authorisation: lot.authorisation }),
    holder: lot.holder,
    ...(lot.place === undefined ? {} : { place: lot.place }),
    code: lot.code,
    description: lot.description,
    ...(lot.origin === undefined ? {} : { origin: lot.origin }),
    unit: lot.unit,
    quantity: quantityText(lot.quantity),
    left: quantityText(lot.left.quantity),
    currency: lot.currency,
    customsValue: major(lot.value),
    charges: lot.charges.map(({ kind, minor }) => ({ kind, amount: major(minor) })),
    enteredOn: lot.enteredOn,
    ...(lot.until === undefined ? {} : { until: lot.until, daysLeft: daysBetween(today, lot.until) }),
    state: stateOf(debt, lot.left.quantity.num > 0n, lot.extended),
    debt: debtAnswer(debt, lot.currency),
    ...(lot.carriedFrom === undefined ? {} : { carriedFrom: lot.carriedFrom }),
    ...(lot.identification === undefined ? {} : { identification: [...lot.identification] }),
    ...(lot.partialRelief === undefined ? {} : { partialRelief: lot.partialRelief }),
    movements: movements.map(movement => movementAnswer(movement, lot.currency)),
  }
}

export function movementAnswer(movement: MovementRow, currency: Currency): RegimeMovement {
  const { id, kind, quantity, charges, status, fate, charged, mrn, item, toAuthorisation, toPlace, movedOn, settledOn } = movement
  return {
    id,
    kind,
    quantity: quantityText(quantity),
    charges: majorIn(currency)(sumOfCharges(charges)),
    status,
    ...(fate === undefined ? {} : { fate }),
    ...(charged === undefined
      ? {}
      : { charged: { ...charged, parts: [...charged.parts], amount: majorIn(currency)(sumOfCharges(partsOf(charged, currency))) } }),
    ...(mrn === undefined ? {} : { mrn }),
    ...(item === undefined ? {} : { item }),
    ...(toAuthorisation === undefined ? {} : { toAuthorisation }),
    ...(toPlace === undefined ? {} : { toPlace }),
    movedOn,
    ...(settledOn === undefined ? {} : { settledOn }),
  }
}

export function debtAnswer(debt: SuspendedDebt, currency: Currency): SuspendedDebtAnswer {
  const major = majorIn(currency)
  return {
    suspended: major(debt.suspended),
    open: major(debt.open),
    discharged: major(debt.discharged),
    due: major(debt.due),
    carried: major(debt.carried),
  }
}

export function caseAnswer(row: CaseRow, state: State): RegimeCase {
  const currency = row.currency ?? STATE_FACTS[state].currency
  const minor = row.charges.reduce((sum, each) => sum + BigInt(each.minor), 0n)
  return {
    id: row.id,
    kind: row.kind,
    ...(row.authorisation === null ? {} : { authorisation: row.authorisation }),
    ...(row.lot === null ? {} : { lot: row.lot }),
    ...(row.mrn === null ? {} : { mrn: row.mrn }),
    holder: row.holder,
    code: row.code,
    quantity: row.quantity,
    unit: row.unit,
    ...(row.until === null ? {} : { until: row.until }),
    charges: majorIn(currency)(minor),
    currency,
    reason: row.reason.text,
    openedAt: row.openedAt.toISOString(),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    reasons: [...(row.reasons ?? [])],
    ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt.toISOString() }),
  }
}

export function majorIn(currency: Currency): (minor: bigint) => string {
  return minor => formatMajor(money(minor, currency))
}
