import type { Day } from '../kernel/index.ts'
import { type CertifiedExporter, type ExporterEntry, nameKey } from './certified-exporter.ts'

interface Granted {
  readonly code: string
  readonly validFrom: Day
  readonly validTo?: Day | undefined
}

/** The entry of an exporter that is certified for the first time. */
export function enterExporter(
  { name, address, products, signatories }: CertifiedExporter,
  { code, validFrom, validTo }: Granted,
): ExporterEntry {
  const days = { validFrom, ...(validTo === undefined ? {} : { validTo }) }
  return {
    code,
    name,
    address,
    ...days,
    products: products.map(each => ({ code: each.code, description: each.description, validFrom })),
    signatories: signatories.map(each => ({ ...each, validFrom })),
    interruptions: [],
  }
}

/**
 * The entry after a change was granted: what is new holds from the day, what is left out ends on it, what is as it was goes on. Nothing that held on an
 * earlier day is lost.
 */
export function changeExporter(
  entry: ExporterEntry,
  wanted: CertifiedExporter,
  on: Day,
  validTo: Day | undefined = entry.validTo,
): ExporterEntry {
  const { validTo: _, ...rest } = entry
  return {
    ...rest,
    name: wanted.name,
    address: wanted.address,
    ...(validTo === undefined ? {} : { validTo }),
    products: renew(
      entry.products,
      wanted.products.map(({ code, description }) => ({ code, description })),
      on,
      sameProduct,
    ),
    signatories: renew(entry.signatories, wanted.signatories, on, sameSignatory),
  }
}

/** The entry of one that may declare nothing from a day on; a withdrawal is for good. */
export function interruptExporter(entry: ExporterEntry, kind: 'suspended' | 'withdrawn', on: Day): ExporterEntry {
  return { ...entry, interruptions: [...endOpen(entry.interruptions, on), { kind, validFrom: on }] }
}

/** The entry of one whose suspension is over from a day on. */
export function restoreExporter(entry: ExporterEntry, on: Day): ExporterEntry {
  return { ...entry, interruptions: endOpen(entry.interruptions, on) }
}

interface Dated {
  readonly validFrom: Day
  readonly validTo?: Day | undefined
}

function renew<Had extends Dated, Wanted>(
  had: readonly Had[],
  wanted: readonly Wanted[],
  on: Day,
  isSame: (had: Had, wanted: Wanted) => boolean,
): (Had | (Wanted & Dated))[] {
  const kept = had.map(each =>
    each.validTo === undefined && !wanted.some(wish => isSame(each, wish)) ? { ...each, validTo: laterOf(on, each.validFrom) } : each,
  )
  const fresh = wanted.filter(wish => !had.some(each => each.validTo === undefined && isSame(each, wish)))
  return [...kept.filter(isOnce), ...fresh.map(each => ({ ...each, validFrom: on }))]
}

/** Not one that ends on the day it began: it was never so. */
function isOnce({ validFrom, validTo }: Dated): boolean {
  return validTo === undefined || validFrom < validTo
}

function endOpen(interruptions: ExporterEntry['interruptions'], on: Day): ExporterEntry['interruptions'] {
  return interruptions.map(each => (each.validTo === undefined ? { ...each, validTo: laterOf(on, each.validFrom) } : each)).filter(isOnce)
}

function laterOf(one: Day, other: Day): Day {
  return one > other ? one : other
}

function sameProduct(had: { readonly code: string; readonly description: string }, wish: typeof had): boolean {
  return had.code === wish.code && had.description === wish.description
}

function sameSignatory(had: ExporterEntry['signatories'][number], wish: CertifiedExporter['signatories'][number]): boolean {
  return nameKey(had.name) === nameKey(wish.name) && had.specimen.base64 === wish.specimen.base64 && had.position === wish.position
}
