import type { State } from '../reference/index.ts'

/** What of the same goods may differ between states. */
export const DIFFERENCES = ['code', 'treatment', 'basis', 'charge', 'relief', 'paper', 'gap'] as const

/** One thing that states say differently of the same goods, each with where it stands. */
export interface Difference {
  readonly about: (typeof DIFFERENCES)[number]
  /** What it is: a kind of charge, a paper; the same as `about` where there is but one. */
  readonly name: string
  /** What each state says; one that says nothing of it is told with a dash. */
  readonly says: readonly Saying[]
}

export interface Saying {
  readonly state: State
  readonly words: string
  /** The row of law, rule or schedule it stands in. */
  readonly source?: string
}

/** A cost as it is compared, whoever told it. */
export interface ComparedCost {
  readonly state: State
  readonly code: string
  readonly papers: readonly { readonly kind: string; readonly name: string; readonly basis: { readonly id: string } }[]
  readonly options: readonly {
    readonly id: string
    readonly bill?: ComparedBill | undefined
    readonly missing: readonly { readonly code: string }[]
  }[]
}

interface ComparedBill {
  readonly basis: string
  readonly charges: readonly ComparedCharge[]
  readonly restsOn: { readonly schedule?: string | undefined }
}

interface ComparedCharge {
  readonly kind: string
  readonly rate: string
  readonly rateUnit: string
  readonly lawRow: string
  readonly schedule?: { readonly version: string; readonly column: string } | undefined
  readonly relief?: { readonly lawRow: string } | undefined
}

const NOTHING = '–'

/**
 * Names what states say differently of the same goods: code, treatment, basis of value, each kind of charge, what is spared, papers, and what is not on file.
 * Of each state the cheapest way that can be had is compared. What all say alike is left out; a state that something is missing for is told as that, never
 * as one that charges nothing.
 */
export function compareStates(costs: readonly ComparedCost[]): readonly Difference[] {
  const billed = costs.flatMap(cost => {
    const [option] = cost.options
    return option?.bill === undefined || option.missing.length > 0 ? [] : [{ ...cost, option, bill: option.bill }]
  })
  const kinds = [...new Set(billed.flatMap(({ bill }) => bill.charges.map(charge => charge.kind)))]
  const gaps = costs.filter(cost => !billed.some(each => each.state === cost.state))
  const papers = [...new Set(costs.flatMap(cost => measuresIn(cost).map(paper => paper.name)))]
  const all: readonly Difference[] = [
    {
      about: 'code',
      name: 'code',
      says: costs.map(cost => ({ state: cost.state, words: cost.code, ...sourceOf(cost.options[0]?.bill?.restsOn.schedule) })),
    },
    { about: 'treatment', name: 'treatment', says: billed.map(({ state, option }) => ({ state, words: option.id })) },
    { about: 'basis', name: 'basis', says: billed.map(({ state, bill }) => ({ state, words: bill.basis })) },
    ...kinds.map(kind => ({
      about: 'charge' as const,
      name: kind,
      says: billed.map(({ state, bill }) =>
        sayCharges(
          state,
          bill.charges.filter(each => each.kind === kind),
        ),
      ),
    })),
    ...kinds.map(kind => ({
      about: 'relief' as const,
      name: kind,
      says: billed.map(({ state, bill }) =>
        sayRelief(
          state,
          bill.charges.find(each => each.kind === kind && each.relief !== undefined),
        ),
      ),
    })),
    ...papers.map(name => ({ about: 'paper' as const, name, says: costs.map(cost => sayPaper(cost, name)) })),
  ]
  const differing = all.filter(({ says }) => new Set(says.map(each => each.words)).size > 1)
  if (gaps.length === 0) return differing
  const missing = gaps.map(({ state, options }) => ({ state, words: codesOf(options[0]?.missing ?? []) }))
  return [...differing, { about: 'gap', name: 'gap', says: missing }]
}

/** Papers that states ask for beside proofs of origin, which go with the option. */
function measuresIn({ papers }: ComparedCost): ComparedCost['papers'] {
  return papers.filter(paper => paper.kind !== 'proof-of-origin')
}

function sayCharges(state: State, charges: readonly ComparedCharge[]): Saying {
  if (charges.length === 0) return { state, words: NOTHING }
  const words = charges.map(({ rate, rateUnit }) => `${rate} ${rateUnit}`).join(' + ')
  return {
    state,
    words,
    source: charges
      .map(({ lawRow, schedule }) => (schedule === undefined ? lawRow : `${lawRow}; ${schedule.version} ${schedule.column}`))
      .join(' + '),
  }
}

function sayRelief(state: State, charge: ComparedCharge | undefined): Saying {
  const { relief } = charge ?? {}
  return relief === undefined ? { state, words: NOTHING } : { state, words: 'spared', source: relief.lawRow }
}

function sayPaper(cost: ComparedCost, name: string): Saying {
  const paper = measuresIn(cost).find(each => each.name === name)
  return paper === undefined ? { state: cost.state, words: NOTHING } : { state: cost.state, words: paper.kind, source: paper.basis.id }
}

function sourceOf(schedule: string | undefined): Pick<Saying, 'source'> {
  return schedule === undefined ? {} : { source: schedule }
}

function codesOf(missing: readonly { readonly code: string }[]): string {
  return [...new Set(missing.map(each => each.code))].join(', ') || NOTHING
}
