import { type Day, error, type Issue } from '../kernel/index.ts'
import { type Manifest, mastersWithHouses } from './manifest.ts'
import { addresseeOf } from './taking.ts'
import { checkAuthorisation, type StandingAuthorisation } from './time-sensitive.ts'

/** The numbers of the standing authorisations that documents of a manifest name. */
export function listClaimed({ transportDocuments }: Pick<Manifest, 'transportDocuments'>): readonly string[] {
  return [...new Set(transportDocuments.flatMap(({ timeSensitive }) => timeSensitive?.authorisation ?? []))]
}

/**
 * Everything that keeps documents of a manifest from being served first on the authorisations they name, as of a declaration that names one. An authorisation is there only for the goods of its
 * holder: that of somebody else is told from none by nobody.
 *
 * @param found the authorisations of the numbers that are named
 */
export function checkClaims(manifest: Manifest, found: readonly StandingAuthorisation[], day: Day): readonly Issue[] {
  const parents = mastersWithHouses(manifest)
  return manifest.transportDocuments.flatMap((document, index) => {
    const { timeSensitive, number, commodityCode } = document
    if (timeSensitive === undefined) return []
    const path = `transportDocuments[${index}]`
    if (parents.has(number)) return [error('cargo.standing-of-master', `${path}.timeSensitive`, { number })]
    const { authorisation: claimed = '', kind = '' } = timeSensitive
    const { consignee = {}, notify = {} } = document
    const addressee = addresseeOf({ consignee, notify })
    const authorisation = found.find(each => each.number === claimed && each.holder === addressee.id)
    if (authorisation === undefined) return [error('cargo.standing-unknown', `${path}.timeSensitive.authorisation`, { number: claimed })]
    const codes = authorisation.codes.length === 0 || commodityCode !== undefined ? [] : [missingCode(path, number)]
    const goods = commodityCode === undefined ? [] : [{ path: `${path}.commodityCode`, code: commodityCode }]
    return [...codes, ...checkAuthorisation(authorisation, { kind, goods, path: `${path}.timeSensitive` }, day)]
  })
}

function missingCode(path: string, number: string): Issue {
  return error('cargo.document-field-missing', `${path}.commodityCode`, { field: 'commodityCode', number })
}
