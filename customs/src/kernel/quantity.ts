import { decimal, over, type Rational, times } from './rational.ts'

/** An amount of something in a UN/ECE Recommendation 20 unit: 10 KGM, 250 LTR. */
export interface Quantity {
  readonly value: Rational
  readonly unit: string
}

type Dimension = 'mass' | 'volume' | 'length' | 'area' | 'count' | 'pure-alcohol' | 'energy' | 'power' | 'time'

interface Unit {
  readonly name: string
  readonly dimension: Dimension
  /** How many of the dimension's base unit (KGM, LTR, MTR, MTK, C62, LPA, KWH, KWT, MIN) one of this unit is. */
  readonly factor: Rational
}

function unit(name: string, dimension: Dimension, factor: string): Unit {
  return { name, dimension, factor: decimal(factor) }
}

/** The units of tariffs and invoices. @source UN/ECE Recommendation 20, Codes for Units of Measure Used in International Trade */
const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    KGM: unit('kilogram', 'mass', '1'),
    GRM: unit('gram', 'mass', '0.001'),
    MGM: unit('milligram', 'mass', '0.000001'),
    TNE: unit('tonne', 'mass', '1000'),
    DTN: unit('hundred kilograms', 'mass', '100'),
    LBR: unit('pound', 'mass', '0.45359237'),
    ONZ: unit('ounce', 'mass', '0.028349523125'),
    CTM: unit('carat', 'mass', '0.0002'),
    STN: unit('short ton', 'mass', '907.18474'),
    LTN: unit('long ton', 'mass', '1016.0469088'),
    LTR: unit('litre', 'volume', '1'),
    MLT: unit('millilitre', 'volume', '0.001'),
    CLT: unit('centilitre', 'volume', '0.01'),
    HLT: unit('hectolitre', 'volume', '100'),
    DAL: unit('decalitre', 'volume', '10'),
    MTQ: unit('cubic metre', 'volume', '1000'),
    DMQ: unit('cubic decimetre', 'volume', '1'),
    CMQ: unit('cubic centimetre', 'volume', '0.001'),
    BLL: unit('US barrel', 'volume', '158.987294928'),
    GLI: unit('imperial gallon', 'volume', '4.54609'),
    GLL: unit('US gallon', 'volume', '3.785411784'),
    LPA: unit('litre of pure alcohol', 'pure-alcohol', '1'),
    HPA: unit('hectolitre of pure alcohol', 'pure-alcohol', '100'),
    MTR: unit('metre', 'length', '1'),
    CMT: unit('centimetre', 'length', '0.01'),
    MMT: unit('millimetre', 'length', '0.001'),
    KMT: unit('kilometre', 'length', '1000'),
    MTK: unit('square metre', 'area', '1'),
    CMK: unit('square centimetre', 'area', '0.0001'),
    C62: unit('one', 'count', '1'),
    NAR: unit('number of articles', 'count', '1'),
    H87: unit('piece', 'count', '1'),
    NMB: unit('number', 'count', '1'),
    EA: unit('each', 'count', '1'),
    PR: unit('pair', 'count', '2'),
    NPR: unit('number of pairs', 'count', '2'),
    DZN: unit('dozen', 'count', '12'),
    DPR: unit('dozen pairs', 'count', '24'),
    GRO: unit('gross', 'count', '144'),
    CEN: unit('hundred', 'count', '100'),
    MIL: unit('thousand', 'count', '1000'),
    KWH: unit('kilowatt hour', 'energy', '1'),
    MWH: unit('megawatt hour', 'energy', '1000'),
    KWT: unit('kilowatt', 'power', '1'),
    MIN: unit('minute', 'time', '1'),
    HUR: unit('hour', 'time', '60'),
  }),
)

export function isUnit(code: string): boolean {
  return UNITS.has(code)
}

/** What the code stands for, in words: `KGM` is `kilogram`. */
export function unitName(code: string): string | undefined {
  return UNITS.get(code)?.name
}

/** The same quantity in another unit of its dimension; undefined where no conversion exists (kilograms to litres, pairs to kilograms). */
export function convert(quantity: Quantity, to: string): Quantity | undefined {
  if (quantity.unit === to) return quantity
  const source = UNITS.get(quantity.unit)
  const target = UNITS.get(to)
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return undefined
  return { value: over(times(quantity.value, source.factor), target.factor), unit: to }
}
