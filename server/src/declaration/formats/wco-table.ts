import { attributeOf, childText, type XmlElement } from '../../platform/xml/index.ts'
import { DAY, DECIMAL, FLAG, type Form, KILOGRAMS, TEXT, WHOLE } from './wco-form.ts'
import { fixed, type Group, group, type Leaf, type List, leaf, list, type Part, position } from './wco-mapping.ts'

/**
 * The correspondence of our document and the WCO's `Declaration`, in the order of its schema.
 *
 * What the data model has no element for travels as an additional information statement of the type below, as customs unions do with
 * statements of theirs.
 *
 * @source WCO Data Model 3.6, information package DEC, and the XML Schema published with it for the declaration message
 */
const OWN_STATEMENTS = 'XLT'

const CURRENCY_ID = 'currencyID'
const UNIT_CODE = 'unitCode'

function amount(name: string, to: string): Leaf {
  return leaf(name, `${to}.amount`, DECIMAL, [{ name: CURRENCY_ID, to: `${to}.currency`, isNeeded: true }])
}

function quantity(name: string, to: string): Leaf {
  return leaf(name, `${to}.value`, DECIMAL, [{ name: UNIT_CODE, to: `${to}.unit`, isNeeded: true }])
}

/** A code or name of ours that the data model has no element for. */
function statement(code: string, to: string, form: Form = TEXT): Group {
  const parts = [fixed('StatementCode', code), leaf('StatementDescription', to, form), fixed('StatementTypeCode', OWN_STATEMENTS)]
  return group('AdditionalInformation', '', parts, { label: code, match: element => isOwnStatement(element, code) })
}

/** A record of ours: a statement for each of its entries. */
function record(code: string, to: string): List {
  const parts = [fixed('StatementCode', code), leaf('StatementDescription', '', TEXT), fixed('StatementTypeCode', OWN_STATEMENTS)]
  return list('AdditionalInformation', to, parts, { isRecord: true, match: element => isOwnStatement(element, code) })
}

function isOwnStatement(element: XmlElement, code: string): boolean {
  return childText(element, 'StatementTypeCode') === OWN_STATEMENTS && childText(element, 'StatementCode') === code
}

const ADDRESS: readonly Part[] = [
  leaf('CityName', 'city', TEXT),
  leaf('CountryCode', 'country', TEXT),
  leaf('Line', 'line', TEXT),
  leaf('PostcodeID', 'postcode', TEXT),
]

function communication(type: string, to: string): Group {
  const match = (element: XmlElement) => childText(element, 'TypeCode') === type
  return group('Communication', '', [leaf('ID', to, TEXT), fixed('TypeCode', type)], { label: type, match })
}

function party(name: string, to: string, more: readonly Part[] = []): Group {
  return group(name, to, [
    leaf('Name', 'name', TEXT),
    leaf('ID', 'id', TEXT, [{ name: 'schemeID', to: 'idScheme', isNeeded: false }]),
    ...more,
    group('Address', 'address', ADDRESS),
    communication('EM', 'email'),
    communication('TE', 'phone'),
  ])
}

/** The AEO code of a party of the declaration, by the party's role. @source UNTDID 3035 */
function operator(role: string, to: string): Group {
  const match = (element: XmlElement) => childText(element, 'RoleCode') === role && childText(element, 'ID') !== undefined
  return group('AEOMutualRecognitionParty', '', [leaf('ID', `${to}.aeoCode`, TEXT), fixed('RoleCode', role)], { label: role, match })
}

const ROLE_HOLDER: readonly Part[] = [leaf('ID', 'id', TEXT), leaf('RoleCode', 'role', TEXT)]

const POINTER: readonly Part[] = [
  leaf('SequenceNumeric', 'sequence', WHOLE),
  leaf('DocumentSectionCode', 'section', TEXT),
  leaf('TagID', 'tag', TEXT),
]

const DOCUMENT: readonly Part[] = [
  leaf('CategoryCode', 'category', TEXT),
  leaf('EffectiveDateTime', 'effectiveOn', DAY),
  leaf('ExpirationDateTime', 'validTo', DAY),
  leaf('ID', 'id', TEXT),
  leaf('IssueDateTime', 'issuedOn', DAY),
  leaf('Name', 'name', TEXT),
  leaf('TypeCode', 'type', TEXT),
  leaf('LineNumeric', 'lineNumber', WHOLE),
  leaf('LPCOExemptionCode', 'exemption', TEXT),
  group('Submitter', '', [leaf('Name', 'issuer', TEXT)]),
  group('WriteOff', '', [quantity('QuantityQuantity', 'quantity'), amount('AmountAmount', 'amount')]),
]

const STATEMENT: readonly Part[] = [
  leaf('StatementCode', 'code', TEXT),
  leaf('StatementDescription', 'text', TEXT),
  leaf('StatementTypeCode', 'type', TEXT),
  list('Pointer', 'pointers', POINTER),
]

const TRANSPORT_MEANS: readonly Part[] = [
  leaf('Name', 'name', TEXT),
  leaf('ID', 'id', TEXT),
  leaf('IdentificationTypeCode', 'idType', TEXT),
  leaf('RegistrationNationalityCode', 'nationality', TEXT),
  leaf('ModeCode', 'mode', TEXT),
]

const CHARGE: readonly Part[] = [leaf('ChargesTypeCode', 'code', TEXT), amount('OtherChargeDeductionAmount', 'amount')]

/** A preference is claimed in three letters to nine; proof and criterion have no element of their own in the declaration. */
const PREFERENCE: readonly Part[] = [
  statement('PREFERENCE', 'preference.agreement'),
  statement('PROOF-TYPE', 'preference.proof.type'),
  statement('PROOF-ID', 'preference.proof.id'),
  statement('PROOF-ISSUED', 'preference.proof.issuedOn'),
  statement('PROOF-VALID-TO', 'preference.proof.validTo'),
  statement('PROOF-ISSUER', 'preference.proof.issuer'),
  statement('PROOF-COUNTRY', 'preference.proof.issuingCountry'),
  statement('PROOF-CRITERION', 'preference.proof.originCriterion'),
  statement('PROOF-ITEM', 'preference.proof.item', WHOLE),
  statement('PROOF-AUTHORISATION', 'preference.proof.authorisation'),
  statement('PROOF-SIGNATORY', 'preference.proof.signatory'),
]

const COMMODITY: readonly Part[] = [
  leaf('Description', 'description', TEXT),
  group('Classification', '', [leaf('ID', 'commodityCode', TEXT), fixed('IdentificationTypeCode', 'TSP')], {
    match: element => ['TSP', 'HS', undefined].includes(childText(element, 'IdentificationTypeCode')),
  }),
  list('Classification', 'additionalCodes', [leaf('ID', 'code', TEXT), leaf('IdentificationTypeCode', 'type', TEXT)]),
  list('DangerousGoods', 'dangerousGoods', [leaf('UNDGID', '', TEXT)], { isOfValues: true }),
  list('DutyTaxFee', 'dutyTaxFees', [
    amount('AdValoremTaxBaseAmount', 'base'),
    amount('DeductAmount', 'deduction'),
    leaf('DutyRegimeCode', 'regime', TEXT),
    quantity('SpecificTaxBaseQuantity', 'quantity'),
    leaf('TaxRateNumeric', 'rate', DECIMAL),
    leaf('TypeCode', 'type', TEXT),
    leaf('QuotaOrderID', 'quotaOrder', TEXT),
    group('Payment', '', [
      leaf('MethodCode', 'paymentMethod', TEXT),
      amount('TaxAssessedAmount', 'assessed'),
      amount('PaymentAmount', 'payable'),
    ]),
  ]),
  group('GoodsMeasure', '', [
    leaf('GrossMassMeasure', 'grossMassKg', KILOGRAMS),
    leaf('NetNetWeightMeasure', 'netMassKg', KILOGRAMS),
    { ...leaf('TariffQuantity', 'tariffQuantity', DECIMAL), match: element => attributeOf(element, UNIT_CODE) === undefined },
    list('TariffQuantity', 'quantities', [leaf('', 'value', DECIMAL, [{ name: UNIT_CODE, to: 'unit', isNeeded: true }])]),
  ]),
  group('InvoiceLine', '', [amount('ItemChargeAmount', 'invoiceAmount')]),
  list('TransportEquipment', 'containerIds', [position('SequenceNumeric'), leaf('ID', '', TEXT)], { isOfValues: true }),
]

const GOODS_ITEM: readonly Part[] = [
  amount('CustomsValueAmount', 'customsValue'),
  leaf('SequenceNumeric', 'sequence', WHOLE),
  amount('StatisticalValueAmount', 'statisticalValue'),
  leaf('TransactionNatureCode', 'transactionNature', TEXT),
  list('AdditionalDocument', 'documents', DOCUMENT),
  statement('BRAND', 'brand'),
  statement('TRANSPORT-DOC', 'transportDocument'),
  ...PREFERENCE,
  record('ATTRIBUTE', 'attributes'),
  list('AdditionalInformation', 'additionalInformation', STATEMENT),
  operator('BY', 'buyer'),
  operator('CN', 'consignee'),
  operator('CZ', 'consignor'),
  operator('SE', 'seller'),
  party('Buyer', 'buyer'),
  group('Commodity', '', COMMODITY),
  party('Consignee', 'consignee'),
  party('Consignor', 'consignor'),
  group('CustomsValuation', '', [leaf('MethodCode', 'valuationMethod', TEXT), list('ChargeDeduction', 'adjustments', CHARGE)]),
  group('Destination', '', [leaf('CountryCode', 'destinationCountry', TEXT)]),
  list('DomesticDutyTaxParty', 'taxParties', ROLE_HOLDER),
  group('ExportCountry', '', [leaf('ID', 'exportCountry', TEXT)]),
  group('GovernmentProcedure', 'procedure', [leaf('CurrentCode', 'current', TEXT), leaf('PreviousCode', 'previous', TEXT)]),
  list('GovernmentProcedure', 'procedure.additional', [leaf('CurrentCode', '', TEXT)], {
    isOfValues: true,
    match: element => childText(element, 'PreviousCode') === undefined,
  }),
  group('Origin', '', [leaf('CountryCode', 'originCountry', TEXT), leaf('RegionID', 'originRegion', TEXT), fixed('TypeCode', '1')], {
    match: element => childText(element, 'TypeCode') !== '2',
  }),
  group('Origin', '', [leaf('CountryCode', 'preferentialOrigin', TEXT), fixed('TypeCode', '2')], {
    label: 'preferential',
    match: element => childText(element, 'TypeCode') === '2',
  }),
  list('Packaging', 'packages', [
    position('SequenceNumeric'),
    leaf('MarksNumbersID', 'marks', TEXT),
    leaf('QuantityQuantity', 'count', WHOLE),
    leaf('TypeCode', 'type', TEXT),
  ]),
  list('PreviousDocument', 'previousDocuments', DOCUMENT),
  party('Seller', 'seller'),
  group('UCR', '', [leaf('ID', 'ucr', TEXT), leaf('TraderAssignedReferenceID', 'traderReference', TEXT)]),
  group('ValuationAdjustment', '', [leaf('AdditionCode', 'valuationIndicators', TEXT)]),
]

const CONSIGNMENT_OF_SHIPMENT: readonly Part[] = [
  leaf('ContainerCode', 'isContainerised', FLAG),
  group('ArrivalTransportMeans', 'arrivalTransport', TRANSPORT_MEANS),
  group('DepartureTransportMeans', 'departureTransport', TRANSPORT_MEANS),
  group('GoodsLocation', '', [
    leaf('Name', 'goodsLocation', TEXT),
    leaf('ID', 'goodsLocationDetails.id', TEXT),
    leaf('TypeCode', 'goodsLocationDetails.type', TEXT),
    group('Address', 'goodsLocationDetails.address', [leaf('TypeCode', 'qualifier', TEXT), ...ADDRESS]),
  ]),
  group('LoadingLocation', '', [leaf('ID', 'loadingPlace', TEXT)]),
  list('TransportContractDocument', 'transportDocuments', [leaf('ID', 'id', TEXT), leaf('TypeCode', 'type', TEXT)]),
  list('TransportEquipment', 'containers', [
    position('SequenceNumeric'),
    leaf('ID', 'id', TEXT),
    list('Seal', 'seals', [position('SequenceNumeric'), leaf('ID', '', TEXT)], { isOfValues: true }),
  ]),
  group('UnloadingLocation', '', [leaf('ID', 'unloadingPlace', TEXT)]),
]

const GOODS_SHIPMENT: readonly Part[] = [
  leaf('TransactionNatureCode', 'transactionNature', TEXT),
  operator('AG', 'agent'),
  operator('BY', 'buyer'),
  operator('CA', 'carrier'),
  operator('CN', 'consignee'),
  operator('CZ', 'consignor'),
  operator('DT', 'declarant'),
  operator('EX', 'exporter'),
  operator('IM', 'importer'),
  operator('SE', 'seller'),
  list('AEOMutualRecognitionParty', 'supplyChainActors', ROLE_HOLDER),
  party('Buyer', 'buyer'),
  party('Consignee', 'consignee'),
  group('Consignment', '', CONSIGNMENT_OF_SHIPMENT),
  party('Consignor', 'consignor'),
  group('CustomsValuation', '', [amount('FreightChargeAmount', 'freight'), list('ChargeDeduction', 'adjustments', CHARGE)]),
  group('Destination', '', [leaf('CountryCode', 'destinationCountry', TEXT)]),
  list('DomesticDutyTaxParty', 'taxParties', ROLE_HOLDER),
  group('ExportCountry', '', [leaf('ID', 'exportCountry', TEXT)]),
  list('GovernmentAgencyGoodsItem', 'goodsItems', GOODS_ITEM, { keepsExtensions: true }),
  party('Importer', 'importer'),
  group('Invoice', 'invoice', [leaf('ID', 'id', TEXT), leaf('IssueDateTime', 'issuedOn', DAY)]),
  list('PreviousDocument', 'previousDocuments', DOCUMENT),
  party('Seller', 'seller'),
  group('TradeTerms', 'tradeTerms', [
    leaf('ConditionCode', 'incoterm', TEXT),
    leaf('LocationID', 'placeCode', TEXT),
    leaf('LocationName', 'place', TEXT),
  ]),
  group('UCR', '', [leaf('ID', 'ucr', TEXT), leaf('TraderAssignedReferenceID', 'traderReference', TEXT)]),
  group('Warehouse', 'warehouse', [leaf('ID', 'id', TEXT), leaf('TypeCode', 'type', TEXT)]),
]

export const DECLARATION: readonly Part[] = [
  leaf('AcceptanceDateTime', 'acceptedOn', DAY),
  leaf('FunctionCode', 'functionCode', TEXT),
  leaf('FunctionalReferenceID', 'localReference', TEXT),
  leaf('ID', 'mrn', TEXT),
  leaf('IssueDateTime', 'issuedOn', DAY),
  leaf('TypeCode', 'type', TEXT),
  leaf('GoodsItemQuantity', 'declaredItemCount', WHOLE),
  leaf('DeclarationOfficeID', 'office', TEXT),
  amount('InvoiceAmount', 'invoiceTotal'),
  leaf('TotalGrossMassMeasure', 'totalGrossMassKg', KILOGRAMS),
  leaf('TotalPackageQuantity', 'totalPackages', WHOLE),
  list('AdditionalDocument', 'documents', DOCUMENT),
  statement('MODE', 'mode'),
  statement('APPORTION-BY', 'apportionBy'),
  statement('PRICE-ADJUSTMENT', 'priceAdjustment.clause'),
  statement('PRICE-ADJUSTMENT-REFERENCE', 'priceAdjustment.reference'),
  statement('INSURANCE', 'insurance.amount'),
  statement('INSURANCE-CUR', 'insurance.currency'),
  statement('PROV-REASON', 'provisional.reason'),
  statement('PROV-TEXT', 'provisional.text'),
  statement('PROV-DUE', 'provisional.dueOn'),
  statement('PERIOD-FROM', 'period.from'),
  statement('PERIOD-TO', 'period.to'),
  statement('IDENTITY-TYPE', 'identityDocument.type'),
  statement('IDENTITY-ID', 'identityDocument.id'),
  statement('IDENTITY-BY', 'identityDocument.country'),
  record('ARRIVAL', 'arrivals'),
  statement('AUTHORISATION', 'authorisation'),
  statement('TIME-SENSITIVE', 'timeSensitive.authorisation'),
  statement('TIME-SENSITIVE-KIND', 'timeSensitive.kind'),
  statement('ADMISSION-PURPOSE', 'temporaryAdmission.purpose'),
  statement('ADMISSION-UNTIL', 'temporaryAdmission.until'),
  statement('ADMISSION-RELIEF', 'temporaryAdmission.relief'),
  list('AdditionalInformation', 'additionalInformation', STATEMENT),
  party('Agent', 'agent', [leaf('FunctionCode', 'functionCode', TEXT)]),
  list('Amendment', 'amendments', [leaf('ChangeReasonCode', 'reason', TEXT), list('Pointer', 'pointers', POINTER)]),
  list('AuthorisationHolder', 'authorisations', [leaf('ID', 'holder', TEXT), leaf('CategoryCode', 'category', TEXT)]),
  group('BorderTransportMeans', 'borderTransport', [
    ...TRANSPORT_MEANS,
    leaf('JourneyID', 'journey', TEXT),
    leaf('ArrivalDateTime', '/arrivalOn', DAY),
    leaf('DepartureDateTime', '/departedOn', DAY),
  ]),
  group('Consignment', '', [
    party('Carrier', 'carrier'),
    group('Freight', '', [leaf('PaymentMethodCode', 'freightPaymentMethod', TEXT)]),
    list('Itinerary', 'itinerary', [position('SequenceNumeric'), leaf('RoutingCountryCode', '', TEXT)], { isOfValues: true }),
  ]),
  party('Declarant', 'declarant'),
  group('ExitOffice', '', [leaf('ID', 'exitOffice', TEXT)]),
  party('Exporter', 'exporter'),
  group('GoodsShipment', '', GOODS_SHIPMENT),
  list('ObligationGuarantee', 'guarantees', [
    amount('AmountAmount', 'amount'),
    leaf('ID', 'id', TEXT),
    leaf('ReferenceID', 'reference', TEXT),
    leaf('SecurityDetailsCode', 'type', TEXT),
    leaf('AccessCode', 'accessCode', TEXT),
    group('GuaranteeOffice', '', [leaf('ID', 'office', TEXT)]),
  ]),
  group('PresentationOffice', '', [leaf('ID', 'presentationOffice', TEXT)]),
  group('SupervisingOffice', '', [leaf('ID', 'supervisingOffice', TEXT)]),
]

/** The envelope that says which message of which data model it holds. */
export const META_DATA: readonly Part[] = [
  leaf('WCODataModelVersionCode', 'modelVersion', TEXT),
  leaf('WCOTypeName', 'typeName', TEXT),
  leaf('ResponsibleCountryCode', 'responsibleCountry', TEXT),
  leaf('ResponsibleAgencyName', 'responsibleAgency', TEXT),
  leaf('AgencyAssignedCustomizationVersionCode', 'customization', TEXT),
]
