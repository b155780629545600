import { compare, decimal, error, ok, parseDecimal, type Rational, type Result, stop } from '../kernel/index.ts'

interface AttributeWords {
  /** What a value of it counts; `price` is in the state's currency for what the law names. */
  readonly unit: string
  readonly min: string
  readonly max: string
}

/** What taxes ask about goods beyond code, value and quantity. A tax that needs one asks for it by this name. */
export const ATTRIBUTES = {
  alcoholStrength: { unit: '% vol', min: '0', max: '100' },
  retailPrice: { unit: 'price', min: '0.01', max: '1000000000000' },
  containerRetailPrice: { unit: 'price of one container', min: '0.01', max: '1000000000000' },
  gramsPerStick: { unit: 'g', min: '0.01', max: '100' },
  octane: { unit: 'RON', min: '0', max: '150' },
  seats: { unit: 'seats', min: '1', max: '200' },
  engineCc: { unit: 'CMQ', min: '0', max: '100000' },
  sugarPer100Ml: { unit: 'g/100 ml', min: '0', max: '100' },
  coolingBtu: { unit: 'BTU/h', min: '0', max: '10000000' },
  co2GramsPerKm: { unit: 'g/km', min: '0', max: '10000' },
  consignmentFobUsd: { unit: 'USD for the whole consignment, FOB', min: '0', max: '1000000000' },
  importLicence: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  incomeTaxListed: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  luxuryTaxed: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  sellerRegistered: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  informalEntry: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  letterOfCredit: { unit: '1 for yes, 0 for no', min: '0', max: '1' },
  arrastre: { unit: 'price', min: '0', max: '1000000000000' },
  wharfage: { unit: 'price', min: '0', max: '1000000000000' },
  documentaryStamp: { unit: 'price', min: '0', max: '1000000000000' },
  importProcessingCharge: { unit: 'price', min: '0', max: '1000000000000' },
} as const satisfies Record<string, AttributeWords>

export type Attribute = keyof typeof ATTRIBUTES

const BOUNDS = new Map(Object.entries(ATTRIBUTES).map(([name, { min, max }]) => [name, { min: decimal(min), max: decimal(max) }]))

/** Reads the attributes declared of an item; every name nobody knows and every value out of bounds is refused. */
export function readAttributes(given: Readonly<Record<string, string>>): Result<ReadonlyMap<string, Rational>> {
  const values = new Map<string, Rational>()
  const issues = Object.entries(given).flatMap(([name, text]) => {
    const read = readAttribute(name, text)
    if (read.ok) values.set(name, read.value)
    return read.ok ? [] : read.issues
  })
  return issues.length === 0 ? ok(values) : stop(...issues)
}

export function isAttribute(name: string): name is Attribute {
  return Object.hasOwn(ATTRIBUTES, name)
}

function readAttribute(name: string, text: string): Result<Rational> {
  const path = `attributes.${name}`
  if (!isAttribute(name)) return stop(error('duty.attribute-unknown', path, { attribute: name, known: Object.keys(ATTRIBUTES).join(', ') }))
  const { min, max, unit } = ATTRIBUTES[name]
  const value = parseDecimal(text)
  const bounds = BOUNDS.get(name)
  if (value === undefined || bounds === undefined || compare(value, bounds.min) < 0 || compare(value, bounds.max) > 0) {
    return stop(error('duty.attribute-invalid', path, { attribute: name, value: text, min, max, unit }))
  }
  return ok(value)
}
