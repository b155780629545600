import {
  checkDigitOf,
  error,
  type Issue,
  parseContainerNumber,
  parseImoNumber,
  parseUnlocode,
  unlocodeCountry,
  warning,
} from '../kernel/index.ts'
import { FLIGHT, IMO, meansKindsOf, needsTransportDocument } from './means.ts'
import type { RuleContext, StateContext } from './rule.ts'
import { findDeclarationType, mayComeLater } from './types.ts'

const MEANS = ['borderTransport', 'departureTransport', 'arrivalTransport'] as const

/** V15: goods that come by sea or air come on a bill of lading or an air waybill. */
export function checkTransportDocuments({ document }: StateContext): readonly Issue[] {
  const mode = document.borderTransport?.mode
  const isBound = mode !== undefined && findDeclarationType(document.type)?.procedure === 'import' && needsTransportDocument(mode)
  return isBound && document.transportDocuments.length === 0 && !mayComeLater('transportDocuments', document)
    ? [error('declaration.transport-document-missing', 'transportDocuments', { mode })]
    : []
}

/** V43: a container number of the standard's form has the standard's check digit. Shippers' own boxes may be numbered otherwise. */
export function checkContainers({ document }: RuleContext): readonly Issue[] {
  const listed = new Set(document.containers.map(({ id }) => id))
  return [
    ...document.containers.flatMap(({ id }, index) => judgeContainer(id, `containers[${index}].id`)),
    ...document.goodsItems.flatMap(({ containerIds }, item) =>
      containerIds.flatMap((id, index) => (listed.has(id) ? [] : judgeContainer(id, `goodsItems[${item}].containerIds[${index}]`))),
    ),
  ]
}

/** V43: an item's container is one of the consignment's. */
export function checkContainersListed({ document: { containers, goodsItems } }: RuleContext): readonly Issue[] {
  if (containers.length === 0) return []
  const listed = new Set(containers.map(({ id }) => id))
  return goodsItems.flatMap(({ containerIds }, item) =>
    containerIds.flatMap((id, index) =>
      listed.has(id) ? [] : [warning('declaration.container-not-listed', `goodsItems[${item}].containerIds[${index}]`, { container: id })],
    ),
  )
}

function judgeContainer(container: string, path: string): readonly Issue[] {
  const compact = container.replace(/[\s-]/g, '')
  if (parseContainerNumber(compact) !== undefined) return []
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(compact)) return [warning('declaration.container-not-of-standard', path, { container })]
  return [error('declaration.container-check-digit', path, { container, expected: checkDigitOf(compact.slice(0, 10)) })]
}

/** V44: goods in transit travel under seals, and no seal closes two containers. */
export function checkSeals({ document }: StateContext): readonly Issue[] {
  const owners = new Map<string, string>()
  const repeated = document.containers.flatMap(({ id, seals }, index) =>
    seals.flatMap((seal, place) => {
      const owner = owners.get(seal)
      owners.set(seal, owner ?? id)
      return owner === undefined || owner === id
        ? []
        : [error('declaration.seal-repeated', `containers[${index}].seals[${place}]`, { seal, container: owner })]
    }),
  )
  const open =
    findDeclarationType(document.type)?.procedure === 'transit' ? document.containers.filter(({ seals }) => seals.length === 0) : []
  return [
    ...repeated,
    ...open.map(({ id }) =>
      error('declaration.seal-missing', `containers[${document.containers.findIndex(each => each.id === id)}].seals`, { container: id }),
    ),
  ]
}

/** V45: a ship's IMO number has seven digits that check; a flight has an airline and a number. Outside a state, what is no such number is only told. */
export function checkMeansNumbers({ document, state }: RuleContext): readonly Issue[] {
  const tell = state === undefined ? warning : error
  return MEANS.flatMap(means => {
    const { id, idType } = document[means] ?? {}
    if (id === undefined) return []
    if (idType === IMO && parseImoNumber(id) === undefined) {
      const isOfForm = /^(IMO ?)?\d{7}$/.test(id)
      return [
        isOfForm ? error('declaration.imo-check-digit', `${means}.id`, { id }) : tell('declaration.imo-malformed', `${means}.id`, { id }),
      ]
    }
    if (idType === FLIGHT && !/^([A-Z]{2,3}|[A-Z]\d|\d[A-Z]) ?\d{1,4}[A-Z]?$/.test(id))
      return [tell('declaration.flight-malformed', `${means}.id`, { id })]
    return []
  })
}

/** V46: the means that crosses the border is one of the mode declared. */
export function checkMeansOfMode({ document }: StateContext): readonly Issue[] {
  const { mode, idType, id } = document.borderTransport ?? {}
  if (mode === undefined) return []
  const kinds = meansKindsOf(mode)
  if (!/^[1-9]$/.test(mode)) return [error('declaration.transport-mode-unknown', 'borderTransport.mode', { mode })]
  if (kinds === undefined || id === undefined || idType === undefined || kinds.some(kind => kind === idType)) return []
  return [error('declaration.means-not-of-mode', 'borderTransport.idType', { mode, idType })]
}

/** V48: places of loading and unloading are UN/LOCODEs. Outside a state, another code is only told. */
export function checkPlaces({ document, state }: RuleContext): readonly Issue[] {
  const tell = state === undefined ? warning : error
  return (['loadingPlace', 'unloadingPlace'] as const).flatMap(field => {
    const place = document[field]
    return place === undefined || parseUnlocode(place) !== undefined ? [] : [tell('declaration.place-not-unlocode', field, { place })]
  })
}

/** V48: imports are unloaded in this state and exports loaded in it, unless they pass through a neighbour's port. */
export function checkPlacesOfState({ document, state }: StateContext): readonly Issue[] {
  const procedure = findDeclarationType(document.type)?.procedure
  const field = procedure === 'import' ? 'unloadingPlace' : procedure === 'export' ? 'loadingPlace' : undefined
  const place = field === undefined ? undefined : parseUnlocode(document[field] ?? '')
  const country = place === undefined ? undefined : unlocodeCountry(place)
  return field === undefined || country === undefined || country === state
    ? []
    : [warning('declaration.place-elsewhere', field, { place: place ?? '', country, state })]
}
