import type { RegimeApplication } from '@lintas/contract'

/** One material of one product, or one line of a list, as somebody types it. */
export type NormRow = Readonly<Record<'product' | 'name' | 'unit' | 'code' | 'quantity' | 'materialUnit' | 'wastePercent', string>>
export type ListRow = Readonly<Record<'name' | 'codes' | 'amount' | 'unit', string>> & { readonly per: 'whole' | 'year' }

export const BLANK_NORM: NormRow = { product: '', name: '', unit: 'C62', code: '', quantity: '', materialUnit: 'KGM', wastePercent: '0' }
export const BLANK_LINE: ListRow = { name: '', codes: '', amount: '', unit: '', per: 'whole' }

/** An application as somebody types it. */
export interface TypedApplication {
  readonly regime: RegimeApplication['regime']
  readonly texts: Readonly<
    Record<'holder' | 'amends' | 'codes' | 'places' | 'termMonths' | 'guaranteeAccount' | 'validFrom' | 'validTo' | 'purpose', string>
  >
  readonly norms: readonly NormRow[]
  readonly operation: NonNullable<RegimeApplication['outward']>['operation']
  readonly identification: string
  readonly use: string
  readonly list: readonly ListRow[]
}

/** What of an application is asked for one regime and not for another. */
export function asksFor({ regime, operation }: Pick<TypedApplication, 'regime' | 'operation'>) {
  const isOutward = regime === 'outward-processing'
  return {
    norms: regime === 'inward-processing' || regime === 'drawback' || (isOutward && operation === 'processing'),
    places: regime === 'warehouse' || regime === 'free-zone',
    outward: isOutward,
    relief: regime === 'end-use',
  }
}

/** The application as the node takes it. Materials of one product are gathered in its norm; a line without a unit has its cap by value. */
export function applicationOf(typed: TypedApplication): RegimeApplication {
  const { regime, texts, norms, operation, identification, use, list } = typed
  const asks = asksFor(typed)
  const { holder, amends, guaranteeAccount, validFrom, validTo, purpose } = texts
  return {
    regime,
    purpose,
    validFrom,
    validTo,
    codes: wordsOf(texts.codes),
    ...(asks.places ? { places: wordsOf(texts.places, /[,\n]/).map(placeOf) } : {}),
    ...(asks.norms ? { norms: normsOf(norms) } : {}),
    ...(asks.outward ? { outward: { operation, identification } } : {}),
    ...(asks.relief ? { relief: { use, list: list.map(lineOf) } } : {}),
    ...(texts.termMonths === '' ? {} : { termMonths: Number(texts.termMonths) }),
    ...(holder === '' ? {} : { holder }),
    ...(amends === '' || !asks.norms ? {} : { amends }),
    ...(guaranteeAccount === '' ? {} : { guaranteeAccount }),
  }
}

function wordsOf(text: string, between = /[,\s]+/): string[] {
  return text
    .split(between)
    .map(word => word.trim())
    .filter(word => word !== '')
}

/** A place: the first word is its id, what follows its name. */
function placeOf(text: string): { id: string; name: string } {
  const [id = '', ...name] = text.split(/\s+/)
  return { id, name: name.length === 0 ? id : name.join(' ') }
}

function normsOf(rows: readonly NormRow[]): NonNullable<RegimeApplication['norms']> {
  return [...Map.groupBy(rows, row => row.product).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : {
          product: first.product,
          name: first.name,
          unit: first.unit,
          materials: [first, ...others].map(({ code, quantity, materialUnit, wastePercent }) => ({
            code,
            quantity,
            unit: materialUnit,
            wastePercent: wastePercent === '' ? '0' : wastePercent,
          })),
        },
  )
}

function lineOf({ name, codes, amount, unit, per }: ListRow, index: number): NonNullable<RegimeApplication['relief']>['list'][number] {
  const cap = unit === '' ? { of: 'value' as const, amount } : { of: 'quantity' as const, amount, unit }
  return { line: index + 1, name, codes: wordsOf(codes), cap, per }
}
