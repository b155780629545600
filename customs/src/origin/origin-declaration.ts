import { z } from 'zod'
import { reference, text } from '../declaration/index.ts'
import { error, hint, type Issue } from '../kernel/index.ts'
import { STATE_FACTS, STATES } from '../reference/index.ts'
import { exporterEntrySchema, registeredCodeSchema, saidDay } from './certified-exporter.ts'
import { parseCriterion, printCriterion } from './criterion.ts'

/** A text that stands in one line, without blanks at its ends. */
const cell = (max: number) =>
  text(max).refine(each => each === each.trim() && !/[\r\n\t\u0085\u2028\u2029]/.test(each), 'one line without blanks at its ends')
const positive = z.string().regex(/^(?!0+(\.0+)?$)\d{1,16}(\.\d{1,8})?$/, 'a decimal above nothing, such as 12.50')
const authorisation = exporterEntrySchema.shape.code

const product = z.strictObject({
  name: cell(350),
  code: registeredCodeSchema,
  criterion: z
    .string()
    .max(40)
    .refine(each => printed(each) === each, 'a criterion as box 8 of Form D has it, such as WO, 40%, CTH or CTSH + 35%'),
  /** Where regional value content is the criterion. */
  fob: z.strictObject({ amount: positive, currency: z.string().regex(/^[A-Z]{3}$/, 'a currency such as USD') }).optional(),
  quantity: z.strictObject({ value: positive, unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'a unit such as KGM') }),
  trademark: cell(140).optional(),
  /** Of a back-to-back declaration: the proof the goods came with. */
  original: z
    .strictObject({ country: z.enum(STATES), number: reference(70), issuedOn: saidDay, authorisation: authorisation.optional() })
    .optional(),
})

/** Papers that may carry an origin declaration; one that is no invoice goes together with it. @source ATIGA Annex 8, rule 12B.2 */
export const CARRYING_DOCUMENTS = ['commercial-invoice', 'billing-statement', 'delivery-order', 'packing-list'] as const

/**
 * An origin declaration of a certified exporter: its number and day are those of the paper that carries it.
 *
 * @source ATIGA Annex 8, rule 12B and Attachment 1
 */
export const originDeclarationSchema = z.strictObject({
  kind: z.enum(['original', 'back-to-back']).default('original'),
  authorisation,
  /** The member the goods originate in. */
  country: z.enum(STATES),
  document: z.strictObject({
    kind: z.enum(CARRYING_DOCUMENTS).default('commercial-invoice'),
    number: reference(70),
    issuedOn: saidDay,
    /** The commercial invoice it is submitted with, where it is none itself. */
    invoice: reference(70).optional(),
  }),
  /** Where goods are sold at an exhibition in another member: its name and address. */
  exhibition: z.strictObject({ name: cell(140), address: cell(350) }).optional(),
  products: z.array(product).min(1).max(500),
  /** Who signs, by hand, over the printed name. */
  signatory: cell(140),
})
export type OriginDeclaration = z.output<typeof originDeclarationSchema>

/** A criterion as the form prints it; nothing where it is none. */
export function printed(criterion: string): string {
  const read = parseCriterion(criterion)
  return read === undefined ? '' : printCriterion(read)
}

/** Everything that is wrong, or worth knowing, with a declaration whose fields are each well-formed. */
export function checkOriginDeclaration({ kind, document, products }: OriginDeclaration): readonly Issue[] {
  const originals = products.flatMap(({ original }, index) => {
    const path = `products[${index}].original`
    if (kind === 'back-to-back' && original === undefined) return [error('origin.declaration-original-missing', path)]
    if (kind === 'original' && original !== undefined) return [error('origin.declaration-original-unasked', path)]
    return original !== undefined && original.issuedOn > document.issuedOn
      ? [error('origin.declaration-original-later', `${path}.issuedOn`, { issuedOn: original.issuedOn, day: document.issuedOn })]
      : []
  })
  const prices = products.flatMap(({ criterion, fob }, index) =>
    parseCriterion(criterion)?.contentPercent !== undefined && fob === undefined
      ? [hint('origin.declaration-fob', `products[${index}].fob`, { criterion })]
      : [],
  )
  const carried =
    document.kind !== 'commercial-invoice' && document.invoice === undefined ? [hint('origin.declaration-invoice', 'document.invoice')] : []
  return [...originals, ...prices, ...carried]
}

export const TITLES = { original: 'ORIGIN DECLARATION', 'back-to-back': 'BACK-TO-BACK ORIGIN DECLARATION' } as const
export const CARRIERS: Readonly<Record<OriginDeclaration['document']['kind'], string>> = {
  'commercial-invoice': 'Commercial invoice',
  'billing-statement': 'Billing statement',
  'delivery-order': 'Delivery order',
  'packing-list': 'Packing list',
}
export const LABELS = {
  date: 'Date',
  invoice: 'Submitted with commercial invoice',
  exhibition: 'Exhibition',
  signature: 'Authorised signature over printed name',
} as const
export const COLUMNS = [
  'Name of Products',
  'HS in six digit or AHTN Code',
  'Origin conferring criterion',
  'FOB value',
  'Quantity of goods',
  'Trademark',
] as const
export const ORIGINAL_COLUMNS = [
  'Country of Origin of the first exporting country',
  'Original Proof of Origin reference number',
  'Date of issuance of original Proof of Origin',
  'Certified Exporter Authorisation Code of the first exporting country',
] as const

/** What the exporter declares, as the form has it, cut where the exporter writes its own. */
export const SENTENCE = [
  'The exporter of the product(s) covered by this document (Certified Exporter Authorisation code: ',
  ') declares that, except where otherwise clearly indicated, the product(s) satisfy the Rules of Origin to be considered as originating goods under ATIGA (ASEAN country of origin: ',
  ').',
] as const

/**
 * The text an exporter puts on its invoice: every field of Attachment 1 in the order of the indicative format, a product a line, and the sentence that is
 * signed by hand below.
 *
 * @source Indicative format of the origin declaration (AWSC)
 */
export function buildOriginDeclaration(declaration: OriginDeclaration): string {
  const { kind, authorisation: code, country, document, exhibition, products, signatory } = declaration
  const columns: readonly string[] = kind === 'original' ? COLUMNS : [...COLUMNS, ...ORIGINAL_COLUMNS]
  return [
    TITLES[kind],
    `${CARRIERS[document.kind]}: ${document.number}`,
    `${LABELS.date}: ${document.issuedOn}`,
    ...(document.invoice === undefined ? [] : [`${LABELS.invoice}: ${document.invoice}`]),
    ...(exhibition === undefined ? [] : [`${LABELS.exhibition}: ${rowOf([exhibition.name, exhibition.address])}`]),
    '',
    rowOf(columns),
    ...products.map(each => rowOf([...cellsOf(each), ...(kind === 'original' ? [] : originalCells(each))])),
    '',
    `${SENTENCE[0]}${code}${SENTENCE[1]}${STATE_FACTS[country].name}${SENTENCE[2]}`,
    '',
    `${LABELS.signature}: ${signatory}`,
    '',
  ].join('\n')
}

function cellsOf({ name, code, criterion, fob, quantity, trademark }: OriginDeclaration['products'][number]): readonly string[] {
  const price = fob === undefined ? '' : `${fob.currency} ${fob.amount}`
  return [name, code, criterion, price, `${quantity.value} ${quantity.unit}`, trademark ?? '']
}

function originalCells({ original }: OriginDeclaration['products'][number]): readonly string[] {
  return original === undefined ? ['', '', '', ''] : [original.country, original.number, original.issuedOn, original.authorisation ?? '']
}

/** Cells beside one another; a bar or a backslash in one is written with a backslash before it. */
function rowOf(cells: readonly string[]): string {
  return cells.map(each => each.replace(/[\\|]/g, '\\$&')).join(' | ')
}
