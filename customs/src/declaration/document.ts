import { z } from 'zod'
import { amountSchema, decimalText, isoDay, isPlain, measureSchema, reference, text } from './forms.ts'
import { valuationWorksheetSchema } from './valuation-worksheet.ts'

const whole = z.number().int().min(0).max(999_999_999)

/**
 * What we were given and do not model, kept as it came: fragments of the WCO form by the path they stood at (`path` ends in the element's own
 * name, in `@name` for an attribute, in `text()` for stray text) and the sibling they followed. `replaces` marks the fuller form of something
 * that we did model, such as an instant where the document holds the day.
 */
const extensions = z
  .array(
    z.strictObject({
      path: text(500),
      after: text(100).optional(),
      replaces: z.literal(true).optional(),
      xml: z.string().max(100_000).refine(isPlain),
    }),
  )
  .max(2_000)

export const addressSchema = z.strictObject({
  line: text(256).optional(),
  city: text(70).optional(),
  postcode: text(17).optional(),
  country: text(2).optional(),
})

export const partySchema = z.strictObject({
  id: reference(35).optional(),
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
  id: reference(70).optional(),
  issuer: text(140).optional(),
  issuedOn: isoDay.optional(),
  effectiveOn: isoDay.optional(),
  validTo: isoDay.optional(),
  name: text(512).optional(),
  exemption: text(3).optional(),
  quantity: measureSchema.optional(),
  amount: amountSchema.optional(),
  lineNumber: whole.optional(),
})

/** A place in a declaration as the WCO points to it: section 42A is the declaration, 68A its item. */
export const pointerSchema = z.strictObject({ sequence: whole.optional(), section: text(3).optional(), tag: text(4).optional() })

export const additionalInformationSchema = z.strictObject({
  code: text(17).optional(),
  text: text(512).optional(),
  type: text(3).optional(),
  pointers: z.array(pointerSchema).max(99).default([]),
})

/** Something added to or taken from the price: assists, royalties, commissions, inland freight after arrival … */
export const valuationAdjustmentSchema = z.strictObject({
  code: text(17),
  amount: amountSchema.optional(),
})

export const transportDocumentSchema = z.strictObject({ type: text(17).optional(), id: reference(70) })

export const transportMeansSchema = z.strictObject({
  id: text(70).optional(),
  /** How the id is to be read: IMO number, flight, plate … (UN/CEFACT identification type). */
  idType: text(17).optional(),
  name: text(70).optional(),
  /** UN/ECE Recommendation 19: 1 maritime, 2 rail, 3 road, 4 air, 5 mail, 6 multimodal, 7 fixed installation, 8 inland water. */
  mode: text(2).optional(),
  nationality: text(2).optional(),
})

export const containerSchema = z.strictObject({ id: reference(17), seals: z.array(text(35)).max(100).default([]) })

export const procedureSchema = z.strictObject({
  current: text(7).optional(),
  previous: text(7).optional(),
  additional: z.array(text(7)).max(99).default([]),
})

/** A party named by number only, in a role of a code list: who holds the VAT number, whose AEO status is to be recognised … */
export const roleHolderSchema = z.strictObject({ id: text(35).optional(), role: text(3).optional() })

/** A duty, tax or fee as the declarant states it: kind, relief claimed, base, amount. What customs finds is in the decision. */
export const dutyTaxFeeSchema = z.strictObject({
  type: text(17).optional(),
  /** The preference or relief claimed, in the code list of the state it is declared in. */
  regime: text(7).optional(),
  quotaOrder: text(17).optional(),
  base: amountSchema.optional(),
  quantity: measureSchema.optional(),
  rate: decimalText.optional(),
  deduction: amountSchema.optional(),
  paymentMethod: text(3).optional(),
  assessed: amountSchema.optional(),
  payable: amountSchema.optional(),
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
      /** The item of the proof that the goods are (box 5 of Form D), where it has several. */
      item: whole.optional(),
      /** Of a proof an exporter made out itself: the code of its authorisation, and who signed. */
      authorisation: text(35).optional(),
      signatory: text(140).optional(),
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
  originRegion: text(9).optional(),
  /** Country or group a preference is claimed for, where it is stated apart from the country of origin. */
  preferentialOrigin: text(4).optional(),
  preference: preferenceSchema.optional(),
  procedure: procedureSchema.optional(),
  grossMassKg: decimalText.optional(),
  netMassKg: decimalText.optional(),
  /** Quantities in the units the tariff and the taxes ask for. */
  quantities: z.array(measureSchema).max(20).default([]),
  /** A quantity without a unit: the one the tariff line prescribes. */
  tariffQuantity: decimalText.optional(),
  /** What the invoice charges for this item. */
  invoiceAmount: amountSchema.optional(),
  /** Customs value as declared; what customs finds is in the decision. */
  customsValue: amountSchema.optional(),
  statisticalValue: amountSchema.optional(),
  /** WTO valuation method 1 to 6. */
  valuationMethod: text(3).optional(),
  /** The facts the value follows from, method by method; the value is then the one found from them. */
  valuationWorksheet: valuationWorksheetSchema.optional(),
  /** Answers on the relation of buyer and seller and on the price, one character each, where a state asks them in one code. */
  valuationIndicators: text(4).optional(),
  /** Duties and taxes as the declarant worked them out. */
  dutyTaxFees: z.array(dutyTaxFeeSchema).max(99).default([]),
  adjustments: z.array(valuationAdjustmentSchema).max(99).default([]),
  packages: z
    .array(z.strictObject({ type: text(3).optional(), count: whole.optional(), marks: text(512).optional() }))
    .max(99)
    .default([]),
  containerIds: z.array(text(17)).max(999).default([]),
  /** The transport document it came on, where a declaration is about several consignments. */
  transportDocument: text(70).optional(),
  documents: z.array(documentReferenceSchema).max(200).default([]),
  previousDocuments: z.array(documentReferenceSchema).max(200).default([]),
  additionalInformation: z.array(additionalInformationSchema).max(200).default([]),
  /** What a duty or tax needs beyond the rest: `alcoholStrength` (% vol), `retailPrice` (per litre, local currency), `engineCc` … */
  attributes: z.record(text(35), text(70)).default({}),
  /** UN numbers of dangerous goods. */
  dangerousGoods: z.array(text(4)).max(99).default([]),
  destinationCountry: text(2).optional(),
  exportCountry: text(2).optional(),
  ucr: reference(35).optional(),
  traderReference: reference(35).optional(),
  transactionNature: text(3).optional(),
  consignor: partySchema.optional(),
  consignee: partySchema.optional(),
  buyer: partySchema.optional(),
  seller: partySchema.optional(),
  taxParties: z.array(roleHolderSchema).max(99).default([]),
  extensions: extensions.optional(),
})

/** @source WCO Data Model 3.x, DocumentMetaData */
export const messageSchema = z.strictObject({
  modelVersion: text(17).optional(),
  typeName: text(70).optional(),
  responsibleCountry: text(2).optional(),
  responsibleAgency: text(70).optional(),
  customization: text(70).optional(),
  /** The namespace of `Declaration`, where it is not the usual one. */
  namespace: text(200).optional(),
})

/**
 * A goods declaration as its declarant writes it, in the names of the WCO Data Model.
 *
 * The shape is generous: nearly everything may be absent, since what is missing is a rule's to say, with everything else that is wrong.
 * Amounts and measures are decimal strings; days are ISO 8601; codes are the standards' own. The document is never changed once lodged:
 * an amendment is a new version of it.
 *
 * @source WCO Data Model 3.x, class Declaration and its parts
 */
export const declarationSchema = z.strictObject({
  /** The declarant's own number (LRN): the same one lodged again is the same declaration. */
  localReference: reference(35).optional(),
  /** What is declared, domain notes §4.3: `IM4` import for home use, `EX1` export, … */
  type: text(17).optional(),
  mode: text(17).optional(),
  /** UN/EDIFACT 1225: 9 original, 4 change, 1 cancellation, 13 request for change. */
  functionCode: text(3).optional(),
  /** Why a provisional declaration cannot be final yet, and by when it will be. */
  provisional: z.strictObject({ reason: text(17).optional(), text: text(512).optional(), dueOn: isoDay.optional() }).optional(),
  /** The first and the last day of what a periodic declaration is about. */
  period: z.strictObject({ from: isoDay.optional(), to: isoDay.optional() }).optional(),
  /** By what an importer, or on export an exporter, is known who stands on no register: `passport`, `identity-card`, … */
  identityDocument: z.strictObject({ type: text(17).optional(), id: text(35).optional(), country: text(2).optional() }).optional(),
  /** The number customs gave it, where a change or cancellation of a registered one is asked for. */
  mrn: text(70).optional(),
  office: text(17).optional(),
  exitOffice: text(17).optional(),
  presentationOffice: text(17).optional(),
  supervisingOffice: text(17).optional(),
  issuedOn: isoDay.optional(),
  acceptedOn: isoDay.optional(),
  declaredItemCount: whole.optional(),
  totalPackages: whole.optional(),
  totalGrossMassKg: decimalText.optional(),
  invoiceTotal: amountSchema.optional(),
  invoice: z.strictObject({ id: reference(70).optional(), issuedOn: isoDay.optional() }).optional(),
  ucr: reference(35).optional(),
  traderReference: reference(35).optional(),
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
  taxParties: z.array(roleHolderSchema).max(99).default([]),
  /** Parties of the supply chain beyond those above, in roles of their own. */
  supplyChainActors: z.array(roleHolderSchema).max(99).default([]),
  authorisations: z
    .array(z.strictObject({ category: text(17).optional(), holder: text(35).optional() }))
    .max(99)
    .default([]),
  guarantees: z
    .array(
      z.strictObject({
        type: text(3).optional(),
        id: text(70).optional(),
        reference: text(35).optional(),
        accessCode: text(4).optional(),
        amount: amountSchema.optional(),
        office: text(17).optional(),
      }),
    )
    .max(99)
    .default([]),

  exportCountry: text(2).optional(),
  destinationCountry: text(2).optional(),
  tradeTerms: z.strictObject({ incoterm: text(3).optional(), place: text(70).optional(), placeCode: text(17).optional() }).optional(),
  /** The price is subject to adjustment after import, by a clause of the contract or between related parties. */
  priceAdjustment: z
    .strictObject({ clause: z.enum(['transfer-pricing', 'price-review', 'other']), reference: text(140).optional() })
    .optional(),
  freight: amountSchema.optional(),
  freightPaymentMethod: text(3).optional(),
  insurance: amountSchema.optional(),
  adjustments: z.array(valuationAdjustmentSchema).max(99).default([]),
  /** How header freight and insurance are spread over the items. */
  apportionBy: z.enum(['value', 'weight']).optional(),

  /** With the number of the voyage, flight or train, which its carrier's manifest has too. */
  borderTransport: transportMeansSchema.extend({ journey: text(17).optional() }).optional(),
  departureTransport: transportMeansSchema.optional(),
  arrivalTransport: transportMeansSchema.optional(),
  departedOn: isoDay.optional(),
  arrivalOn: isoDay.optional(),
  loadingPlace: text(17).optional(),
  unloadingPlace: text(17).optional(),
  goodsLocation: text(256).optional(),
  /** How the location is to be read: its kind, and in `qualifier` what its code is (a UN/LOCODE, an authorisation …). */
  goodsLocationDetails: z
    .strictObject({
      id: text(17).optional(),
      type: text(3).optional(),
      address: addressSchema.extend({ qualifier: text(3).optional() }).optional(),
    })
    .optional(),
  isContainerised: z.boolean().optional(),
  itinerary: z.array(text(2)).max(99).default([]),
  containers: z.array(containerSchema).max(9_999).default([]),
  transportDocuments: z.array(transportDocumentSchema).max(999).default([]),
  /** When each of several consignments comes, by the number of its transport document. */
  arrivals: z.record(text(70), isoDay).optional(),
  warehouse: z.strictObject({ id: text(35).optional(), type: text(17).optional() }).optional(),
  /** The number of the authorisation under which goods enter, leave or are processed in a regime. */
  authorisation: text(35).optional(),
  /** Goods that cannot wait: their kind, and the standing authorisation on which they are served first. */
  timeSensitive: z.strictObject({ authorisation: text(35).optional(), kind: text(17).optional() }).optional(),
  /** For what goods are admitted temporarily, and the last day on which they may be here. */
  temporaryAdmission: z.strictObject({ purpose: text(35).optional(), until: isoDay.optional(), relief: text(17).optional() }).optional(),

  documents: z.array(documentReferenceSchema).max(999).default([]),
  previousDocuments: z.array(documentReferenceSchema).max(999).default([]),
  additionalInformation: z.array(additionalInformationSchema).max(999).default([]),
  /** What a request for change points at, and why. */
  amendments: z
    .array(z.strictObject({ reason: text(3).optional(), pointers: z.array(pointerSchema).max(99).default([]) }))
    .max(999)
    .default([]),
  goodsItems: z.array(goodsItemSchema).max(10_000).default([]),
  /** What the envelope of a WCO message says of its form. */
  message: messageSchema.optional(),
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
