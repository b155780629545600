import type { Preference } from '../declaration/index.ts'
import { addMonths, at, type Day, hint, type Issue, parseDay, warning } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { findAgreement, isPartyOn, type ProofStanding } from '../tariff/index.ts'
import { PROOF_FORMS, type ProofForm } from './law.ts'
import { lookUp, type SelfCertifiedGiven } from './self-certified.ts'

/** Where and when a proof is presented. */
export interface ProofFacts {
  readonly state: State
  readonly law: LawBook
  /** The day the proof is submitted: that of the declaration. */
  readonly day: Day
  /** What the registers of certified exporters say; absent where nobody looked. */
  readonly selfCertified?: SelfCertifiedGiven | undefined
  /** Whether an officer accepts it after its last day (rule 14 b and c). */
  readonly isAcceptedLate?: boolean | undefined
}

/** How a proof stands, and everything that is wrong or worth knowing about its form. */
export interface ProofCheck {
  readonly standing: ProofStanding
  readonly issues: readonly Issue[]
}

type Proof = NonNullable<Preference['proof']>

/**
 * Judges the form of the proof of origin of a claim: a kind of proof the agreement takes, with number, day, issuer and criterion where the
 * agreement asks for them, presented while it is valid.
 *
 * A proof an exporter made out itself also needs its exporter, signatory and product in the register; `code` is the goods'. It does not decide whether the goods originate. Nothing here stops a declaration: goods whose proof does not hold pay MFN and the claim waits.
 *
 * @source ATIGA Annex 8, rules 1A, 2.6, 12B, 14 and 26
 */
export function checkProof(preference: Preference, facts: ProofFacts, code?: string): ProofCheck {
  const { proof, agreement } = preference
  if (proof === undefined) return { standing: 'absent', issues: [warning('origin.proof-missing', 'preference.proof', { agreement })] }
  const { state, law, day } = facts
  const forms = law.on(PROOF_FORMS, state, day).filter(form => form.agreement === agreement.toLowerCase())
  const where = { agreement: agreement.toUpperCase(), state, day }
  if (forms.length === 0) return { standing: 'invalid', issues: [warning('origin.proof-forms-not-on-file', 'preference.proof', where)] }

  const type = normalize(proof.type)
  const form = forms.find(each => each.type === type)
  if (form === undefined) {
    const accepted = forms.map(each => each.type).join(', ')
    return {
      standing: 'invalid',
      issues: [warning('origin.proof-type-not-accepted', 'preference.proof.type', { ...where, type: proof.type, accepted })],
    }
  }
  const wrong = [
    ...listMissing(proof, form),
    ...checkDays(proof, form, facts),
    ...checkIssuer(proof, agreement, facts),
    ...(form.selfCertified ? checkExporterOf(proof, code, facts.selfCertified) : []),
  ]
  const notices = form.paperNeedsReason ? [hint('origin.proof-paper-needs-reason', 'preference.proof.type', { name: form.name })] : []
  return { standing: wrong.length === 0 ? 'valid' : 'invalid', issues: [...wrong, ...notices] }
}

export function isProofFormallyValid(preference: Preference, facts: ProofFacts, code?: string): boolean {
  return checkProof(preference, facts, code).standing === 'valid'
}

/** How a claim names the exporter's simplified declaration, which stands for a proof where that is waived. */
const SIMPLIFIED_DECLARATION = 'simplified-declaration'

/** Whether a claim rests on the exporter's simplified declaration; whether that suffices is for the waiver to say. */
export function isSimplified({ proof }: Preference): boolean {
  return proof !== undefined && normalize(proof.type) === SIMPLIFIED_DECLARATION
}

/** `Form D`, `FORM_D` and `form-d` are the same proof. */
function normalize(type: string): string {
  return type
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
}

const MISSING = {
  id: 'origin.proof-number-missing',
  issuedOn: 'origin.proof-date-missing',
  issuingCountry: 'origin.proof-issuer-missing',
  originCriterion: 'origin.proof-criterion-missing',
} as const

function listMissing(proof: Proof, form: ProofForm): readonly Issue[] {
  return form.requires.flatMap(field =>
    proof[field] === undefined ? [warning(MISSING[field], `preference.proof.${field}`, { name: form.name })] : [],
  )
}

/** A proof is presented after it was made out and within its validity; later ones are for an officer to accept (rule 14 b and c). */
function checkDays(proof: Proof, form: ProofForm, { day, isAcceptedLate = false }: ProofFacts): readonly Issue[] {
  if (proof.issuedOn === undefined) return []
  const issuedOn = parseDay(proof.issuedOn)
  const path = 'preference.proof.issuedOn'
  if (issuedOn === undefined) return [warning('origin.proof-date-malformed', path, { day: proof.issuedOn })]
  if (issuedOn > day) return [warning('origin.proof-issued-later', path, { issuedOn, day })]
  const limit = addMonths(issuedOn, form.validityMonths)
  const last = proof.validTo !== undefined && proof.validTo < limit ? proof.validTo : limit
  return day > last && !isAcceptedLate ? [warning('origin.proof-expired', path, { issuedOn, validTo: last, day, lawRow: form.id })] : []
}

function checkIssuer(proof: Proof, agreement: string, { law, state, day }: ProofFacts): readonly Issue[] {
  if (proof.issuingCountry === undefined) return []
  const row = findAgreement(law, state, agreement.toLowerCase(), day)
  if (row === undefined || isPartyOn(row, proof.issuingCountry, day)) return []
  return [warning('origin.proof-issuer-not-party', 'preference.proof.issuingCountry', { country: proof.issuingCountry, agreement })]
}

/** The three look-ups; what they need is asked for even where nobody could look. */
function checkExporterOf(proof: Proof, code: string | undefined, given: SelfCertifiedGiven | undefined): readonly Issue[] {
  const { authorisation, signatory, issuingCountry: country, issuedOn } = proof
  const on = issuedOn === undefined ? undefined : parseDay(issuedOn)
  const missing = [
    ...(authorisation === undefined ? [warning('origin.proof-authorisation-missing', 'preference.proof.authorisation')] : []),
    ...(signatory === undefined ? [warning('origin.proof-signatory-missing', 'preference.proof.signatory')] : []),
  ]
  if (given === undefined || code === undefined || country === undefined || on === undefined) return missing
  if (authorisation === undefined || signatory === undefined) return missing
  return lookUp({ country, authorisation, signatory, code, on }, given).map(issue => at('preference.proof', issue))
}
