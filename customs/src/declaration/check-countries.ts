import { error, type Issue, parseCountry, warning } from '../kernel/index.ts'
import type { DeclarationDocument } from './document.ts'
import type { RuleContext, StateContext } from './rule.ts'
import { findDeclarationType, isInland, mayComeLater } from './types.ts'

/** Letter pairs ISO 3166-1 leaves to their users: customs unions put territories there that they keep apart. */
const USER_ASSIGNED = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/

/** Groups of countries that some agreements know as an origin. @source ISO 3166-1, exceptionally reserved */
const GROUPS: ReadonlySet<string> = new Set(['EU'])

const PARTIES = ['declarant', 'agent', 'importer', 'exporter', 'consignor', 'consignee', 'buyer', 'seller', 'carrier'] as const

interface NamedCountry {
  readonly path: string
  readonly country: string
}

/** V07: countries are those of ISO 3166-1. A pair left to users is no mistake where it was given, and means nothing elsewhere. */
export function checkCountryCodes({ document, state }: RuleContext): readonly Issue[] {
  return listCountries(document).flatMap(named => judge(named, state !== undefined))
}

/** V07: goods come from abroad into this state, or go abroad from it. */
export function checkDirection({ document, state }: StateContext): readonly Issue[] {
  const { exportCountry, destinationCountry, type } = document
  const procedure = findDeclarationType(type)?.procedure
  if (procedure !== 'import' && procedure !== 'export') return []
  const [home, field] = procedure === 'import' ? [destinationCountry, 'destinationCountry'] : [exportCountry, 'exportCountry']
  const away = home !== undefined && home !== state ? [error('declaration.country-not-this-state', field, { country: home, state })] : []
  const isSame = exportCountry !== undefined && exportCountry === destinationCountry && type !== 'RET' && !isInland(type)
  return [...away, ...(isSame ? [error('declaration.countries-equal', 'destinationCountry', { country: exportCountry })] : [])]
}

/** V30: an origin is a country, or a group that the state's agreements know as one. */
export function checkOriginCodes({ document, state }: RuleContext): readonly Issue[] {
  return document.goodsItems.flatMap(({ originCountry }, index) => {
    if (originCountry === undefined || (state === undefined && isGroup(originCountry))) return []
    return judge({ path: `goodsItems[${index}].originCountry`, country: originCountry }, state !== undefined)
  })
}

/** V30: imported goods have an origin. */
export function checkOriginGiven({ document }: StateContext): readonly Issue[] {
  if (findDeclarationType(document.type)?.procedure !== 'import' || mayComeLater('originCountry', document)) return []
  return document.goodsItems.flatMap(({ originCountry, preferentialOrigin }, index) =>
    originCountry === undefined && preferentialOrigin === undefined
      ? [error('declaration.origin-missing', `goodsItems[${index}].originCountry`)]
      : [],
  )
}

function isGroup(code: string): boolean {
  return GROUPS.has(code) || !/^[A-Z]{2}$/.test(code)
}

function judge({ path, country }: NamedCountry, isStrict: boolean): readonly Issue[] {
  if (parseCountry(country) !== undefined) return []
  if (!isStrict && USER_ASSIGNED.test(country)) return [warning('declaration.country-user-assigned', path, { country })]
  return [error('declaration.country-unknown', path, { country })]
}

function listCountries(document: DeclarationDocument): readonly NamedCountry[] {
  const { exportCountry, destinationCountry, borderTransport, departureTransport, arrivalTransport, itinerary, goodsItems } = document
  return [
    ...named('exportCountry', exportCountry),
    ...named('destinationCountry', destinationCountry),
    ...PARTIES.flatMap(party => named(`${party}.address.country`, document[party]?.address?.country)),
    ...named('borderTransport.nationality', borderTransport?.nationality),
    ...named('departureTransport.nationality', departureTransport?.nationality),
    ...named('arrivalTransport.nationality', arrivalTransport?.nationality),
    ...itinerary.flatMap((country, index) => named(`itinerary[${index}]`, country)),
    ...named('goodsLocationDetails.address.country', document.goodsLocationDetails?.address?.country),
    ...goodsItems.flatMap((item, index) => [
      ...named(`goodsItems[${index}].exportCountry`, item.exportCountry),
      ...named(`goodsItems[${index}].destinationCountry`, item.destinationCountry),
      ...named(`goodsItems[${index}].preference.proof.issuingCountry`, item.preference?.proof?.issuingCountry),
      ...(['consignor', 'consignee', 'buyer', 'seller'] as const).flatMap(party =>
        named(`goodsItems[${index}].${party}.address.country`, item[party]?.address?.country),
      ),
    ]),
  ]
}

function named(path: string, country: string | undefined): readonly NamedCountry[] {
  return country === undefined ? [] : [{ path, country }]
}
