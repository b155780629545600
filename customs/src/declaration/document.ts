import { z } from 'zod'

/**
 * A goods declaration as its declarant writes it, in the names of the WCO Data Model.
 *
 * The shape is generous: nearly everything may be absent, since what is missing is a rule's to say, with everything else that is wrong.
 * Amounts and measures are decimal strings; days are ISO 8601; codes are the standards' own. The document is never changed once lodged:
 * an amendment is a new version of it.
 *
 * @source WCO Data Model 3.x, class Declaration and its parts
 */
const text = (max: number) => z.string().min(1).max(max)
const decimalText = z.string().regex(/^-?\d{1,16}(\.\d{1,8})?$/, 'a decimal such as 1250.50')
const whole = z.number().int().min(0).max(999_999_999)
const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-02-28')

/** What we were given and do not model, kept as it came: XML fragments by the path they stood at. */
const extensions = z.array(z.strictObject({ path: text(500), xml: z.string().max(100_000) })).max(2_000)

export const amountSchema = z.strictObject({ amount: decimalText, currency: text(3) })
export const measureSchema = z.strictObject({ value: decimalText, unit: text(3) })

export const addressSchema = z.strictObject({
  line: text(256).optional(),
  city: text(70).optional(),
  postcode: text(17).optional(),
  country: text(2).optional(),
})

export const partySchema = z.strictObject({
  id: text(35).optional(),
  idScheme: text(17).optional(),
  name: text(140).optional(),
  address: addressSchema.optional(),
  email: text(254).optional(),
  phone: text(50).optional(),
  /** Code of an authorised economic operator, as its programme writes it. */
  aeoCode: text(35).optional(),
})

export const documentReferenceSchema = z.strictObject({
  category: text(3).optional(),
  type: text(17).optional(),
  id: text(70).optional(),
  issuer: text(140).optional(),
  issuedOn: isoDay.optional(),
  validTo: isoDay.optional(),
  name: text(512).optional(),
  exemption: text(3).optional(),
  quantity: measureSchema.optional(),
  amount: amountSchema.optional(),
  lineNumber: whole.optional(),
})

export const additionalInformationSchema = z.strictObject({
  code: text(17).optional(),
  text: text(512).optional(),
  type: text(3).optional(),
})

/** Something added to or taken from the price: assists, royalties, commissions, inland freight after arrival … */
export const valuationAdjustmentSchema = z.strictObject({
  code: text(17),
  amount: amountSchema.optional(),
})

export const transportDocumentSchema = z.strictObject({ type: text(17).optional(), id: text(70) })

export const transportMeansSchema = z.strictObject({
  id: text(70).optional(),
  /** How the id is to be read: IMO number, flight, plate … (UN/CEFACT identification type). */
  idType: text(17).optional(),
  name: text(70).optional(),
  /** UN/ECE Recommendation 19: 1 maritime, 2 rail, 3 road, 4 air, 5 mail, 6 multimodal, 7 fixed installation, 8 inland water. */
  mode: text(2).optional(),
  nationality: text(2).optional(),
})

export const containerSchema = z.strictObject({ id: text(17), seals: z.array(text(35)).max(100).default([]) })

export const procedureSchema = z.strictObject({
  current: text(7).optional(),
  previous: text(7).optional(),
  additional: z.array(text(7)).max(99).default([]),
})

/** A claim for an agreement's rate, and what is offered to prove the origin. */
export const preferenceSchema = z.strictObject({
  /** The agreement in lower case, as the schedule's column: `atiga`, `acfta` … */
  agreement: text(17),
  proof: z
    .strictObject({
      /** `form-d`, `origin-declaration`, `form-e` …, as the law table of proofs lists them. */
      type: text(35),
      id: text(70).optional(),
      issuedOn: isoDay.optional(),
      validTo: isoDay.optional(),
      issuer: text(140).optional(),
      issuingCountry: text(2).optional(),
      originCriterion: text(35).optional(),
    })
    .optional(),
})

export const goodsItemSchema = z.strictObject({
  sequence: whole,
  commodityCode: text(17).optional(),
  /** National codes beside the commodity code (statistical suffix, TARIC, excise …), as they came. */
  additionalCodes: z
    .array(z.strictObject({ type: text(17).optional(), code: text(17) }))
    .max(99)
    .default([]),
  description: text(512).optional(),
  brand: text(140).optional(),
  originCountry: text(4).optional(),
  preference: preferenceSchema.optional(),
  procedure: procedureSchema.optional(),
  grossMassKg: decimalText.optional(),
  netMassKg: decimalText.optional(),
  /** Quantities in the units the tariff and the taxes ask for. */
  quantities: z.array(measureSchema).max(20).default([]),
  /** What the invoice charges for this item. */
  invoiceAmount: amountSchema.optional(),
  /** Customs value as declared; what customs finds is in the decision. */
  customsValue: amountSchema.optional(),
  statisticalValue: amountSchema.optional(),
  /** WTO valuation method 1 to 6. */
  valuationMethod: text(2).optional(),
  adjustments: z.array(valuationAdjustmentSchema).max(99).default([]),
  packages: z
    .array(z.strictObject({ type: text(3).optional(), count: whole.optional(), marks: text(512).optional() }))
    .max(99)
    .default([]),
  containerIds: z.array(text(17)).max(999).default([]),
  documents: z.array(documentReferenceSchema).max(200).default([]),
  previousDocuments: z.array(documentReferenceSchema).max(200).default([]),
  additionalInformation: z.array(additionalInformationSchema).max(200).default([]),
  /** What a duty or tax needs beyond the rest: `alcoholStrength` (% vol), `retailPrice` (per litre, local currency), `engineCc` … */
  attributes: z.record(text(35), text(70)).default({}),
  destinationCountry: text(2).optional(),
  exportCountry: text(2).optional(),
  ucr: text(35).optional(),
  transactionNature: text(3).optional(),
  extensions: extensions.optional(),
})

export const declarationSchema = z.strictObject({
  /** The declarant's own number (LRN): the same one lodged again is the same declaration. */
  localReference: text(35).optional(),
  /** What is declared, domain notes §4.3: `IM4` import for home use, `EX1` export, … */
  type: text(17).optional(),
  mode: text(17).optional(),
  /** UN/EDIFACT 1225: 9 original, 4 change, 1 cancellation, 13 request for change. */
  functionCode: text(3).optional(),
  office: text(17).optional(),
  issuedOn: isoDay.optional(),
  acceptedOn: isoDay.optional(),
  declaredItemCount: whole.optional(),
  totalPackages: whole.optional(),
  totalGrossMassKg: decimalText.optional(),
  invoiceTotal: amountSchema.optional(),
  invoice: z.strictObject({ id: text(70).optional(), issuedOn: isoDay.optional() }).optional(),
  ucr: text(35).optional(),
  transactionNature: text(3).optional(),

  declarant: partySchema.optional(),
  agent: partySchema.extend({ functionCode: text(3).optional() }).optional(),
  importer: partySchema.optional(),
  exporter: partySchema.optional(),
  consignor: partySchema.optional(),
  consignee: partySchema.optional(),
  buyer: partySchema.optional(),
  seller: partySchema.optional(),
  carrier: partySchema.optional(),

  exportCountry: text(2).optional(),
  destinationCountry: text(2).optional(),
  tradeTerms: z.strictObject({ incoterm: text(3).optional(), place: text(70).optional(), placeCode: text(17).optional() }).optional(),
  freight: amountSchema.optional(),
  insurance: amountSchema.optional(),
  adjustments: z.array(valuationAdjustmentSchema).max(99).default([]),
  /** How header freight and insurance are spread over the items. */
  apportionBy: z.enum(['value', 'weight']).optional(),

  borderTransport: transportMeansSchema.optional(),
  departureTransport: transportMeansSchema.optional(),
  arrivalTransport: transportMeansSchema.optional(),
  departedOn: isoDay.optional(),
  arrivalOn: isoDay.optional(),
  loadingPlace: text(17).optional(),
  unloadingPlace: text(17).optional(),
  goodsLocation: text(70).optional(),
  itinerary: z.array(text(2)).max(99).default([]),
  containers: z.array(containerSchema).max(9_999).default([]),
  transportDocuments: z.array(transportDocumentSchema).max(999).default([]),
  warehouse: z.strictObject({ id: text(35).optional(), type: text(17).optional() }).optional(),

  documents: z.array(documentReferenceSchema).max(999).default([]),
  previousDocuments: z.array(documentReferenceSchema).max(999).default([]),
  additionalInformation: z.array(additionalInformationSchema).max(999).default([]),
  goodsItems: z.array(goodsItemSchema).max(10_000).default([]),
  extensions: extensions.optional(),
})

/** A declaration as it stands after parsing: lists are there, if only empty. */
export type DeclarationDocument = z.output<typeof declarationSchema>
/** A declaration as a caller may write it: what is empty may be left out. */
export type DeclarationInput = z.input<typeof declarationSchema>
export type GoodsItem = z.output<typeof goodsItemSchema>
export type Party = z.output<typeof partySchema>
export type AmountText = z.output<typeof amountSchema>
export type MeasureText = z.output<typeof measureSchema>
export type Preference = z.output<typeof preferenceSchema>
export type DocumentReference = z.output<typeof documentReferenceSchema>
