import { type AdverseDecisionAnswer, may, messageOf } from '@lintas/contract'
import { isBarred, isPermitted, type Standing } from '@lintas/customs/declaration'
import type { FoundOtherwise } from '@lintas/customs/duty'
import type { Day } from '@lintas/customs/kernel'
import {
  checkRequest,
  checkReviewer,
  checkRevocation,
  isContested,
  listRemedies,
  openRequest,
  type ProceedingStep,
  statusOf,
} from '@lintas/customs/rights'
import { holds, personsOf } from '../platform/acting.ts'
import type { Caller } from '../platform/node.ts'
import type { KeptDecision } from './store.ts'

/** For whom an answer is written, and how the declaration stands that it is about. */
export interface Audience {
  readonly caller: Caller
  readonly language: string
  readonly today: Day
  readonly standing: Pick<Standing, 'status' | 'value' | 'held' | 'completion'>
  readonly found: FoundOtherwise | undefined
}

type ActOffered = AdverseDecisionAnswer['acts'][number]

/** A decision as its addressee and customs read it alike: who of customs did what is told to nobody, that customs did it is. */
export function decisionAnswer(kept: KeptDecision, audience: Audience): AdverseDecisionAnswer {
  const { decision, steps, revision } = kept
  const { number, kind, state, addressee, office, about, noticeOn, facts, reasons, amount, issues } = decision
  const open = openRequest(kept)
  const status = statusOf(steps)
  return {
    number,
    kind,
    state,
    status,
    carriedOut: (status === 'changed' || status === 'changed-on-appeal') && Object.values(kept.refunds).every(each => each === 'approved'),
    addressee,
    ...(office === undefined ? {} : { office }),
    mrn: about.mrn,
    ...(about.items === undefined ? {} : { items: about.items }),
    decidedOn: noticeOn,
    today: audience.today,
    ...(facts === undefined ? {} : { facts }),
    reasons,
    ...(amount === undefined ? {} : { amount }),
    remedies: listRemedies(kept),
    ...(open?.answerBy === undefined ? {} : { answerBy: open.answerBy }),
    onSecurity: isSecured(kept, audience.found),
    acts: listActs(kept, audience),
    steps: steps.map((step, index) => stepAnswer(kept, step, index)),
    letter: `/api/v1/adverse-decisions/${number}/letter`,
    issues: issues.map(issue => ({ ...issue, message: messageOf(issue, audience.language) })),
    revision,
  }
}

function stepAnswer(
  { decision, effects, refunds }: KeptDecision,
  step: ProceedingStep,
  index: number,
): AdverseDecisionAnswer['steps'][number] {
  const head = { step: step.step, on: step.on }
  switch (step.step) {
    case 'request': {
      const { remedy, grounds, answerBy } = step
      return { ...head, by: 'declarant', remedy, grounds, ...(answerBy === undefined ? {} : { answerBy }) }
    }
    case 'withdraw':
    case 'protest':
      return { ...head, by: 'declarant' }
    case 'outcome': {
      const { remedy, outcome, items, reference, reasons, bySilence } = step
      const { refund, amount = '0', currency = '', interest } = effects[index] ?? {}
      return {
        ...head,
        by: bySilence === undefined ? 'customs' : 'system',
        remedy,
        outcome,
        ...(items === undefined ? {} : { items }),
        ...(reference === undefined ? {} : { reference }),
        reasons,
        ...(bySilence === undefined ? {} : { bySilence }),
        ...(refund === undefined
          ? {}
          : {
              refund: {
                id: refund,
                amount,
                currency,
                status: refunds[refund] ?? '',
                ...(interest === undefined ? {} : { interest: { ...interest, spans: [...interest.spans] } }),
              },
            }),
        letter: `/api/v1/adverse-decisions/${decision.number}/letter?step=${index + 1}`,
      }
    }
  }
}

/** Whether what it costs is secured instead of charged. */
export function isSecured({ effect }: Pick<KeptDecision, 'effect'>, found: FoundOtherwise | undefined): boolean {
  const { denied = [], classified = [] } = found?.onSecurity ?? {}
  const secured = [...denied, ...classified.map(each => each.sequence)]
  const { denied: own = [], classified: ownClassified = [] } = effect.found ?? {}
  return [...own, ...ownClassified.map(each => each.sequence)].some(sequence => secured.includes(sequence))
}

function listActs(kept: KeptDecision, { caller, today, standing, found }: Audience): readonly ActOffered[] & ActOffered[] {
  const { status } = standing
  const open = openRequest(kept)
  if (may(caller.role, 'rights.ask')) {
    const asks = (['review', 'appeal'] as const).flatMap((remedy): ActOffered[] => {
      const act = remedy === 'review' ? 'request-review' : 'appeal'
      return checkRequest(kept, remedy, today).ok && isPermitted(act, status) ? [act] : []
    })
    const canSecure =
      isContested(kept) && kept.effect.found !== undefined && isPermitted('secure-under-review', status) && !isSecured(kept, found)
    const canProtest = isPermitted('pay-under-protest', status) && !kept.steps.some(each => each.step === 'protest')
    return [
      ...asks,
      ...(open === undefined ? [] : (['withdraw'] as const)),
      ...(canProtest && kept.decision.amount !== undefined ? (['protest'] as const) : []),
      ...(canSecure ? (['secure'] as const) : []),
    ]
  }
  const canLift = kept.decision.kind === 'hold' && isPermitted('lift-hold', status) && !isBarred(standing, 'lift-hold')
  const canDecide = open !== undefined && checkReviewer(kept, personsOf(caller.accountId)).ok
  const deciding: readonly ActOffered[] = !canDecide
    ? []
    : open.remedy === 'review'
      ? ['decide-review']
      : holds(caller, 'rights.appeal')
        ? ['decide-appeal']
        : []
  const canRevoke = may(caller.role, 'rights.review') && checkRevocation(kept, personsOf(caller.accountId)).ok
  return [
    ...deciding,
    ...(canRevoke ? (['revoke'] as const) : []),
    ...(canLift && may(caller.role, 'rights.decide') ? (['lift-hold'] as const) : []),
  ]
}
