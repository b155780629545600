import {
  checkDigitOf,
  compare,
  type Day,
  daysBetween,
  decimal,
  error,
  type Issue,
  parseContainerNumber,
  parseCountry,
  parseDay,
  parseImoNumber,
  parseUnlocode,
  unlocodeCountry,
  warning,
} from '../kernel/index.ts'
import { findOffice, type LawBook, type State } from '../reference/index.ts'
import { judgeFiling } from './advance.ts'
import { type CargoAmount, isWithin, massOf, sumCargo } from './amount.ts'
import { announcedBy, type Manifest, type ManifestContainer, type ManifestDocument, mastersWithHouses } from './manifest.ts'
import { documentKey } from './means.ts'

/** A manifest is filed at most so many days before what it is about arrives. */
const DAYS_AHEAD_MAX = 60

/** Where and when a manifest is filed. */
export interface ManifestContext {
  readonly state: State
  readonly day: Day
  readonly law: LawBook
}

/**
 * Everything wrong with a manifest, each thing with its place; warnings do not keep it from being registered.
 *
 * @source RKC Specific Annex A ch. 1; domain notes §4.5 V43, V45, V48 (of the same numbers in declarations)
 */
export function checkManifest(manifest: Manifest, context: ManifestContext): readonly Issue[] {
  return [...checkHead(manifest, context), ...judgeFiling(manifest, context), ...checkContainers(manifest), ...checkDocuments(manifest)]
}

function checkHead(manifest: Manifest, { state, day, law }: ManifestContext): readonly Issue[] {
  const { mode, means, journey, office, unloadingPlace, loadingPlace, arrivalOn, departedOn } = manifest
  const missing = (
    [
      ['office', office],
      ['mode', mode],
      ['means.id', means.id],
      ['unloadingPlace', unloadingPlace],
      ['arrivalOn', arrivalOn],
      ...(mode === '1' ? [['journey', journey] as const] : []),
    ] as const
  ).flatMap(([path, value]) => (value === undefined ? [error('cargo.field-missing', path, { field: path })] : []))
  const found = office?.startsWith(`${state}-`) ? findOffice(law, office, day) : undefined
  const arrival = parseDay(arrivalOn ?? '')
  const unlocode = parseUnlocode(unloadingPlace ?? '')
  return [
    ...missing,
    ...(office !== undefined && found === undefined ? [error('cargo.office-unknown', 'office', { office, state })] : []),
    ...(mode !== undefined && !/^[1-48]$/.test(mode) ? [error('cargo.mode-not-carried', 'mode', { mode })] : []),
    ...(mode === '1' && means.id !== undefined && parseImoNumber(means.id) === undefined
      ? [error('cargo.imo-number', 'means.id', { id: means.id })]
      : []),
    ...(mode === '4' && means.id !== undefined && !/^([A-Z]{2,3}|[A-Z]\d|\d[A-Z]) ?\d{1,4}[A-Z]?$/.test(means.id)
      ? [error('cargo.flight-number', 'means.id', { id: means.id })]
      : []),
    ...judgeDay('arrivalOn', arrivalOn),
    ...judgeDay('departedOn', departedOn),
    ...(arrival !== undefined && departedOn !== undefined && arrival < departedOn
      ? [error('cargo.arrival-before-departure', 'arrivalOn')]
      : []),
    ...(arrival !== undefined && daysBetween(day, arrival) > DAYS_AHEAD_MAX
      ? [error('cargo.arrival-too-far-ahead', 'arrivalOn', { days: DAYS_AHEAD_MAX })]
      : []),
    ...judgePlace('unloadingPlace', unloadingPlace),
    ...judgePlace('loadingPlace', loadingPlace),
    ...(unlocode !== undefined && unlocodeCountry(unlocode) !== state
      ? [error('cargo.unloading-elsewhere', 'unloadingPlace', { place: unlocode, state })]
      : []),
  ]
}

function judgeDay(path: string, text: string | undefined): readonly Issue[] {
  return text === undefined || parseDay(text) !== undefined ? [] : [error('cargo.day-impossible', path, { day: text })]
}

function judgePlace(path: string, place: string | undefined): readonly Issue[] {
  return place === undefined || parseUnlocode(place) !== undefined ? [] : [error('cargo.place-not-unlocode', path, { place })]
}

function checkContainers({ containers }: Manifest): readonly Issue[] {
  const seen = new Set<string>()
  const sealed = new Map<string, string>()
  return containers.flatMap((container, index) => {
    const { id, seals } = container
    const path = `containers[${index}]`
    const repeated = seen.has(id) ? [error('cargo.container-repeated', `${path}.id`, { container: id })] : []
    seen.add(id)
    const twice = seals.flatMap((seal, place) => {
      const owner = sealed.get(seal)
      sealed.set(seal, owner ?? id)
      return owner === undefined || owner === id
        ? []
        : [error('cargo.seal-repeated', `${path}.seals[${place}]`, { seal, container: owner })]
    })
    return [...repeated, ...judgeContainer(id, `${path}.id`), ...judgeResidue(container, path), ...twice]
  })
}

/** What comes back in an uncleaned tank is told with its mass and what it is; nothing but a tank brings a residue. */
function judgeResidue({ id, type, status, residue }: ManifestContainer, path: string): readonly Issue[] {
  if (status !== 'residue')
    return residue === undefined ? [] : [error('cargo.residue-of-other', `${path}.residue`, { container: id, status })]
  const { massKg, description } = residue ?? {}
  const missing = (field: string) => error('cargo.residue-missing', `${path}.residue.${field}`, { container: id, field })
  return [
    ...(massKg === undefined ? [missing('massKg')] : []),
    ...(description === undefined ? [missing('description')] : []),
    ...(massKg !== undefined && decimal(massKg).num <= 0n
      ? [error('cargo.residue-not-positive', `${path}.residue.massKg`, { container: id })]
      : []),
    ...(type !== undefined && !TANK_TYPE.test(type) ? [error('cargo.residue-not-in-tank', `${path}.type`, { container: id, type })] : []),
  ]
}

/** Size and type of a tank container. @source ISO 6346, group code T; K in its later edition (general knowledge) */
const TANK_TYPE = /^..[TK]/

function judgeContainer(id: string, path: string): readonly Issue[] {
  if (parseContainerNumber(id) !== undefined) return []
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(id)) return [warning('cargo.container-not-of-standard', path, { container: id })]
  return [error('cargo.container-check-digit', path, { container: id, expected: checkDigitOf(id.slice(0, 10)) })]
}

function checkDocuments(manifest: Manifest): readonly Issue[] {
  const { transportDocuments } = manifest
  if (transportDocuments.length === 0) return [error('cargo.documents-missing', 'transportDocuments')]
  const containers = new Set(manifest.containers.map(({ id }) => id))
  const uncleaned = new Set(manifest.containers.flatMap(({ id, status }) => (status === 'residue' ? [id] : [])))
  const masters = new Set(transportDocuments.flatMap(({ kind, number }) => (kind === 'master' ? [number] : [])))
  const parents = mastersWithHouses(manifest)
  const seen = new Set<string>()
  const each = transportDocuments.flatMap((document, index) => {
    const path = `transportDocuments[${index}]`
    const key = documentKey(document.number)
    const repeated = seen.has(key) ? [error('cargo.document-repeated', `${path}.number`, { number: document.number })] : []
    seen.add(key)
    return [...repeated, ...checkDocument(document, path, { containers, uncleaned, masters, hasHouses: parents.has(document.number) })]
  })
  return [...each, ...checkMasters(transportDocuments)]
}

interface Surroundings {
  readonly containers: ReadonlySet<string>
  /** Those that bring nothing but a residue. */
  readonly uncleaned: ReadonlySet<string>
  readonly masters: ReadonlySet<string>
  readonly hasHouses: boolean
}

function checkDocument(
  document: ManifestDocument,
  path: string,
  { containers, uncleaned, masters, hasHouses }: Surroundings,
): readonly Issue[] {
  const { number, kind, master, consignee, consignor, description, cargo, packages, grossMassKg } = document
  const missing = (field: string) => error('cargo.document-field-missing', `${path}.${field}`, { field, number })
  const named = hasHouses
    ? []
    : [
        ...(consignee?.name === undefined ? [missing('consignee.name')] : []),
        ...(description === undefined ? [missing('description')] : []),
      ]
  const counted = cargo === 'packaged' && (packages === undefined || packages === 0) ? [missing('packages')] : []
  const weighed = grossMassKg === undefined ? [missing('grossMassKg')] : []
  const negative =
    grossMassKg !== undefined && decimal(grossMassKg).num <= 0n ? [error('cargo.mass-not-positive', `${path}.grossMassKg`, { number })] : []
  const orphan =
    kind === 'house' && master === undefined
      ? [missing('master')]
      : kind === 'house' && master !== undefined && !masters.has(master)
        ? [error('cargo.master-unknown', `${path}.master`, { number, master })]
        : []
  const needless = kind === 'master' && master !== undefined ? [error('cargo.master-of-master', `${path}.master`, { number })] : []
  const unlisted = document.containers.flatMap((container, place) =>
    containers.has(container) ? [] : [error('cargo.container-not-listed', `${path}.containers[${place}]`, { container, number })],
  )
  const residue = document.containers.flatMap((container, place) =>
    uncleaned.has(container) ? [error('cargo.residue-in-document', `${path}.containers[${place}]`, { container, number })] : [],
  )
  const countries = (
    [
      ['consignor', consignor],
      ['consignee', consignee],
    ] as const
  ).flatMap(([role, party]) =>
    party?.country === undefined || parseCountry(party.country) !== undefined
      ? []
      : [error('cargo.country-unknown', `${path}.${role}.country`, { country: party.country })],
  )
  return [
    ...named,
    ...counted,
    ...weighed,
    ...negative,
    ...orphan,
    ...needless,
    ...unlisted,
    ...residue,
    ...countries,
    ...judgePlace(`${path}.loadingPlace`, document.loadingPlace),
    ...judgePlace(`${path}.unloadingPlace`, document.unloadingPlace),
  ]
}

/** The houses of a master are what the master says: as many packages, as much mass. */
function checkMasters(documents: readonly ManifestDocument[]): readonly Issue[] {
  const houses = new Map<string, CargoAmount[]>()
  for (const document of documents) {
    if (document.kind !== 'house' || document.master === undefined) continue
    const known = houses.get(document.master)
    if (known === undefined) houses.set(document.master, [announcedBy(document)])
    else known.push(announcedBy(document))
  }
  return documents.flatMap((document, index) => {
    const own = document.kind === 'master' ? houses.get(document.number) : undefined
    if (own === undefined) return []
    const [said, sum] = [announcedBy(document), sumCargo(own)]
    if (isWithin(said, sum) && isWithin(sum, said)) return []
    const [path, { number }] = [`transportDocuments[${index}]`, document]
    return [
      ...(said.packages === sum.packages
        ? []
        : [error('cargo.master-packages-differ', `${path}.packages`, { number, packages: said.packages, houses: sum.packages })]),
      ...(compare(massOf(said), massOf(sum)) === 0
        ? []
        : [error('cargo.master-mass-differs', `${path}.grossMassKg`, { number, mass: said.grossMassKg, houses: sum.grossMassKg })]),
    ]
  })
}
