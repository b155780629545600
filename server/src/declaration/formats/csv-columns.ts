/** What a cell holds, and so how it is read, checked and written. */
export type CellKind = 'text' | 'decimal' | 'whole' | 'day' | 'list'

export interface Column {
  readonly name: string
  /** The field of the declaration, or of the goods item; a number is a place in a list. */
  readonly to: string
  readonly kind: CellKind
}

function columns(kind: CellKind, names: Readonly<Record<string, string>>): readonly Column[] {
  return Object.entries(names).map(([name, to]) => ({ name, to, kind }))
}

/** Columns about the whole declaration. They may stand in every row, or in the first alone; two rows must not disagree. */
export const DECLARATION_COLUMNS: readonly Column[] = [
  ...columns('text', {
    local_reference: 'localReference',
    type: 'type',
    mode: 'mode',
    office: 'office',
    declarant_id: 'declarant.id',
    declarant_name: 'declarant.name',
    importer_id: 'importer.id',
    importer_name: 'importer.name',
    importer_country: 'importer.address.country',
    exporter_id: 'exporter.id',
    exporter_name: 'exporter.name',
    exporter_country: 'exporter.address.country',
    consignee_name: 'consignee.name',
    consignor_name: 'consignor.name',
    export_country: 'exportCountry',
    destination_country: 'destinationCountry',
    incoterm: 'tradeTerms.incoterm',
    incoterm_place: 'tradeTerms.place',
    freight_currency: 'freight.currency',
    insurance_currency: 'insurance.currency',
    apportion_by: 'apportionBy',
    invoice_number: 'invoice.id',
    invoice_currency: 'invoiceTotal.currency',
    transport_mode: 'borderTransport.mode',
    transport_id: 'borderTransport.id',
    transport_id_type: 'borderTransport.idType',
    transport_name: 'borderTransport.name',
    transport_journey: 'borderTransport.journey',
    loading_place: 'loadingPlace',
    unloading_place: 'unloadingPlace',
  }),
  ...columns('decimal', {
    freight: 'freight.amount',
    insurance: 'insurance.amount',
    invoice_total: 'invoiceTotal.amount',
    total_gross_mass_kg: 'totalGrossMassKg',
  }),
  ...columns('whole', { total_packages: 'totalPackages' }),
  ...columns('day', { invoice_date: 'invoice.issuedOn', arrival_date: 'arrivalOn', departure_date: 'departedOn' }),
  ...columns('list', { transport_documents: 'transportDocuments', containers: 'containers' }),
]

/** Columns about one goods item: one row each. */
export const ITEM_COLUMNS: readonly Column[] = [
  ...columns('whole', { item: 'sequence' }),
  ...columns('text', {
    commodity_code: 'commodityCode',
    description: 'description',
    brand: 'brand',
    origin_country: 'originCountry',
    transport_document: 'transportDocument',
    agreement: 'preference.agreement',
    proof_type: 'preference.proof.type',
    proof_number: 'preference.proof.id',
    proof_issuer: 'preference.proof.issuer',
    proof_country: 'preference.proof.issuingCountry',
    origin_criterion: 'preference.proof.originCriterion',
    proof_authorisation: 'preference.proof.authorisation',
    proof_signatory: 'preference.proof.signatory',
    unit: 'quantities.0.unit',
    unit_2: 'quantities.1.unit',
    currency: 'invoiceAmount.currency',
    valuation_method: 'valuationMethod',
    package_type: 'packages.0.type',
    package_marks: 'packages.0.marks',
  }),
  ...columns('decimal', {
    gross_mass_kg: 'grossMassKg',
    net_mass_kg: 'netMassKg',
    quantity: 'quantities.0.value',
    quantity_2: 'quantities.1.value',
    amount: 'invoiceAmount.amount',
  }),
  ...columns('whole', { package_count: 'packages.0.count', proof_item: 'preference.proof.item' }),
  ...columns('day', { proof_date: 'preference.proof.issuedOn' }),
  ...columns('list', { container: 'containerIds' }),
]

/** A column of this form holds what a tax needs beyond the rest: `attribute:alcoholStrength`. */
export const ATTRIBUTE_PREFIX = 'attribute:'

const BY_NAME: ReadonlyMap<string, Column> = new Map([...DECLARATION_COLUMNS, ...ITEM_COLUMNS].map(column => [column.name, column]))
const OF_ITEM: ReadonlySet<string> = new Set(ITEM_COLUMNS.map(({ name }) => name))

/** The column a header cell names, in whatever case and with whatever space around it. */
export function findColumn(cell: string): Column | undefined {
  const name = cell.trim()
  const attribute = name.startsWith(ATTRIBUTE_PREFIX) ? name.slice(ATTRIBUTE_PREFIX.length) : ''
  if (attribute !== '' && attribute !== '__proto__') return { name, to: `attributes.${attribute}`, kind: 'text' }
  return BY_NAME.get(name.toLowerCase())
}

/** Whether the column is about one goods item, not about the whole declaration. */
export function isOfItem({ name }: Column): boolean {
  return OF_ITEM.has(name) || name.startsWith(ATTRIBUTE_PREFIX)
}
