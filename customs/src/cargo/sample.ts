import { checkDigitOf } from '../kernel/index.ts'
import type { ManifestInput } from './manifest.ts'

/** What a manifest is made up from. The same wishes make the same manifest. */
export interface SampleWishes {
  readonly seed: number
  readonly containers: number
  readonly houses: number
  readonly office: string
  readonly unloadingPlace: string
  /** The day it is expected. */
  readonly arrivalOn: string
  /** Who the goods are for, in turn. */
  readonly consignees: readonly { readonly id?: string; readonly name: string }[]
}

const GOODS = [
  'Books of school education, printed',
  'Cotton T-shirts, knitted, for men',
  'Wooden bedroom furniture, flat packed',
  'Sports shoes with rubber soles',
  'Laptop computers with chargers',
]

/**
 * Makes up a vessel's manifest: every container under a master of its own, its houses shared out over the containers, so that small shippers
 * share one. For trying things out; nothing in it is real.
 */
export function sampleManifest({ seed, containers, houses, office, unloadingPlace, arrivalOn, consignees }: SampleWishes): ManifestInput {
  const next = numbersFrom(seed)
  const boxes = Array.from({ length: containers }, (_, index) => {
    const owner = `LXSU${String((seed * 7_919 + index) % 1_000_000).padStart(6, '0')}`
    return {
      id: `${owner}${checkDigitOf(owner)}`,
      type: '22G1',
      seals: [`LX${String(seed).padStart(4, '0')}${String(index + 1).padStart(6, '0')}`],
    }
  })
  const voyage = `LX${String(seed).padStart(4, '0')}`
  const lines = Array.from({ length: houses }, (_, index) => {
    const packages = 5 + next(56)
    const box = index % containers
    return {
      number: `${voyage}H${String(index + 1).padStart(6, '0')}`,
      kind: 'house' as const,
      master: `${voyage}M${String(box + 1).padStart(5, '0')}`,
      consignor: { name: `Siam Export House ${1 + next(40)}`, country: 'TH' },
      consignee: consignees[index % consignees.length] ?? { name: 'To order' },
      description: GOODS[next(GOODS.length)] ?? 'Books of school education, printed',
      packages,
      packageType: 'CT',
      grossMassKg: ((packages * (10_000 + next(15_000))) / 1_000).toFixed(3).replace(/\.?0+$/, ''),
      containers: [boxes[box]?.id ?? ''],
      box,
    }
  })
  const masters = boxes.flatMap(({ id }, box) => {
    const own = lines.filter(line => line.box === box)
    if (own.length === 0) return []
    const grams = own.reduce((sum, line) => sum + Math.round(Number(line.grossMassKg) * 1_000), 0)
    const packages = own.reduce((sum, line) => sum + line.packages, 0)
    return [
      {
        number: `${voyage}M${String(box + 1).padStart(5, '0')}`,
        kind: 'master' as const,
        consignor: { name: 'Lan Xang Consolidators', country: 'TH' },
        consignee: { name: 'Lan Xang Consolidators, agents' },
        description: 'Consolidated cargo',
        packages,
        packageType: 'CT',
        grossMassKg: String(grams / 1_000),
        containers: [id],
      },
    ]
  })
  return {
    reference: `${voyage}-${unloadingPlace}`,
    office,
    mode: '1',
    means: { id: 'IMO 9074729', idType: '10', name: 'Lan Xang Star', nationality: 'SG' },
    journey: voyage,
    carrier: { name: 'Lan Xang Line' },
    loadingPlace: 'THLCH',
    unloadingPlace,
    arrivalOn,
    containers: boxes,
    transportDocuments: [...masters, ...lines.map(({ box: _, ...line }) => line)],
  }
}

/**
 * Whole numbers below a bound, one after the other, the same for the same seed. For making things up, never for anything that must not be foreseen.
 *
 * @source Tommy Ettinger's mulberry32 (public domain)
 */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
