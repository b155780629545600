import { type Day, growTrees, likelihoodBy, type Trees } from '../kernel/index.ts'
import { type Additive, fitAdditive, openAdditive, openAdditiveKeys, type Weigher } from './additive.ts'
import { FIGURES, type Known, openHistory } from './history.ts'
import type { Keys, Traits } from './keys.ts'
import { areaUnderCurve, baseOf, measureAt, type Scored } from './measures.ts'
import { revenueAtStake } from './past-item.ts'
import { curvesOf, type PolicyCurve } from './policy.ts'
import { openReplay, type Remembered } from './replay.ts'
import { openReference, type Reference } from './watched.ts'

/** What a model was made of, and how good it was on the last part of it, which it had not seen then. */
export interface ModelCard {
  readonly from: Day
  readonly to: Day
  /** Items of the past, and those of them that were inspected. */
  readonly items: number
  readonly inspected: number
  /** The share of the inspected in which something was wrong. */
  readonly base: number
  readonly outcomeDelayDays: number
  readonly trial: Trial
}

export interface Trial {
  readonly items: number
  readonly base: number
  readonly auc: number
  readonly precision: { readonly '0.05': number; readonly '0.1': number }
  /** The same for goods of which nothing alike had been inspected. */
  readonly novel: { readonly items: number; readonly base: number; readonly auc: number }
  /** What each policy would have found; models trained before it was kept lack it. */
  readonly policies?: readonly PolicyCurve[]
  /** Items whose rate of duty is known: what the curves say of revenue is said of them. Absent where all are. */
  readonly rated?: number
}

/** A model: trees over what is known of an item, and a sum over its traits; how much each counts depends on whether the like is known. */
export interface Model {
  readonly card: ModelCard
  readonly figures: readonly string[]
  readonly trees: Trees
  readonly additive: Additive
  /** How much the trees count: where the like was inspected before, and where not. */
  readonly treesShare: { readonly known: number; readonly novel: number }
  /** The middle of each figure: what stands in its place where it is left out of account. */
  readonly middles: readonly number[]
  /** How what is weighed was spread in the days of its trial, of all that was declared; models trained before it was kept lack it. */
  readonly reference?: Reference
}

/** What a model is grown from at least; below it only rules decide, and say so. */
export const INSPECTED_MIN = 500
export const FRAUDS_MIN = 30
/** The last part of the past, on which the shares are chosen and the model is tried. */
const TRIAL_SHARE = 0.2
const SHARES = [0, 0.25, 0.5, 0.75, 1]

interface Rows {
  readonly figures: Float32Array
  readonly traits: readonly Traits[]
  readonly isFraud: Uint8Array
  readonly isLikeKnown: Uint8Array
  /** Not a number where the rate of duty is not known. */
  readonly revenues: Float64Array
}

/** Trains a model on the past, in the order it happened; nothing where too little was inspected. `progress` hears what part is done. */
export function train(
  items: readonly Remembered[],
  outcomeDelayDays: number,
  progress: (part: number) => void = () => undefined,
): Model | undefined {
  const inspected = items.filter(each => each.isFraud !== undefined)
  const frauds = inspected.filter(each => each.isFraud).length
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined || inspected.length < INSPECTED_MIN || frauds < FRAUDS_MIN) return undefined
  if (inspected.length - frauds < FRAUDS_MIN) return undefined

  const cut = Math.floor(inspected.length * (1 - TRIAL_SHARE))
  const reference = openReference()
  const triedFrom = inspected[cut]?.on ?? last.on
  const rows = rowsOf(items, inspected.length, outcomeDelayDays, (known, item) => {
    if (item.on >= triedFrom) reference.add(known, item)
  })
  progress(0.2)
  const [early, late] = [part(rows, 0, cut), part(rows, cut, inspected.length)]
  const tried = fit(early)
  progress(0.6)
  const trials = tryOn(late, tried)
  const treesShare = {
    known: bestShare(trials.filter(each => each.isLikeKnown)),
    novel: bestShare(trials.filter(each => !each.isLikeKnown)),
  }
  const { trees, additive } = fit(rows)
  const kept = reference.made()
  progress(1)
  return {
    card: {
      from: first.on,
      to: last.on,
      items: items.length,
      inspected: inspected.length,
      base: frauds / inspected.length,
      outcomeDelayDays,
      trial: reportOf(trials, treesShare),
    },
    figures: FIGURES,
    trees,
    additive,
    treesShare,
    middles: middlesOf(rows.figures),
    ...(kept === undefined ? {} : { reference: kept }),
  }
}

/** A model ready to score. */
export interface Scorer {
  readonly model: Model
  /** How likely something is wrong with an item of which the past knows this. */
  score(known: Known): number
  readonly weigher: Weigher
}

export function openModel(model: Model): Scorer {
  const weigher = openAdditive(model.additive)
  return {
    model,
    weigher,
    score: known =>
      blend(
        model,
        known,
        () => likelihoodBy(model.trees, known.figures),
        () => weigher.sum(known.traits),
      ),
  }
}

/** The two ways of judging, as far as each counts. One that does not count is not asked. */
export function blend(
  { treesShare }: Pick<Model, 'treesShare'>,
  { isLikeKnown }: Pick<Known, 'isLikeKnown'>,
  byTrees: () => number,
  sum: () => number,
): number {
  const share = isLikeKnown ? treesShare.known : treesShare.novel
  return (share === 0 ? 0 : share * byTrees()) + (share === 1 ? 0 : (1 - share) * likely(sum()))
}

export function sumOf(base: number, parts: Float64Array): number {
  let sum = base
  for (let at = 0; at < parts.length; at++) sum += parts[at] as number
  return sum
}

function rowsOf(items: readonly Remembered[], inspected: number, delayDays: number, visit: (known: Known, item: Remembered) => void): Rows {
  const width = FIGURES.length
  const figures = new Float32Array(inspected * width)
  const [isFraud, isLikeKnown, revenues] = [new Uint8Array(inspected), new Uint8Array(inspected), new Float64Array(inspected)]
  const traits: Traits[] = []
  openReplay(openHistory(), delayDays).live(items, (known, item) => {
    visit(known, item)
    if (item.isFraud === undefined) return
    const row = traits.length
    figures.set(known.figures, row * width)
    isFraud[row] = item.isFraud ? 1 : 0
    isLikeKnown[row] = known.isLikeKnown ? 1 : 0
    revenues[row] = revenueAtStake(item.inspectedAs ?? item) ?? Number.NaN
    traits.push(known.traits)
  })
  return { figures, traits, isFraud, isLikeKnown, revenues }
}

function part({ figures, traits, isFraud, isLikeKnown, revenues }: Rows, from: number, to: number): Rows {
  const width = FIGURES.length
  return {
    figures: figures.subarray(from * width, to * width),
    traits: traits.slice(from, to),
    isFraud: isFraud.subarray(from, to),
    isLikeKnown: isLikeKnown.subarray(from, to),
    revenues: revenues.subarray(from, to),
  }
}

/** The sum learns from goods that were new when they came, where there are enough: what repeats would only teach it to repeat. */
function fit({ figures, traits, isFraud, isLikeKnown }: Rows): Pick<Model, 'trees' | 'additive'> {
  const trees = growTrees({ width: FIGURES.length, figures, isRight: isFraud })
  const novel = traits.flatMap((_, row) => (isLikeKnown[row] === 1 ? [] : [row]))
  const rows = novel.length >= INSPECTED_MIN ? novel : [...traits.keys()]
  const keysOf = openAdditiveKeys()
  const additive = fitAdditive(
    rows.map((row): Keys => keysOf(traits[row] as Traits)),
    Uint8Array.from(rows, row => isFraud[row] as number),
  )
  return { trees, additive }
}

interface Tried {
  readonly byTrees: number
  readonly bySum: number
  readonly isFraud: boolean
  readonly isLikeKnown: boolean
  readonly revenue: number
}

function tryOn(
  { figures, traits, isFraud, isLikeKnown, revenues }: Rows,
  { trees, additive }: Pick<Model, 'trees' | 'additive'>,
): readonly Tried[] {
  const weigher = openAdditive(additive)
  const width = FIGURES.length
  return traits.map((its, row) => ({
    byTrees: likelihoodBy(trees, figures.subarray(row * width, (row + 1) * width)),
    bySum: likely(weigher.sum(its)),
    isFraud: isFraud[row] === 1,
    isLikeKnown: isLikeKnown[row] === 1,
    revenue: revenues[row] as number,
  }))
}

const mixed = ({ byTrees, bySum }: Tried, share: number) => share * byTrees + (1 - share) * bySum

/** The share of the trees with which what came out was least surprising. */
function bestShare(trials: readonly Tried[]): number {
  const surprise = (share: number) =>
    trials.reduce((sum, each) => {
      const said = Math.min(0.999, Math.max(0.001, mixed(each, share)))
      return sum - Math.log(each.isFraud ? said : 1 - said)
    }, 0)
  return SHARES.map(share => ({ share, surprise: surprise(share) })).reduce((one, other) => (other.surprise < one.surprise ? other : one))
    .share
}

function reportOf(trials: readonly Tried[], share: Model['treesShare']): Trial {
  const scored = trials.map(each => ({ ...each, score: mixed(each, each.isLikeKnown ? share.known : share.novel) }))
  const novel: readonly Scored[] = scored.filter(each => !each.isLikeKnown)
  const rated = scored.filter(each => !Number.isNaN(each.revenue))
  return {
    items: scored.length,
    base: baseOf(scored),
    auc: areaUnderCurve(scored),
    precision: { '0.05': measureAt(scored, 0.05).precision, '0.1': measureAt(scored, 0.1).precision },
    novel: { items: novel.length, base: baseOf(novel), auc: areaUnderCurve(novel) },
    policies: curvesOf(rated),
    ...(rated.length === scored.length ? {} : { rated: rated.length }),
  }
}

function middlesOf(figures: Float32Array): readonly number[] {
  const width = FIGURES.length
  const many = figures.length / width
  return FIGURES.map(
    (_, figure) => Float32Array.from({ length: many }, (_row, row) => figures[row * width + figure] as number).sort()[many >> 1] ?? 0,
  )
}

function likely(sum: number): number {
  return 1 / (1 + Math.exp(-sum))
}
