import { z } from 'zod'
import { decimalText, isoDay, reference, text } from '../declaration/index.ts'
import { decimal } from '../kernel/index.ts'
import { CARGO_KINDS, type CargoAmount, cargoOf } from './amount.ts'

/** At most so many transport documents and containers in one manifest: the largest ships carry more containers in several manifests. */
export const MANIFEST_DOCUMENTS_MAX = 20_000
const CONTAINERS_MAX = 25_000

const packages = z.number().int().min(0).max(999_999_999)

export const cargoPartySchema = z.strictObject({
  id: reference(35).optional(),
  name: text(140).optional(),
  address: text(256).optional(),
  country: text(2).optional(),
})

export const manifestContainerSchema = z.strictObject({
  id: reference(17),
  /** Size and type as ISO 6346 codes them: `22G1`, `45R1`, `22T6`. */
  type: text(4).optional(),
  /** `residue`: a tank that comes back uncleaned; what it still holds is no cargo. */
  status: z.enum(['full', 'empty', 'residue']).default('full'),
  seals: z.array(text(35)).max(20).default([]),
  tareKg: decimalText.optional(),
  /** Of status `residue`: how much is still in the tank, and of what. No cargo: neither declared, charged nor written off. */
  residue: z
    .strictObject({
      massKg: decimalText.optional(),
      description: text(512).optional(),
      /** UN numbers. */
      dangerousGoods: z.array(text(4)).max(99).default([]),
    })
    .optional(),
})

export const manifestDocumentSchema = z.strictObject({
  number: reference(70),
  /** A master is the carrier's own; a house is a forwarder's under it. A master without houses is the document its goods are declared by. */
  kind: z.enum(['master', 'house']),
  /** Of a house: the number of its master. */
  master: reference(70).optional(),
  consignor: cargoPartySchema.optional(),
  consignee: cargoPartySchema.optional(),
  notify: cargoPartySchema.optional(),
  description: text(512).optional(),
  commodityCode: text(17).optional(),
  cargo: z.enum(CARGO_KINDS).default('packaged'),
  packages: packages.optional(),
  packageType: text(3).optional(),
  marks: text(512).optional(),
  grossMassKg: decimalText.optional(),
  containers: z.array(text(17)).max(999).default([]),
  /** UN numbers of dangerous goods. */
  dangerousGoods: z.array(text(4)).max(99).default([]),
  loadingPlace: text(17).optional(),
  unloadingPlace: text(17).optional(),
  /** Goods that cannot wait: their kind, and the standing authorisation of their consignee on which they are served first. */
  timeSensitive: z.strictObject({ authorisation: text(35).optional(), kind: text(17).optional() }).optional(),
})

/**
 * A cargo manifest as a carrier files it: one journey of one means of transport to one customs office, the documents its goods travel on.
 *
 * Generous in shape, as a declaration is: what is missing is said with everything else that is wrong (`checkManifest`).
 *
 * @source RKC Specific Annex A ch. 1, std. 8 (cargo declaration); WCO Data Model, classes BorderTransportMeans, Consignment, TransportEquipment
 */
export const manifestSchema = z.strictObject({
  /** The carrier's own number: the same one filed again is the same manifest. */
  reference: reference(35),
  office: text(17).optional(),
  /** UN/ECE Recommendation 19: 1 maritime, 2 rail, 3 road, 4 air. */
  mode: text(2).optional(),
  means: z
    .strictObject({ id: text(70).optional(), idType: text(17).optional(), name: text(70).optional(), nationality: text(2).optional() })
    .default({}),
  /** Voyage, flight or train number. */
  journey: text(17).optional(),
  carrier: cargoPartySchema.optional(),
  loadingPlace: text(17).optional(),
  unloadingPlace: text(17).optional(),
  departedOn: isoDay.optional(),
  /** The day it is expected. */
  arrivalOn: isoDay.optional(),
  containers: z.array(manifestContainerSchema).max(CONTAINERS_MAX).default([]),
  transportDocuments: z.array(manifestDocumentSchema).max(MANIFEST_DOCUMENTS_MAX).default([]),
})

export type Manifest = z.output<typeof manifestSchema>
export type ManifestInput = z.input<typeof manifestSchema>
export type ManifestContainer = z.output<typeof manifestContainerSchema>
export type ManifestDocument = z.output<typeof manifestDocumentSchema>
export type CargoParty = z.output<typeof cargoPartySchema>

/** The numbers of the masters that have houses: their goods are declared by the houses. */
export function mastersWithHouses({ transportDocuments }: Pick<Manifest, 'transportDocuments'>): ReadonlySet<string> {
  return new Set(transportDocuments.flatMap(({ kind, master }) => (kind === 'house' && master !== undefined ? [master] : [])))
}

/** What a transport document says it carries; nothing of what it does not say. */
export function announcedBy({ packages: count = 0, grossMassKg = '0' }: ManifestDocument): CargoAmount {
  return cargoOf(count, decimal(grossMassKg))
}
