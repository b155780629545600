import { convert, parseDecimal, type Rational } from '@lintas/customs/kernel'
import { attributeOf, childElements, textOf, type XmlElement } from '../../platform/xml/index.ts'

export const DATA_TYPES_NAMESPACE = 'urn:wco:datamodel:WCO:Declaration_DS:DMS:2'

export type FieldValue = string | number | boolean

/** How one value stands in an element: both directions, so that what is written is read back the same. */
export interface Form {
  /** What a reader is told was expected. */
  readonly expects: string
  readonly read: (element: XmlElement) => FieldValue | undefined
  readonly write: (value: FieldValue) => Pick<XmlElement, 'attributes' | 'nodes'>
}

export const TEXT: Form = { expects: 'text', read: textOf, write: plain }

/** @source W3C XML Schema part 2, decimal; kept with the digits it came with */
export const DECIMAL: Form = { expects: 'a decimal such as 1250.50', read: element => normalDecimal(textOf(element)), write: plain }

export const WHOLE: Form = {
  expects: 'a whole number',
  read: element => {
    const decimal = normalDecimal(textOf(element))
    return decimal !== undefined && /^\d{1,9}(\.0*)?$/.test(decimal) ? Number(decimal) : undefined
  },
  write: plain,
}

/** A mass in kilograms, whatever unit of mass it was written in. */
export const KILOGRAMS: Form = {
  expects: 'a mass',
  read: element => {
    const decimal = normalDecimal(textOf(element))
    const unit = attributeOf(element, 'unitCode') ?? 'KGM'
    if (decimal === undefined || unit === 'KGM') return decimal
    const value = parseDecimal(decimal)
    const kilograms = value === undefined ? undefined : convert({ value, unit }, 'KGM')
    return kilograms === undefined ? undefined : exactDecimal(kilograms.value)
  },
  write: value => ({ attributes: [attribute('unitCode', 'KGM')], nodes: [String(value)] }),
}

/** A day, in a `DateTimeString` of format 102. An instant (304) gives its day as written, in the sender's zone. @source UNTDID 2379 */
export const DAY: Form = {
  expects: 'a day as 20260228 (format 102) or an instant (format 304)',
  read: element => {
    const [inner] = childElements(element)
    const text = textOf(inner ?? element)
    const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6}(?:Z|[-+]\d{2,4})?)?$/.exec(text)
    const match = compact ?? /^(\d{4})-(\d{2})-(\d{2})(?:T\S{1,30})?$/.exec(text)
    return match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`
  },
  write: value => ({
    attributes: [],
    nodes: [
      {
        namespace: DATA_TYPES_NAMESPACE,
        name: 'DateTimeString',
        attributes: [attribute('formatCode', '102')],
        nodes: [String(value).replaceAll('-', '')],
      },
    ],
  }),
}

export const FLAG: Form = {
  expects: '1 or 0',
  read: element => ({ '1': true, '0': false })[textOf(element)],
  write: value => plain(value === true ? '1' : '0'),
}

function plain(value: FieldValue): Pick<XmlElement, 'attributes' | 'nodes'> {
  return { attributes: [], nodes: [String(value)] }
}

function attribute(name: string, value: string) {
  return { namespace: '', name, value }
}

/** `+5`, `.5` and `5.` as `5`, `0.5` and `5`; undefined when it is no decimal. Digits after the point stay as they came. */
function normalDecimal(text: string): string | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', part = ''] = match
  if (whole === '' && part === '') return undefined
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${part === '' ? '' : `.${part}`}`
}

/** The decimal of a fraction that has one of at most 8 digits after the point. */
function exactDecimal({ num, den }: Rational): string | undefined {
  const scaled = num * 10n ** 8n
  if (scaled % den !== 0n) return undefined
  const digits = (scaled / den).toString().padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/\.?0+$/, '')
}
