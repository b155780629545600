import type { Day } from '../kernel/index.ts'
import type { Act } from './acts.ts'
import type { AskedControl } from './control-standing.ts'
import type { CompletionKind } from './types.ts'

/** One act done to a declaration, with what the fold must know of it. Who did it and when is the event's to say. */
export type ActRecord =
  | {
      readonly act: 'lodge'
      readonly isPreArrival: boolean
      /** Where it is about several. */
      readonly consignments?: readonly string[]
      /** Where it leaves something for later. */
      readonly completion?: { readonly kind: CompletionKind; readonly dueOn: Day }
    }
  | { readonly act: 'remind-completion'; readonly daysBefore: number }
  | {
      readonly act: 'assess'
      /** Whether anything remains to be paid or secured. */
      readonly isDue: boolean
      readonly dueFor?: readonly string[]
    }
  | { readonly act: 'screen'; readonly controls: readonly AskedControl[] }
  | ControlRecorded
  | OverrideRecord
  | RequestRecord
  | ContestedDecided
  | {
      readonly act: SettlingAct
      /** Whether nothing is left to pay or to secure. */
      readonly isSettled: boolean
      readonly dueFor?: readonly string[]
    }
  | { readonly act: 'arrive'; readonly consignment?: string }
  | { readonly act: 'release'; readonly consignment?: string; readonly releasedOn?: Day }
  | { readonly act: PlainAct }

interface ControlRecorded {
  readonly act: 'record-control'
  readonly kind: string
  readonly consignment?: string
  readonly outcome: 'satisfied' | 'adverse'
}

/** An officer deviated from what was asked: some controls nobody answers any more, others are asked besides. */
interface OverrideRecord {
  readonly act: 'override'
  readonly waived: readonly AskedControl[]
  readonly asked: readonly AskedControl[]
}

/** What is done about documents: customs asks for some or no longer does; the declarant answers one, customs accepts the answer or refuses it. */
export type RequestRecord =
  | { readonly act: 'request-documents' | 'withdraw-request'; readonly documents: readonly string[] }
  | { readonly act: 'answer-request' | 'accept-answer' | 'refuse-answer'; readonly document: string }

/** An adverse decision was looked at again. Changed, it may undo what kept the goods: the refusal of their release, a hold, a seizure. */
export interface ContestedDecided {
  readonly act: 'decide-review' | 'decide-appeal'
  /** The number of the adverse decision. */
  readonly contested: string
  readonly outcome: 'upheld' | 'changed'
  readonly undoes?: 'refusal' | 'hold' | 'seizure'
}

/** What settles something of what is owed: money, a place on a debtor's account, security. */
type SettlingAct = 'pay' | 'defer' | 'secure'

type PlainAct = Exclude<
  Act,
  | 'lodge'
  | 'assess'
  | 'screen'
  | 'record-control'
  | 'override'
  | RequestRecord['act']
  | ContestedDecided['act']
  | SettlingAct
  | 'arrive'
  | 'release'
  | 'remind-completion'
>
