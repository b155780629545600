import { AUTHORISATION_STATUSES, authorisationBodySchema, MOVEMENT_KINDS, REGIME_KINDS } from '@lintas/customs/regimes'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Goods in customs regimes: authorisations, stock by lot, suspended debt. Amounts and quantities are decimal strings; amounts in major units. */
const instant = z.iso.datetime()
const day = calendarDay
const number = z.string().min(1).max(35)
const mrn = z.string().min(1).max(35)
const words = z.string().trim().min(3).max(2_000)
const quantity = z.string().regex(/^\d{1,16}(\.\d{1,8})?$/, 'a decimal such as 1250.5')
const reasons = z
  .array(z.strictObject({ text: words, legalBasis: z.string().trim().min(1).max(200) }))
  .max(20)
  .default([])

export const regimeAuthorisationSchema = authorisationBodySchema.extend({
  number,
  holder: z.string(),
  status: z.enum(AUTHORISATION_STATUSES),
  /** How it stands today: as decided, not in force yet, or expired. */
  standing: z.enum([...AUTHORISATION_STATUSES, 'not-in-force', 'expired']),
  validFrom: day,
  validTo: day,
  appliedAt: instant,
  decisions: z.array(
    z.object({ decision: z.string(), at: instant, reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })) }),
  ),
  revision: z.number().int(),
})
export type RegimeAuthorisation = z.output<typeof regimeAuthorisationSchema>

const charge = z.object({ kind: z.string(), amount: z.string() })

/** Where suspended charges stand: `open` + `discharged` + `due` + `carried` is what was suspended. */
export const suspendedDebtSchema = z.object({
  suspended: z.string(),
  open: z.string(),
  discharged: z.string(),
  due: z.string(),
  /** On another lot by now. */
  carried: z.string(),
})
export type SuspendedDebtAnswer = z.output<typeof suspendedDebtSchema>

/** The share of the charges that goods bear for each month or part of one, by the law of the day they came. */
const partialReliefSchema = z.object({ percentPerMonth: z.string(), lawRow: z.string(), legalRef: z.string() })

export const regimeMovementSchema = z.object({
  id: z.uuid(),
  kind: z.enum(MOVEMENT_KINDS),
  quantity: z.string(),
  charges: z.string(),
  status: z.enum(['pending', 'done', 'undone']),
  fate: z.enum(['discharged', 'due', 'carried']).optional(),
  /** Of goods relieved in part: what they are charged for the time they were here, month by month; the rest is discharged. */
  charged: partialReliefSchema
    .extend({
      from: day,
      to: day,
      months: z.number().int(),
      percent: z.string(),
      rounding: z.string(),
      parts: z.array(z.object({ kind: z.string(), whole: z.string(), amount: z.string() })),
      amount: z.string(),
    })
    .optional(),
  /** The declaration it waits for or was done by. */
  mrn: mrn.optional(),
  item: z.number().int().optional(),
  toAuthorisation: number.optional(),
  toPlace: z.string().optional(),
  movedOn: day,
  settledOn: day.optional(),
})
export type RegimeMovement = z.output<typeof regimeMovementSchema>

export const regimeLotSchema = z.object({
  id: z.uuid(),
  mrn,
  item: z.number().int(),
  regime: z.enum(REGIME_KINDS),
  authorisation: number.optional(),
  holder: z.string(),
  place: z.string().optional(),
  code: z.string(),
  description: z.string(),
  origin: z.string().optional(),
  unit: z.string(),
  quantity: z.string(),
  left: z.string(),
  currency: z.string(),
  customsValue: z.string(),
  charges: z.array(charge),
  enteredOn: day,
  /** The last day on which the goods may stand there, and the days until then; negative when it is over. */
  until: day.optional(),
  daysLeft: z.number().int().optional(),
  state: z.enum(['open', 'extended', 'due', 'discharged', 'carried']),
  debt: suspendedDebtSchema,
  carriedFrom: z.uuid().optional(),
  /** By what goods that went out to come back are known again. */
  identification: z.array(z.string()).optional(),
  /** Where they are relieved in part, on what terms. */
  partialRelief: partialReliefSchema.optional(),
  movements: z.array(regimeMovementSchema),
})
export type RegimeLot = z.output<typeof regimeLotSchema>

/** An authorisation's stock by commodity code, and its suspended debt. */
export const regimeLedgerSchema = z.object({
  authorisation: regimeAuthorisationSchema,
  state: z.string(),
  asOf: day,
  currency: z.string(),
  debt: suspendedDebtSchema,
  stock: z.array(
    z.object({
      code: z.string(),
      unit: z.string(),
      entered: z.string(),
      left: z.string(),
      /** Promised to declarations and decisions. */
      promised: z.string(),
      moved: z.array(z.object({ kind: z.enum(MOVEMENT_KINDS), quantity: z.string() })),
    }),
  ),
  /** Of an authorisation for end use: what is left of each line of its list in the period of the day. */
  list: z
    .array(
      z.object({
        line: z.number().int(),
        name: z.string(),
        cap: z.string(),
        unit: z.string(),
        periodFrom: day,
        drawn: z.string(),
        left: z.string(),
      }),
    )
    .optional(),
  /** The lots, the first first; where there are more than are told here, the list of lots has them. */
  lots: z.array(regimeLotSchema),
  more: z.boolean(),
})
export type RegimeLedger = z.output<typeof regimeLedgerSchema>

export const REGIME_CASE_KINDS = ['loss', 'waste', 'use', 'shortage', 'surplus', 'extension', 'identification'] as const

export const regimeCaseSchema = z.object({
  id: z.uuid(),
  kind: z.enum(REGIME_CASE_KINDS),
  authorisation: number.optional(),
  lot: z.uuid().optional(),
  mrn: mrn.optional(),
  holder: z.string(),
  code: z.string(),
  quantity: z.string(),
  unit: z.string(),
  /** The day a longer term is asked for. */
  until: day.optional(),
  /** What is suspended on the goods it is about. */
  charges: z.string(),
  currency: z.string(),
  reason: z.string(),
  openedAt: instant,
  outcome: z.enum(['accepted', 'refused']).optional(),
  reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })),
  decidedAt: instant.optional(),
})
export type RegimeCase = z.output<typeof regimeCaseSchema>

const ofAuthorisation = z.object({ number })
const ofLot = z.object({ id: z.uuid() })

export const applyForRegime = {
  summary: 'Apply for an authorisation to use a regime',
  body: authorisationBodySchema.extend({
    /** Trader id of the holder; the own organisation where it is left out. */
    holder: z.string().min(1).max(35).optional(),
    validFrom: day,
    validTo: day,
  }),
  response: { 201: regimeAuthorisationSchema },
}
/** What somebody applies for, as he may write it. */
export type RegimeApplication = z.input<typeof applyForRegime.body>
export const listRegimeAuthorisations = {
  summary: 'Authorisations, the newest first: the own, or for customs everybody’s',
  querystring: pageQuery.extend({
    status: z.enum(AUTHORISATION_STATUSES).optional(),
    regime: z.enum(REGIME_KINDS).optional(),
  }),
  response: { 200: pageOf(regimeAuthorisationSchema) },
}
export const readRegimeAuthorisation = {
  summary: 'An authorisation',
  params: ofAuthorisation,
  response: { 200: regimeAuthorisationSchema },
}
export const decideRegimeAuthorisation = {
  summary: 'Examine an application, and grant or refuse it; a supervisor grants what another officer examined',
  params: ofAuthorisation,
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), reasons }),
  response: { 200: regimeAuthorisationSchema },
}
export const setRegimeStanding = {
  summary: 'Suspend an authorisation, restore or revoke it, with reasons',
  params: ofAuthorisation,
  body: z.strictObject({ standing: z.enum(['suspended', 'granted', 'revoked']), reasons }),
  response: { 200: regimeAuthorisationSchema },
}
export const readRegimeLedger = {
  summary: 'The stock and the suspended debt of an authorisation',
  params: ofAuthorisation,
  response: { 200: regimeLedgerSchema },
}
export const exportRegimeLedger = {
  summary: 'Everything that happened to the stock of an authorisation, as CSV; no cell is a formula',
  produces: ['text/csv'],
  params: ofAuthorisation,
  response: { 200: z.string() },
}
export const readRegimeLedgerPage = {
  summary: 'The ledger of an authorisation as a page to print',
  produces: ['text/html'],
  params: ofAuthorisation,
  response: { 200: z.string() },
}
export const listRegimeLots = {
  summary: 'Lots of goods in regimes with what happened to them, the first first',
  querystring: pageQuery.extend({ authorisation: number.optional(), mrn: mrn.optional() }),
  response: { 200: pageOf(regimeLotSchema) },
}
export const readRegimeLot = { summary: 'A lot', params: ofLot, response: { 200: regimeLotSchema } }
export const giveRegimeNotice = {
  summary:
    'Tell customs of goods that are lost, wasted or used up for what they were relieved for, which an officer judges, that stay in the state and are to be charged, or that go home from a zone they were never abroad for',
  params: ofLot,
  body: z.strictObject({ kind: z.enum(['loss', 'waste', 'use', 'diversion', 'home']), quantity, reason: words }),
  response: { 201: regimeLotSchema },
}
export const transferGoods = {
  summary: 'Move goods to another place, or offer them to another holder, who accepts them',
  params: ofLot,
  body: z.strictObject({ quantity, authorisation: number.optional(), place: z.string().min(1).max(35).optional() }),
  response: { 201: regimeLotSchema },
}
export const acceptTransfer = {
  summary: 'Accept goods another holder offers, or refuse them',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['accepted', 'refused']) }),
  response: { 200: regimeMovementSchema },
}
export const askForTerm = {
  summary: 'Ask for a longer term of a lot; an officer decides',
  params: ofLot,
  body: z.strictObject({ until: day, reason: words }),
  response: { 201: regimeCaseSchema },
}
export const takeStock = {
  summary: 'Tell what was counted of each lot; what is missing and what is too much become cases',
  params: ofAuthorisation,
  body: z.strictObject({
    takenOn: day,
    counted: z
      .array(z.strictObject({ lot: z.uuid(), quantity }))
      .min(1)
      .max(1_000),
    reason: words.optional(),
  }),
  response: { 201: z.object({ cases: z.array(regimeCaseSchema) }) },
}
export const listRegimeCases = {
  summary: 'What officers have to judge about goods in regimes, the oldest first: the own, or for customs everybody’s',
  querystring: pageQuery.extend({ open: z.enum(['true', 'false']).optional(), authorisation: number.optional() }),
  response: { 200: pageOf(regimeCaseSchema) },
}
export const decideRegimeCase = {
  summary: 'Judge a case: what is refused is charged, what is accepted is discharged, a term that is accepted is longer',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['accepted', 'refused']), reasons }),
  response: { 200: regimeCaseSchema },
}

const reconciledLine = z.object({
  code: z.string(),
  unit: z.string(),
  opening: z.string(),
  entered: z.string(),
  /** What left, by what happened to it. What products took by their norms is `consumed`, what was lost in making them `waste`. */
  moved: z.array(z.object({ kind: z.enum(MOVEMENT_KINDS), quantity: z.string() })),
  /** What each declaration took for its products. */
  consumedBy: z.array(z.object({ mrn, quantity: z.string() })),
  expected: z.string(),
  counted: z.string(),
  /** Counted less expected: negative is a shortfall. */
  difference: z.string(),
  /** What fell due on the shortfall. */
  due: z.string(),
})

export const stockReconciliationSchema = z.object({
  id: z.uuid(),
  authorisation: number,
  holder: z.string(),
  state: z.string(),
  from: day,
  to: day,
  currency: z.string(),
  lines: z.array(reconciledLine),
  due: z.string(),
  /** The norms it rests on. */
  norms: authorisationBodySchema.shape.norms,
  filedAt: instant,
})
export type StockReconciliation = z.output<typeof stockReconciliationSchema>

const ofReconciliation = z.object({ number, id: z.uuid() })

export const fileStockReconciliation = {
  summary: 'Reconcile a period: what is missing of what should be there falls due, what is too much becomes a case',
  params: ofAuthorisation,
  body: z.strictObject({
    from: day,
    to: day,
    counted: z
      .array(z.strictObject({ code: z.string().regex(/^\d{4,12}$/), unit: z.string().min(1).max(8), quantity }))
      .max(500)
      .default([]),
  }),
  response: { 201: stockReconciliationSchema },
}
export const listStockReconciliations = {
  summary: 'Reconciliations of an authorisation, the newest first',
  params: ofAuthorisation,
  querystring: pageQuery,
  response: { 200: pageOf(stockReconciliationSchema) },
}
export const readStockReconciliation = {
  summary: 'A reconciliation',
  params: ofReconciliation,
  response: { 200: stockReconciliationSchema },
}
export const exportStockReconciliation = {
  summary: 'A reconciliation as CSV; no cell is a formula',
  produces: ['text/csv'],
  params: ofReconciliation,
  response: { 200: z.string() },
}
export const readStockReconciliationPage = {
  summary: 'A reconciliation as a page to print',
  produces: ['text/html'],
  params: ofReconciliation,
  response: { 200: z.string() },
}

export const drawbackClaimSchema = z.object({
  id: z.uuid(),
  /** Absent where the goods left as they came: nothing was made of them under an authorisation. */
  authorisation: number.optional(),
  holder: z.string(),
  exportMrn: mrn,
  currency: z.string(),
  amount: z.string(),
  lines: z.array(
    z.object({
      /** The export's item, and what of which import is in it. */
      exportItem: z.number().int(),
      mrn,
      item: z.number().int(),
      code: z.string(),
      quantity: z.string(),
      unit: z.string(),
      /** The duty that was paid on it, and what is given back of it. */
      duty: z.string(),
      drawback: z.string(),
    }),
  ),
  /** The share the law withholds, and the row that says so. */
  withheldPercent: z.string(),
  lawRow: z.string(),
  legalRef: z.string(),
  status: z.enum(['claimed', 'approved', 'refused']),
  reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })),
  claimedAt: instant,
  decidedAt: instant.optional(),
})
export type DrawbackClaim = z.output<typeof drawbackClaimSchema>

export const claimDrawback = {
  summary:
    'Claim back the duty of imported materials that left in exported products, by their norms; or, with the export alone, that of goods that left as they came',
  body: z.strictObject({
    /** With what norms the products were made; absent, with `imports`, where a re-export (EX3) took the goods as they came. */
    authorisation: number.optional(),
    exportMrn: mrn,
    /** The imports the materials came with, in the order they were used; a re-export names its own. */
    imports: z.array(mrn).min(1).max(50).optional(),
  }),
  response: { 201: drawbackClaimSchema },
}
export const listDrawbackClaims = {
  summary: 'Claims for drawback, the newest first: the own, or for customs everybody’s',
  querystring: pageQuery.extend({ status: z.enum(['claimed', 'approved', 'refused']).optional() }),
  response: { 200: pageOf(drawbackClaimSchema) },
}
export const readDrawbackClaim = {
  summary: 'A claim for drawback',
  params: z.object({ id: z.uuid() }),
  response: { 200: drawbackClaimSchema },
}
export const decideDrawbackClaim = {
  summary:
    'Establish a drawback, or refuse it with reasons; what is established is repaid like every refund, by the officers that asks for',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), reasons }),
  response: { 200: drawbackClaimSchema },
}
