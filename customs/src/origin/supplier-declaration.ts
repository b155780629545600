import { z } from 'zod'
import { text } from '../declaration/index.ts'
import { compare, decimal, error, HUNDRED, type Issue, isUnit, warning } from '../kernel/index.ts'
import { daySchema, stateSchema } from '../reference/index.ts'
import { parseCriterion } from './criterion.ts'
import { countrySchema, originCodeSchema, quantitySchema } from './question.ts'

/** What a supplier says of the origin of what it supplies. */
const stated = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('originating'), state: stateSchema, criterion: text(35).optional() }),
  /** Its regional value content: what it may give to a good it becomes part of. */
  z.strictObject({ status: z.literal('partial'), state: stateSchema, rvc: z.string().regex(/^\d{1,3}(\.\d{1,6})?$/) }),
  z.strictObject({ status: z.literal('non-originating'), country: countrySchema.optional() }),
])

/** One delivery, by the document it came with; or whatever is supplied on the days of a long-term declaration. */
const covered = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('delivery'),
    document: text(70),
    deliveredOn: daySchema,
    quantity: quantitySchema,
  }),
  z.strictObject({ kind: z.literal('long-term'), validFrom: daySchema, validTo: daySchema }),
])

/** The product a declaration is about: `article` is the supplier's own reference for it. */
export const suppliedProductSchema = z.strictObject({ article: text(70), description: text(350), code: originCodeSchema })
export type SuppliedProduct = z.output<typeof suppliedProductSchema>

/**
 * What a supplier's declaration says. ATIGA knows no form for it: materials bought in the state rest on the declaration of the final manufacturer, and what
 * its supplier told it is what that one rests on. The form is ours.
 *
 * @source ATIGA Annex 8, rule 4.2; art. 29.5
 */
export const supplierStatementSchema = z.strictObject({
  product: suppliedProductSchema,
  origin: stated,
  covers: covered,
  /** The terms of the price that a content is a percentage of. */
  valueBasis: z.enum(['EXW', 'FOB', 'CIF']).optional(),
})
export type SupplierStatement = z.output<typeof supplierStatementSchema>

/** Where a supplier's declaration stands: asked of the supplier, made by it, or recorded by the producer on its own responsibility. */
export const SUPPLIER_STATUSES = ['asked', 'declined', 'declared', 'recorded', 'withdrawn', 'replaced'] as const
export type SupplierStatus = (typeof SUPPLIER_STATUSES)[number]
export type SupplierAct = 'declare' | 'decline' | 'withdraw' | 'replace' | 'add-evidence'
export type SupplierSide = 'producer' | 'supplier'

/** Who may do what while a declaration stands so: what the supplier said is not the producer's to change, nor the other way round. */
const ACTS: Readonly<Record<SupplierStatus, Readonly<Record<SupplierSide, readonly SupplierAct[]>>>> = {
  asked: { producer: ['withdraw'], supplier: ['declare', 'decline'] },
  declined: { producer: [], supplier: [] },
  declared: { producer: [], supplier: ['withdraw', 'replace', 'add-evidence'] },
  recorded: { producer: ['withdraw', 'replace', 'add-evidence'], supplier: [] },
  withdrawn: { producer: [], supplier: [] },
  replaced: { producer: [], supplier: [] },
}

export function permittedSupplierActs(status: SupplierStatus, sides: readonly SupplierSide[]): readonly SupplierAct[] {
  return [...new Set(sides.flatMap(side => ACTS[status][side]))]
}

/** Everything that keeps a statement from being taken, and what of it is doubtful. */
export function checkSupplierStatement({ origin, covers, valueBasis }: SupplierStatement): readonly Issue[] {
  const issues: Issue[] = []
  if (covers.kind === 'long-term' && covers.validTo <= covers.validFrom)
    issues.push(error('origin.supplier-days', 'covers.validTo', { validFrom: covers.validFrom, validTo: covers.validTo }))
  if (covers.kind === 'delivery' && !isUnit(covers.quantity.unit))
    issues.push(error('origin.supplier-unit-unknown', 'covers.quantity.unit', { unit: covers.quantity.unit }))
  if (origin.status === 'originating' && origin.criterion !== undefined) {
    const criterion = parseCriterion(origin.criterion)
    if (criterion === undefined || criterion.partial === true)
      issues.push(error('origin.supplier-criterion', 'origin.criterion', { criterion: origin.criterion }))
  }
  if (origin.status === 'partial' && compare(decimal(origin.rvc), HUNDRED) > 0)
    issues.push(error('origin.supplier-percent', 'origin.rvc', { rvc: origin.rvc }))
  if (origin.status === 'partial' && valueBasis !== undefined && valueBasis !== 'FOB')
    issues.push(warning('origin.supplier-basis', 'valueBasis', { basis: valueBasis }))
  return issues
}

/** Writes the number of a declaration that a node keeps: `VN-SD-2026-0000012`. */
export function supplierNumber(state: string, year: string, serial: string): string {
  return `${state}-SD-${year}-${serial.padStart(7, '0')}`
}

/** A number of that form as it is kept, whatever its case and spaces; undefined where the text is none. */
export function parseSupplierNumber(written: string): string | undefined {
  const number = written.toUpperCase().replace(/\s+/g, '')
  return /^[A-Z]{2}-SD-\d{4}-\d{7,15}$/.test(number) ? number : undefined
}
