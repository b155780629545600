import type { ProofAnswer } from '@lintas/contract'
import type { TFunction } from 'i18next'

type Done = ProofAnswer['acts'][number]

/** What was said with an act on a proof, in one text: the notice of a visit, days, what was determined, words, reasons with their law. */
export function wordsOfAct(
  { text, reasons = [], of, on, visit, until, originating }: Done,
  t: TFunction,
  day: (text: string) => string,
): string {
  const announced =
    visit === undefined ? '' : `${visit.exporter}, ${day(visit.proposedOn)}. ${visit.coverage} (${visit.officials.join(', ')})`
  return [
    of === undefined ? '' : t(`proofs.acts.${of}`),
    on === undefined ? '' : `${day(on)}.`,
    announced,
    until === undefined ? '' : `${day(until)}.`,
    originating === undefined ? '' : t(originating ? 'proofs.originating' : 'proofs.notOriginating'),
    text,
    ...reasons.map(each => `${each.text} (${each.legalBasis})`),
  ]
    .filter(Boolean)
    .join(' ')
}
