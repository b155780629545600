import type { Manifest, ManifestDocument } from '../cargo/index.ts'
import { isZero, over, parseDecimal } from '../kernel/index.ts'
import { Exact, exactOf } from './exact.ts'

/*
 * The words an officer may use about a manifest, before anything is declared. A text that is not there is empty, a number that is not there is absent.
 */

export class ManifestFeatures {
  readonly mode: string
  readonly office: string
  readonly means: string
  readonly nationality: string
  readonly journey: string
  readonly carrier: string
  readonly loadingPlace: string
  readonly unloadingPlace: string
  readonly documents: bigint
  readonly containers: bigint

  constructor(manifest: Manifest) {
    this.mode = manifest.mode ?? ''
    this.office = manifest.office ?? ''
    this.means = manifest.means.id ?? ''
    this.nationality = manifest.means.nationality ?? ''
    this.journey = manifest.journey ?? ''
    this.carrier = manifest.carrier?.name ?? ''
    this.loadingPlace = manifest.loadingPlace ?? ''
    this.unloadingPlace = manifest.unloadingPlace ?? ''
    this.documents = BigInt(manifest.transportDocuments.length)
    this.containers = BigInt(manifest.containers.length)
  }
}

export class CargoFeatures {
  readonly number: string
  readonly kind: string
  readonly description: string
  readonly code: string
  readonly chapter: string
  readonly cargo: string
  readonly consignor: string
  readonly consignorCountry: string
  readonly consignee: string
  readonly consigneeId: string
  readonly notify: string
  readonly loadingPlace: string
  readonly packages: bigint
  readonly grossMassKg: Exact | undefined
  readonly massPerPackageKg: Exact | undefined
  readonly containers: readonly string[]
  readonly dangerousGoods: readonly string[]

  constructor(document: ManifestDocument, manifest: Manifest) {
    const code = (document.commodityCode ?? '').replace(/[.\s]/g, '')
    const mass = parseDecimal(document.grossMassKg ?? '')
    const count = { num: BigInt(document.packages ?? 0), den: 1n }
    this.number = document.number
    this.kind = document.kind
    this.description = document.description ?? ''
    this.code = code
    this.chapter = code.slice(0, 2)
    this.cargo = document.cargo
    this.consignor = document.consignor?.name ?? ''
    this.consignorCountry = document.consignor?.country ?? ''
    this.consignee = document.consignee?.name ?? ''
    this.consigneeId = document.consignee?.id ?? ''
    this.notify = document.notify?.name ?? ''
    this.loadingPlace = document.loadingPlace ?? manifest.loadingPlace ?? ''
    this.packages = count.num
    this.grossMassKg = exactOf(document.grossMassKg)
    this.massPerPackageKg = mass === undefined || isZero(count) ? undefined : new Exact(over(mass, count))
    this.containers = document.containers
    this.dangerousGoods = document.dangerousGoods
  }
}
