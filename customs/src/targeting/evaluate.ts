import { openHistory } from './history.ts'
import { type AtShare, areaUnderCurve, baseOf, measureAt, type Scored } from './measures.ts'
import { type Model, openModel, train } from './model.ts'
import { type InspectedItem, type PastItem, revenueAtStake } from './past-item.ts'
import { POLICIES, rankBy } from './policy.ts'
import { openReplay, type Remembered } from './replay.ts'

/** How deep the list is inspected, for the figures that are published. */
const DEPTHS = [0.01, 0.05, 0.1] as const

type ByDepth = { readonly [Depth in `${(typeof DEPTHS)[number]}`]: number }

export interface Figures {
  readonly precision: ByDepth
  readonly recall: ByDepth
  readonly revenueRecall: ByDepth
}

export interface OfPolicy extends Figures {
  readonly policy: (typeof POLICIES)[number]['policy']
  readonly revenueWeight: number
}

export interface Evaluation extends Figures {
  readonly rows: number
  readonly base: number
  readonly auc: number
  readonly trainSeconds: number
  readonly scoreMicrosPerRow: number
  /** Rows whose commodity never came with this net mass, nor with this value, in the history. */
  readonly novel: { readonly rows: number; readonly base: number; readonly precision: ByDepth; readonly auc: number }
  /** What ranking by each mix of probability and revenue would find: the curve to choose a policy on. */
  readonly policies: readonly OfPolicy[]
  /** The mix that finds most of the revenue in the first tenth. */
  readonly revenuePolicy: OfPolicy
  readonly model: Pick<Model, 'card' | 'treesShare'>
}

export interface Question {
  readonly history: readonly Remembered[]
  readonly test: readonly InspectedItem[]
  readonly outcomeDelayDays: number
  /** Seconds of processor time that went by. */
  readonly stopwatch: () => number
  readonly progress?: (part: number) => void
}

/**
 * Trains on a history and measures on the time after it, as an administration would have lived it: what the test's inspections found is used for the figures alone.
 * Nothing where the history holds too few inspections for a model.
 */
export function evaluate({ history, test, outcomeDelayDays, stopwatch, progress }: Question): Evaluation | undefined {
  const started = stopwatch()
  const model = train(history, outcomeDelayDays, progress)
  if (model === undefined) return undefined
  const trained = stopwatch()
  const replay = openReplay(openHistory(), outcomeDelayDays)
  replay.live(history)
  const remembered = stopwatch()
  const probabilities = scoreAfter(replay, model, test)
  const scoreMicrosPerRow = ((stopwatch() - remembered) * 1e6) / test.length

  const isNovel = noveltyTo(history)
  const items = test.map((item, row) => ({
    isFraud: item.isFraud,
    revenue: revenueAtStake(item) ?? 0,
    score: probabilities[row] as number,
    isNovel: isNovel(item),
  }))
  const novel = items.filter(each => each.isNovel)
  const policies = POLICIES.map(policy => ({
    ...policy,
    ...figuresOf(items.map(each => ({ ...each, score: rankBy(each.score, each.revenue, policy.revenueWeight) }))),
  }))
  return {
    rows: items.length,
    base: rounded(baseOf(items)),
    ...figuresOf(items),
    auc: rounded(areaUnderCurve(items)),
    trainSeconds: rounded(trained - started),
    scoreMicrosPerRow: rounded(scoreMicrosPerRow),
    novel: { rows: novel.length, base: rounded(baseOf(novel)), precision: figuresOf(novel).precision, auc: rounded(areaUnderCurve(novel)) },
    policies,
    revenuePolicy: policies.reduce((one, other) => (revenueOf(other) > revenueOf(one) ? other : one)),
    model: { card: model.card, treesShare: model.treesShare },
  }
}

/** How likely something is wrong with each item, by what was known before its day. Outcomes the items may carry are not read. */
export function scoreAfter(replay: ReturnType<typeof openReplay>, model: Model, items: readonly PastItem[]): Float64Array {
  const scorer = openModel(model)
  const scores = new Float64Array(items.length)
  const unknown: readonly Remembered[] = items.map(item => {
    const { isFraud: _, ...declared }: Remembered = item
    return declared
  })
  replay.live(unknown, (known, _, row) => {
    scores[row] = scorer.score(known)
  })
  return scores
}

function noveltyTo(history: readonly PastItem[]): (item: PastItem) => boolean {
  const withMass = ({ commodity, netMassKg }: PastItem) => `${commodity} ${netMassKg}`
  const withValue = ({ commodity, value }: PastItem) => `${commodity} ${value}`
  const [masses, values] = [new Set(history.map(withMass)), new Set(history.map(withValue))]
  return item => !masses.has(withMass(item)) && !values.has(withValue(item))
}

function figuresOf(scored: readonly Scored[]): Figures {
  const at = DEPTHS.map(depth => measureAt(scored, depth))
  const byDepth = (figure: keyof AtShare): ByDepth => ({
    '0.01': rounded(at[0]?.[figure] ?? 0),
    '0.05': rounded(at[1]?.[figure] ?? 0),
    '0.1': rounded(at[2]?.[figure] ?? 0),
  })
  return { precision: byDepth('precision'), recall: byDepth('recall'), revenueRecall: byDepth('revenueRecall') }
}

const revenueOf = ({ revenueRecall }: OfPolicy) => revenueRecall['0.1']

function rounded(figure: number): number {
  return Math.round(figure * 1e4) / 1e4
}
