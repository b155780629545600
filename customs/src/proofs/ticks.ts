import type { Day } from '../kernel/index.ts'
import { parseCriterion } from '../origin/index.ts'
import { type FormD, PROOF_TICKS, type ProofTick } from './form-d.ts'
import type { CertificationProcedure } from './law.ts'
import { isRetroactive } from './retroactive.ts'

/**
 * What box 13 ticks: what the exporter says, and what follows from the rest of the form and from the day of issue, so that no tick can disagree with
 * what it is about.
 *
 * @source ATIGA Annex 7, overleaf notes 11 to 17
 */
export function ticksOf(form: FormD, issuedOn: Day, procedure: CertificationProcedure): readonly ProofTick[] {
  const ticked: Readonly<Record<ProofTick, boolean>> = {
    'third-country-invoicing': form.thirdCountryInvoice !== undefined,
    accumulation: form.marks.includes('accumulation'),
    'back-to-back': isBackToBack(form),
    'partial-cumulation': form.items.some(item => parseCriterion(item.originCriterion)?.partial === true),
    exhibition: form.exhibition !== undefined,
    'de-minimis': form.marks.includes('de-minimis'),
    'issued-retroactively': isRetroactive(form, issuedOn, procedure),
  }
  return PROOF_TICKS.filter(tick => ticked[tick])
}

export function isBackToBack({ items }: FormD): boolean {
  return items.some(item => (item.originals ?? []).length > 0)
}
