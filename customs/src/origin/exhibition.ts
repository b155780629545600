import { type Finding, finding } from './finding.ts'
import type { OriginQuestion } from './question.ts'

const SOURCE = 'Annex 8 rule 22'

type Exhibition = NonNullable<NonNullable<OriginQuestion['route']>['exhibition']>

/**
 * Whether goods that were shown in another member and sold there keep the preference at import: exhibited there, sold or transferred to somebody in the
 * importing state, sent on at once and as they came, under customs control all the while. Nothing is said where no exhibition is given.
 *
 * @source ATIGA Annex 8, rule 22
 */
export function judgeExhibition({ route, exporter, importer }: OriginQuestion, isParty: (state: string) => boolean): readonly Finding[] {
  const exhibition = route?.exhibition
  if (exhibition === undefined) return []
  const { name, address, state } = exhibition
  const where = { name, address, state, importer }
  if (state === exporter || !isParty(state)) return [finding('not-met', 'origin.exhibition-elsewhere', SOURCE, where)]
  const failed = listFailed(exhibition)
  return failed.length > 0
    ? failed.map(each => finding('not-met', `origin.exhibition-${each}`, SOURCE, where))
    : [finding('met', 'origin.exhibition-kept', SOURCE, where)]
}

function listFailed({ kind, wasExhibited, isSoldToImporter, consigned, isUnchanged, underCustomsControl }: Exhibition): readonly Failed[] {
  return [
    ...(kind === 'other' ? (['of-no-kind'] as const) : []),
    ...(wasExhibited ? [] : (['not-shown'] as const)),
    ...(isSoldToImporter ? [] : (['not-sold'] as const)),
    ...(consigned === 'later' ? (['sent-later'] as const) : []),
    ...(isUnchanged ? [] : (['changed'] as const)),
    ...(underCustomsControl ? [] : (['uncontrolled'] as const)),
  ]
}

type Failed = 'of-no-kind' | 'not-shown' | 'not-sold' | 'sent-later' | 'changed' | 'uncontrolled'
