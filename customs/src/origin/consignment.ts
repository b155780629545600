import { type Finding, finding } from './finding.ts'
import type { OriginQuestion } from './question.ts'

/** What must be produced where a state outside the agreement is crossed; a copy of the invoice where there is one. @source Annex 8 rule 21 */
const DOCUMENTS = ['through-bill-of-lading', 'proof-of-origin', 'commercial-invoice', 'transit-evidence'] as const

/**
 * Whether goods went, or will go, straight from the exporting to the importing state: a condition of the preference at import beside origin, so that
 * it does not change whether the goods originate. Nothing is said where no route is given.
 *
 * @source ATIGA art. 32; Annex 8 rule 21
 */
export function judgeConsignment({ route, exporter, importer }: OriginQuestion, isParty: (state: string) => boolean): readonly Finding[] {
  if (route === undefined) return []
  const { through, documents } = route
  if (through.length === 0 && route.exhibition !== undefined) return []
  if (through.length === 0) return [finding('met', 'origin.consigned-directly', 'ATIGA art. 32.2(a)', { exporter, importer })]
  const broken = through.filter(each => !each.isJustified || each.enteredTrade || each.operations === 'more')
  const countries = through.map(each => each.country).join(', ')
  if (broken.length > 0)
    return [
      finding('not-met', 'origin.consignment-broken', 'ATIGA art. 32.2(b)', { countries: broken.map(each => each.country).join(', ') }),
    ]
  const isOutside = through.some(each => !isParty(each.country) && each.country !== importer)
  const missing = isOutside ? DOCUMENTS.filter(each => !documents.includes(each)) : []
  return missing.length > 0
    ? [finding('open', 'origin.consignment-unproven', 'Annex 8 rule 21', { countries, missing: missing.join(', ') })]
    : [finding('met', 'origin.consigned-through', 'ATIGA art. 32.2(b)', { countries })]
}
