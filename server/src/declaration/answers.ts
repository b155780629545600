import type { DecisionAnswer, DeclarationAnswer, DeclarationSummary } from '@lintas/contract'
import { type Actor, type Control, isBarred, listActs, type Standing } from '@lintas/customs/declaration'
import { type Decision, releaseOf } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { isForOfficers } from '@lintas/customs/risk'
import type { ItemValue } from '@lintas/customs/valuation'
import { sayIn } from '../platform/http/index.ts'
import type { Caller } from '../platform/node.ts'
import { sayFindings } from '../valuation/index.ts'
import type { Owed } from './charges.ts'
import type { DeclarationRow } from './store.ts'

/** A declaration with all that its answer shows. */
export interface Shown {
  readonly row: Omit<DeclarationRow, 'listed'>
  readonly decision: Decision
  /** In hexadecimal. */
  readonly decisionSha256: string
  readonly owed: Owed
}

/** For whom an answer is written. */
export interface Audience {
  readonly caller: Pick<Caller, 'role'>
  readonly language: string
  readonly today: Day
}

/** A declaration as it stands. The same for its declarant and for customs but for the acts: why it was picked is told by risk, to officers. */
export function declarationAnswer(shown: Shown, audience: Audience): DeclarationAnswer {
  const { row, decision, decisionSha256, owed } = shown
  const { standing, mrn } = row
  const today = row.releasedOn ?? audience.today
  const { assessment, state } = decision
  const release = releaseOf(standing, { ...owed, decision, today })
  const isOpen = !FINAL.has(row.status)
  const said = sayIn(audience.language)
  return {
    ...summaryAnswer(row, state),
    revision: row.revision,
    acts: listActsFor(row, audience.caller),
    missing: isOpen && !release.release ? release.missing.map(said) : [],
    conditions: row.status === 'released' && release.release ? release.conditions.map(said) : [],
    controls: standing.controls.map(controlAnswer),
    ...consignmentAnswers(shown, audience, today),
    charged: assessment.totals.map(({ kind, amount }) => ({ kind, amount, currency: assessment.currency })),
    payable: isOpen || row.status === 'released' ? owed.unpaid : [],
    ...(decision.suspended ? { suspended: true as const } : {}),
    ...completionAnswer(standing, audience.today),
    ...(decision.securities === undefined ? {} : { securities: decision.securities, unsecured: isOpen ? owed.unsecured : [] }),
    ...(decision.waived === undefined ? {} : { waived: decision.waived }),
    decision: decisionAnswer(decision, decisionSha256, audience),
    ...(row.releasedOn === null ? {} : { releaseNote: `/api/v1/declarations/${mrn}/release-note` }),
  }
}

/** What was left for later; late from the day after its last one, whether the daily look has come round or not. */
function completionAnswer({ completion }: Standing, today: Day): Pick<DeclarationAnswer, 'completion'> {
  if (completion === undefined) return {}
  const { kind, dueOn, state } = completion
  return { completion: { kind, dueOn, state: state === 'open' && today > dueOn ? 'overdue' : state } }
}

/** Where it is about several: each with what it waits for and what it is charged. */
function consignmentAnswers({ row, decision, owed }: Shown, { language }: Audience, today: Day): Pick<DeclarationAnswer, 'consignments'> {
  const { standing, mrn } = row
  if (standing.consignments === undefined) return {}
  const { currency } = decision.assessment
  const said = sayIn(language)
  const consignments = standing.consignments.map(({ id, status, hasArrived, releasedOn }) => {
    const part = decision.consignments?.find(each => each.id === id)
    const isOpen = !FINAL.has(status)
    const release = releaseOf(standing, { ...owed, decision, today }, id)
    return {
      id,
      status,
      hasArrived,
      ...(part?.arrivalOn === undefined ? {} : { arrivalOn: part.arrivalOn }),
      items: part?.items ?? [],
      customsValue: part?.customsValue ?? '0',
      controls: standing.controls.filter(each => each.consignment === id).map(controlAnswer),
      charged: (part?.charges ?? []).map(({ kind, amount }) => ({ kind, amount, currency })),
      payable: isOpen ? (owed.unpaidFor?.[id] ?? []) : [],
      missing: isOpen && !release.release ? release.missing.map(said) : [],
      ...(releasedOn === undefined ? {} : { releasedOn }),
      ...(status === 'released' ? { releaseNote: `/api/v1/declarations/${mrn}/release-note?consignment=${encodeURIComponent(id)}` } : {}),
    }
  })
  return { consignments }
}

function controlAnswer({ kind, consignment, outcome }: Control) {
  return { control: kind, ...(consignment === undefined ? {} : { consignment }), outcome }
}

const FINAL: ReadonlySet<string> = new Set(['released', 'release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled'])

export function summaryAnswer(row: Omit<DeclarationRow, 'listed'>, state: State): DeclarationSummary {
  const { mrn, localReference, status, lane, type, mode, office, principal, filer, version, registeredAt, arrivedOn, releasedOn } = row
  return {
    mrn,
    localReference,
    state,
    status,
    lane,
    type,
    mode,
    ...(office === null ? {} : { office }),
    principal,
    filer,
    version,
    registeredAt: registeredAt.toISOString(),
    ...(arrivedOn === null ? {} : { arrivedOn }),
    ...(releasedOn === null ? {} : { releasedOn }),
  }
}

/** What customs decided, without the screening: of it the lane alone is told. What is only for officers is left out of anybody else's. */
export function decisionAnswer(decision: Decision, sha256: string, { language, caller }: Omit<Audience, 'today'>): DecisionAnswer {
  const {
    engine,
    number,
    version,
    occasion,
    decidedOn,
    restsOn,
    valuation,
    assessment,
    conditional,
    quotes,
    quotas,
    proofs,
    issues,
    screening,
  } = decision
  return {
    engine,
    number,
    version,
    occasion,
    decidedOn,
    sha256,
    restsOn,
    lane: screening.lane,
    valuation: { ...valuation, items: valuation.items.map(item => sayItem(item, language)) },
    assessment,
    ...(conditional === undefined ? {} : { conditional }),
    ...(quotes === undefined ? {} : { quotes }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(proofs === undefined ? {} : { proofs }),
    issues: issues.filter(issue => isOfficer(caller) || !isForOfficers(issue)).map(sayIn(language)),
  }
}

function sayItem({ worksheet, ...item }: ItemValue, language: string): DecisionAnswer['valuation']['items'][number] {
  return worksheet === undefined ? item : { ...item, worksheet: sayFindings(worksheet, language) }
}

function isOfficer({ role }: Audience['caller']): boolean {
  return role === 'officer' || role === 'supervisor'
}

function listActsFor({ status, standing }: Pick<DeclarationRow, 'status' | 'standing'>, { role }: Pick<Caller, 'role'>): readonly string[] {
  const actor = ACTOR_OF[role]
  return actor === undefined ? [] : listActs(status, actor).filter(act => !isBarred(standing, act))
}

/** What kind of actor a role is to a declaration. */
export const ACTOR_OF: { readonly [role in Caller['role']]?: Actor } = {
  trader: 'declarant',
  broker: 'declarant',
  officer: 'officer',
  supervisor: 'supervisor',
}
