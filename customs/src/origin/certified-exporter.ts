import { z } from 'zod'
import { text } from '../declaration/index.ts'
import { type Day, error, type Issue, isValidOn } from '../kernel/index.ts'

/** Persons who may sign for one exporter. @source ATIGA Annex 8, rule 2.4(e) */
const SIGNATORIES_MAX = 10
const PRODUCTS_MAX = 2_000
/** A scan of one signature or seal, as base64: about 30 KiB of it. */
const SPECIMEN_CHARACTERS_MAX = 40_000

/** Six digits of the Harmonized System or eight of the AHTN; an origin declaration repeats it as it is registered. */
export const registeredCodeSchema = z.string().regex(/^(\d{6}|\d{8})$/, 'six digits of the HS, or eight of the AHTN')

/** A day that is said in an answer as it was in the question: nothing is made of it on the way. */
export const saidDay = z.iso.date().refine(each => each >= '0001', 'a day such as 2026-02-28') as unknown as z.ZodType<Day, string>

/** How somebody signs: a picture, to be compared by eye. */
export const specimenSchema = z.strictObject({
  mediaType: z.enum(['image/png', 'image/jpeg']),
  base64: z
    .string()
    .min(16)
    .max(SPECIMEN_CHARACTERS_MAX)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'),
})
export type Specimen = z.output<typeof specimenSchema>

const product = z.strictObject({
  code: registeredCodeSchema,
  description: text(350),
  /** Who makes it, where the exporter does not; with the declaration by which the manufacturer answers for its origin. */
  manufacturer: z.strictObject({ name: text(140), declaration: text(70) }).optional(),
})
const signatory = z.strictObject({ name: text(140), position: text(140).optional(), specimen: specimenSchema })

/**
 * What an exporter says of itself who asks to be certified, or to have its entry changed.
 *
 * @source ATIGA Annex 8, rules 2.4 and 12A
 */
export const certifiedExporterSchema = z.strictObject({
  name: text(140),
  address: text(350),
  /** A trader names the manufacturer of each product. */
  activity: z.enum(['producer', 'trader']),
  products: z.array(product).min(1).max(PRODUCTS_MAX),
  signatories: z.array(signatory).min(1).max(SIGNATORIES_MAX),
  /** That its signatories know the rules of origin, that its books can be looked at for three years, that it answers for every declaration. */
  undertakes: z.literal(true),
})
export type CertifiedExporter = z.output<typeof certifiedExporterSchema>

/** What is looked into before an exporter is certified. @source ATIGA Annex 8, rule 12A.2 (a) to (g) */
export const CERTIFICATION_CONDITIONS = [
  'registered',
  'signatories-know-the-rules',
  'experience',
  'no-origin-fraud',
  'compliance',
  'manufacturers-declarations',
  'bookkeeping',
] as const

const period = { validFrom: saidDay, validTo: saidDay.optional() }

/**
 * An entry of the register: whom a state certified, for what, who signs, each with its days. What ended stays, since a declaration is judged by the day it
 * was made out.
 *
 * @source ATIGA Annex 8, rule 2.4
 */
export const exporterEntrySchema = z.strictObject({
  /** The authorisation code: on every origin declaration of the exporter. */
  code: z.string().regex(/^[A-Z0-9][A-Z0-9/.-]{2,34}$/, 'an authorisation code such as 0001/VN26'),
  name: text(140),
  address: text(350),
  ...period,
  products: z.array(z.strictObject({ code: registeredCodeSchema, description: text(350), ...period })).max(20_000),
  signatories: z.array(z.strictObject({ name: text(140), position: text(140).optional(), specimen: specimenSchema, ...period })).max(200),
  /** Days on which it may declare nothing; without a last one where it is suspended still, or withdrawn. */
  interruptions: z
    .array(z.strictObject({ kind: z.enum(['suspended', 'withdrawn']), ...period }))
    .max(200)
    .default([]),
})
export type ExporterEntry = z.output<typeof exporterEntrySchema>

export const EXPORTER_STANDINGS = ['in-force', 'not-yet', 'ended', 'suspended', 'withdrawn'] as const
export type ExporterStanding = (typeof EXPORTER_STANDINGS)[number]

type Standing = Pick<ExporterEntry, 'validFrom' | 'validTo' | 'interruptions'>

/** How a certified exporter stands on a day. */
export function exporterStandingOn(entry: Standing, on: Day): ExporterStanding {
  const interruption = entry.interruptions.find(each => holdsOn(each, on))
  if (interruption !== undefined) return interruption.kind
  if (on < entry.validFrom) return 'not-yet'
  return holdsOn(entry, on) ? 'in-force' : 'ended'
}

/** Whether something that has a first day, and a last one where it has ended, is so on a day. */
export function holdsOn({ validFrom, validTo }: Pick<Standing, 'validFrom' | 'validTo'>, on: Day): boolean {
  return isValidOn({ validFrom, ...(validTo === undefined ? {} : { validTo }) }, on)
}

/** Everything that keeps an application from being looked into. */
export function checkExporter({ activity, products, signatories }: CertifiedExporter): readonly Issue[] {
  const made = products.flatMap(({ code, manufacturer }, index) =>
    activity === 'trader' && manufacturer === undefined
      ? [error('origin.exporter-manufacturer-missing', `products[${index}].manufacturer`, { code })]
      : [],
  )
  const forged = signatories.flatMap(({ name, specimen }, index) =>
    isPicture(specimen) ? [] : [error('origin.specimen-unreadable', `signatories[${index}].specimen`, { name })],
  )
  return [
    ...made,
    ...forged,
    ...repeated(products, each => each.code).map(index =>
      error('origin.exporter-product-repeated', `products[${index}].code`, { code: products[index]?.code ?? '' }),
    ),
    ...repeated(signatories, each => nameKey(each.name)).map(index =>
      error('origin.exporter-signatory-repeated', `signatories[${index}].name`, { name: signatories[index]?.name ?? '' }),
    ),
  ]
}

/** Two spellings of a name that nobody would take for two persons. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** How a picture of the kind begins, as base64. */
const BEGINNINGS: Readonly<Record<Specimen['mediaType'], string>> = { 'image/png': 'iVBORw0KGgo', 'image/jpeg': '/9j/' }

export function isPicture({ mediaType, base64 }: Specimen): boolean {
  return base64.startsWith(BEGINNINGS[mediaType])
}

/** The places of those that say the same as one before them. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly number[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}
