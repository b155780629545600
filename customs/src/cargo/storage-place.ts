import { z } from 'zod'
import { type DeclarationDocument, findDeclarationType, text } from '../declaration/index.ts'
import { compare, type Day, decimal, error, hint, type Issue, isValidOn, parseUnlocode, plus, type Rational } from '../kernel/index.ts'
import type { ManifestDocument } from './manifest.ts'
import { takesFromManifest } from './match.ts'

/** What a place is authorised for. */
export const PLACE_USES = ['temporary-storage', 'customs-warehouse', 'free-zone'] as const
export type PlaceUse = (typeof PLACE_USES)[number]

/** Which goods it is fit to keep. */
export const PLACE_KINDS = ['general', 'cold', 'dangerous', 'bulk', 'tank', 'live-animals', 'valuables'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** The wording of a place, as it is proposed and kept; its period beside it. A code is never mistaken for a UN/LOCODE, which names a whole town or port. */
export const storagePlaceBodySchema = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9/-]{2,16}$/, '3 to 17 capital letters, digits, hyphens or slashes')
    .refine(code => parseUnlocode(code) === undefined, 'a code that is no UN/LOCODE'),
  name: text(140),
  /** The trader id of whoever keeps it and answers for what lies there. */
  operator: text(35),
  /** The customs office that oversees it. */
  office: text(17),
  address: text(256).optional(),
  uses: z.array(z.enum(PLACE_USES)).min(1),
  kinds: z.array(z.enum(PLACE_KINDS)).min(1),
  /** Gross mass it may keep at once, where that is known. */
  capacityKg: z
    .string()
    .regex(/^\d{1,12}$/, 'whole kilograms')
    .optional(),
})
export type StoragePlaceBody = z.output<typeof storagePlaceBodySchema>

/** A place as it stands on the register. */
export interface StoragePlace extends StoragePlaceBody {
  readonly validFrom: Day
  /** The first day on which it is no longer open. */
  readonly validTo?: Day | undefined
  readonly suspendedOn?: Day | undefined
}

export const PLACE_STANDINGS = ['open', 'not-yet', 'suspended', 'ended'] as const
export type PlaceStanding = (typeof PLACE_STANDINGS)[number]

/** How a place stands on a day. One that is not open takes in nothing; what lies there stays until it is taken away. */
export function placeStandingOn({ validFrom, validTo, suspendedOn }: Omit<StoragePlace, keyof StoragePlaceBody>, day: Day): PlaceStanding {
  if (!isValidOn({ validFrom, ...(validTo === undefined ? {} : { validTo }) }, day)) return day < validFrom ? 'not-yet' : 'ended'
  return suspendedOn === undefined ? 'open' : 'suspended'
}

/** A place somebody names, as it stood when it was asked about. */
export interface NamedPlace extends Pick<StoragePlaceBody, 'code' | 'uses' | 'kinds'> {
  readonly standing: PlaceStanding
}

/** What a node finds of the places a declaration names. */
export interface PlacesGiven {
  /** The state has none on its register: nothing can be compared with it. */
  readonly isEmpty?: true
  readonly named: readonly NamedPlace[]
}

/** What is known of places once a declaration says something else: those it named before stay as they stood, since its goods are not new to them. */
export function keepNamed(now: PlacesGiven | undefined, before: PlacesGiven | undefined): PlacesGiven | undefined {
  if (now === undefined || before === undefined) return now ?? before
  const known = new Map(before.named.map(each => [each.code, each]))
  return { ...now, named: now.named.map(each => known.get(each.code) ?? each) }
}

/** Absent where no place is named by its code, or nobody looked. */
export interface PlaceFacts {
  readonly places?: PlacesGiven | undefined
}

/** Codes as they are compared, however they are written. */
export function placeCode(written: string): string {
  return written.trim().toUpperCase()
}

/** What goods ask of a place: dangerous goods and loose ones do not lie just anywhere. */
export function kindsNeeded({
  cargo = 'packaged',
  dangerousGoods,
}: Pick<ManifestDocument, 'dangerousGoods'> & Partial<Pick<ManifestDocument, 'cargo'>>): readonly PlaceKind[] {
  return [...(dangerousGoods.length === 0 ? [] : (['dangerous'] as const)), ...(cargo === 'packaged' ? [] : [cargo])]
}

/** Everything that keeps goods from being brought to a place: it is not open, is for something else, or not fit for them. */
export function checkIntake(
  { code, standing, uses, kinds }: NamedPlace,
  { use, needs, path }: { readonly use: PlaceUse | undefined; readonly needs: readonly PlaceKind[]; readonly path: string },
): readonly Issue[] {
  return [
    ...(standing === 'open' ? [] : [error('cargo.place-not-open', path, { place: code, standing })]),
    ...(use === undefined || uses.includes(use) ? [] : [error('cargo.place-use', path, { place: code, use, uses: uses.join(', ') })]),
    ...needs.flatMap(kind =>
      kinds.includes(kind) ? [] : [error('cargo.place-kind', path, { place: code, kind, kinds: kinds.join(', ') })],
    ),
  ]
}

/** Whether a place has room for what is brought, in kilograms of gross mass. One whose capacity is not known is never full. */
export function checkCapacity(
  { code, capacityKg }: Pick<StoragePlaceBody, 'code' | 'capacityKg'>,
  held: Rational,
  brought: Rational,
): readonly Issue[] {
  if (capacityKg === undefined || compare(plus(held, brought), decimal(capacityKg)) <= 0) return []
  return [error('cargo.place-full', '', { place: code, capacityKg })]
}

/** The use a place must have for goods of a type of declaration to be brought to it; absent where any will do. */
const USE_OF: Readonly<Record<string, PlaceUse>> = { IM7: 'customs-warehouse', IM8: 'free-zone', DOM: 'free-zone' }

/** The codes of places a declaration that brings goods in names: where the goods are, and the warehouse. A UN/LOCODE names no place of the register. */
export function listPlaces(document: DeclarationDocument): readonly { readonly code: string; readonly path: string }[] {
  if (!takesFromManifest(document)) return []
  const { warehouse, goodsLocationDetails } = document
  const named = [
    { written: goodsLocationDetails?.id, path: 'goodsLocationDetails.id' },
    { written: warehouse?.id, path: 'warehouse.id' },
  ]
  return named.flatMap(({ written, path }) =>
    written === undefined || parseUnlocode(placeCode(written)) !== undefined ? [] : [{ code: placeCode(written), path }],
  )
}

/**
 * What is wrong with the places a declaration names. Where goods are already, the place has only to be there; what enters a warehouse or a zone is new to it.
 *
 * @source RKC Specific Annex A ch. 2 std. 2 to 4 (temporary stores); Specific Annex D ch. 1 and 2 (establishment and control of warehouses and zones)
 */
export function checkPlaces(document: DeclarationDocument, given: PlacesGiven | undefined): readonly Issue[] {
  const places = listPlaces(document)
  const [first] = places
  if (given === undefined || first === undefined) return []
  if (given.isEmpty) return [hint('cargo.places-not-on-file', first.path)]
  const { type = '', goodsItems } = document
  const isEntering = type === 'DOM' || findDeclarationType(type)?.suspends === true
  const needs = [...new Set(goodsItems.flatMap(kindsNeeded))]
  return places.flatMap(({ code, path }) => {
    const place = given.named.find(each => each.code === code)
    if (place === undefined) return [error('cargo.place-unknown', path, { place: code })]
    return isEntering && path === 'warehouse.id' ? checkIntake(place, { use: USE_OF[type], needs, path }) : []
  })
}
