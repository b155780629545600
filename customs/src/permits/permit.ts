import { type DeclarationDocument, type GoodsItem, listPrevious } from '../declaration/index.ts'
import {
  compare,
  type Day,
  decimal,
  error,
  groupBy,
  type Issue,
  minus,
  ok,
  parseCommodityCode,
  type Rational,
  type Result,
  stop,
  toExact,
} from '../kernel/index.ts'
import { regimeOf } from '../valuation/index.ts'
import { documentsAnswering } from './answering.ts'
import type { MeasureDirection } from './law.ts'
import { type MeasureContext, measuresOf } from './measures.ts'

/** A permit, licence or certificate that an authority issued to one holder under a measure, as it is on file. */
export interface Permit {
  readonly id: string
  /** The measure it answers, as the law names it, and which way the goods go. */
  readonly measure: string
  readonly direction: MeasureDirection
  readonly number: string
  /** The registration number of whom it was issued to. */
  readonly holder: string
  /** Beginnings of the commodity codes it is for. */
  readonly codes: readonly string[]
  /** What may be moved under it; without, its quantity is not limited. */
  readonly quantity?: { readonly value: string; readonly unit: string } | undefined
  readonly validFrom: Day
  /** The first day on which it is no longer in force. */
  readonly validTo?: Day | undefined
}

/** A permit, and what is left on it while nobody else can take of it. */
export interface PermitLeft {
  readonly permit: Permit
  /** Absent where its quantity is not limited. */
  readonly left?: Rational | undefined
}

/** A number that an item names in answer to a measure: on file or not. */
export interface NamedPermit {
  readonly sequence: number
  readonly place: number
  readonly measure: string
  readonly measureName: string
  readonly document: string
  readonly authority: string
  readonly lawRow: string
  readonly direction: MeasureDirection
  readonly number: string
}

/** What an item takes of a permit: all it declares, in the unit of the permit. */
export interface PermitDraw {
  readonly sequence: number
  readonly permit: string
  readonly value: string
}

/**
 * The numbers by which a declaration answers measures. None where its goods were written off before: with a previous declaration, or with the removals that a
 * periodic one sums up.
 */
export function namedPermits(context: MeasureContext, document: DeclarationDocument): readonly NamedPermit[] {
  const { type, mode, goodsItems, documents, destinationCountry } = document
  if (mode === 'PERIODIC' || listPrevious(document).length > 0) return []
  if (documents.every(isUnnumbered) && goodsItems.every(item => item.documents.every(isUnnumbered))) return []
  const direction: MeasureDirection = regimeOf(type) === 'export' ? 'export' : 'import'
  return goodsItems.flatMap((item, place) => {
    const code = parseCommodityCode(item.commodityCode ?? '')
    if (code === undefined) return []
    const question = { code, direction, origin: item.originCountry, destination: item.destinationCountry ?? destinationCountry } as const
    return measuresOf(context, question).flatMap(measure => {
      if (!('document' in measure) || measure.document === undefined) return []
      const { measure: name, name: measureName, authority, id: lawRow } = measure
      const about = {
        sequence: item.sequence,
        place,
        measure: name,
        measureName,
        document: measure.document.name,
        authority,
        lawRow,
        direction,
      }
      const numbers = documentsAnswering(measure.document, [...item.documents, ...documents]).flatMap(({ id }) => id ?? [])
      return [...new Set(numbers.map(writeNumber))].map(number => ({ ...about, number }))
    })
  })
}

/** A permit's number as it is compared: capitals, without spaces around it. */
export function writeNumber(number: string): string {
  return number.trim().toUpperCase()
}

/** Who declares, and the day of registration. */
interface Drawing {
  readonly holder: string
  readonly day: Day
}

/**
 * What items take of the permits they name, in their order, and what keeps them from it. Of several permits named for one measure, or put on file anew
 * under the number of one that ended, an item takes all of the first that will do. A number that is not on file is the declarant's word, as it always was; one that is somebody else's is refused as one that is not valid: whose
 * it is, is not told.
 */
export function drawPermits(
  document: DeclarationDocument,
  drawing: Drawing,
  named: readonly NamedPermit[],
  onFile: readonly PermitLeft[],
): { readonly draws: readonly PermitDraw[]; readonly issues: readonly Issue[] } {
  const left = new Map(onFile.map(each => [each.permit.id, each.left]))
  const draws: PermitDraw[] = []
  const issues: Issue[] = []
  for (const [, answers] of groupBy(named, each => `${each.place} ${each.measure}`)) {
    const tried = answers.flatMap(one => {
      const item = document.goodsItems[one.place]
      const meant = onFile.map(each => each.permit).filter(permit => isNamed(permit, one))
      return item === undefined
        ? []
        : meant.map(permit => ({ permit, one, taken: takeOf(permit, left.get(permit.id), one, item, drawing) }))
    })
    const done = tried.find(({ taken }) => taken.ok)
    const refused = tried.at(-1)
    if (done?.taken.ok) {
      const { permit, one, taken } = done
      const has = left.get(permit.id)
      if (taken.value === undefined || has === undefined) continue
      left.set(permit.id, minus(has, taken.value))
      draws.push({ sequence: one.sequence, permit: permit.id, value: toExact(taken.value) })
    } else if (refused !== undefined && !refused.taken.ok) issues.push(...refused.taken.issues)
  }
  return { draws, issues }
}

/** What an item takes of one permit: all it declares in its unit, or nothing of one that is not limited. */
function takeOf(
  permit: Permit,
  left: Rational | undefined,
  named: NamedPermit,
  item: GoodsItem,
  { holder, day }: Drawing,
): Result<Rational | undefined> {
  const { number: id, place, measureName: name, document, authority, lawRow, direction } = named
  const code = item.commodityCode ?? ''
  const because = (issue: string, more: Issue['params']) =>
    stop(error(issue, `goodsItems[${place}].documents`, { name, document, code, direction, authority, lawRow, id, ...more }))
  const isInForce = permit.validFrom <= day && (permit.validTo === undefined || day < permit.validTo)
  if (permit.holder !== holder || !isInForce) return because('permits.document-not-valid', { day })
  const digits = parseCommodityCode(code) ?? ''
  if (!permit.codes.some(each => digits.startsWith(each))) return because('permits.permit-other-goods', { codes: permit.codes.join(', ') })
  if (permit.quantity === undefined || left === undefined) return ok(undefined)

  const { unit } = permit.quantity
  const asked = quantityOf(item, unit)
  if (asked === undefined) return because('permits.permit-quantity-missing', { unit })
  return compare(asked, left) > 0 ? because('permits.permit-exhausted', { asked: toExact(asked), left: toExact(left), unit }) : ok(asked)
}

function isNamed({ measure, direction, number }: Permit, named: NamedPermit): boolean {
  return measure === named.measure && direction === named.direction && writeNumber(number) === named.number
}

/** The quantity in a unit, as it is declared; the net mass is one in kilograms. Undefined where it is not said, or is nothing. */
function quantityOf({ quantities, netMassKg }: GoodsItem, unit: string): Rational | undefined {
  const text = quantities.find(each => each.unit === unit)?.value ?? (unit === 'KGM' ? netMassKg : undefined)
  const value = text === undefined ? undefined : decimal(text)
  return value !== undefined && value.num > 0n ? value : undefined
}

function isUnnumbered({ id }: { readonly id?: string | undefined }): boolean {
  return id === undefined
}
