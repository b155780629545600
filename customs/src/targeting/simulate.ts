import { chances, groupBy } from '../kernel/index.ts'
import { evidenceOf } from './evidence.ts'
import { FIGURES, type Known, openHistory } from './history.ts'
import { type Model, openModel, type Scorer, train } from './model.ts'
import { type InspectedItem, revenueAtStake } from './past-item.ts'
import type { Remembered } from './replay.ts'

/** How inspections are chosen: by lot, by rules, by the model, or by the model with a share of them by lot. */
export const STRATEGIES = [
  { strategy: 'random', by: 'lot', exploration: 1 },
  { strategy: 'rules', by: 'rules', exploration: 0 },
  { strategy: 'model', by: 'model', exploration: 0 },
  { strategy: 'hybrid-1', by: 'model', exploration: 0.01 },
  { strategy: 'hybrid-5', by: 'model', exploration: 0.05 },
  { strategy: 'hybrid-10', by: 'model', exploration: 0.1 },
] as const

export type Strategy = (typeof STRATEGIES)[number]

export interface SimulatedMonth {
  /** `2020-01` */
  readonly month: string
  readonly items: number
  readonly inspected: number
  readonly found: number
  /** Of what was inspected, of all that was wrong that month, and of the revenue at stake in that. */
  readonly precision: number
  readonly recall: number
  readonly revenueRecall: number
  /** Whether a model had been trained by then; rules chose without one. */
  readonly hasModel: boolean
}

export interface Simulated {
  readonly strategy: Strategy['strategy']
  readonly months: readonly SimulatedMonth[]
  readonly precision: number
  readonly recall: number
  readonly revenueRecall: number
}

export interface Simulation {
  readonly items: readonly InspectedItem[]
  /** The share of each day's items that officers can open. */
  readonly rate: number
  readonly months: number
  readonly seed: number
}

/**
 * Replays a past in which everything was inspected as if only a share could be: what was not chosen stays unknown, to the counters and to the model. Nothing is known
 * at first; the model is trained anew at the end of each month from what the strategy itself found out, and rules choose until there is one.
 */
export function simulate({ items, rate, months, seed }: Simulation, by: Strategy): Simulated {
  const history = openHistory()
  const chance = chances(seed)
  const past: Remembered[] = []
  let scorer: Scorer | undefined
  let owed = 0
  const done: (SimulatedMonth & { readonly wrong: number; readonly revenue: number; readonly revenueFound: number })[] = []
  for (const [month, those] of [...groupBy(items, ({ on }) => on.slice(0, 7))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, months)) {
    const chosen: InspectedItem[] = []
    for (const [, day] of [...groupBy(those, ({ on }) => on)].sort(([one], [other]) => (one < other ? -1 : 1))) {
      owed += day.length * rate
      const picked = choose(
        day.map(item => ({ item, known: history.look(item) })),
        Math.floor(owed),
        by,
        scorer,
        chance,
      )
      owed -= picked.size
      for (const item of day) history.see(item)
      for (const item of picked) history.settle(item, item)
      for (const item of day) past.push(picked.has(item) ? item : withoutOutcome(item))
      chosen.push(...picked)
    }
    const [wrong, found] = [those, chosen].map(list => list.filter(each => each.isFraud))
    const [revenue = 0, revenueFound = 0] = [wrong, found].map(list =>
      (list ?? []).reduce((sum, each) => sum + (revenueAtStake(each) ?? 0), 0),
    )
    done.push({
      month,
      items: those.length,
      inspected: chosen.length,
      found: found?.length ?? 0,
      precision: over(found?.length ?? 0, chosen.length),
      recall: over(found?.length ?? 0, wrong?.length ?? 0),
      revenueRecall: over(revenueFound, revenue),
      hasModel: scorer !== undefined,
      wrong: wrong?.length ?? 0,
      revenue,
      revenueFound,
    })
    if (by.by === 'model') scorer = retrain(past) ?? scorer
  }
  const sum = (of: (month: (typeof done)[number]) => number) => done.reduce((total, month) => total + of(month), 0)
  return {
    strategy: by.strategy,
    months: done.map(({ wrong: _, revenue: __, revenueFound: ___, ...month }) => month),
    precision: over(
      sum(each => each.found),
      sum(each => each.inspected),
    ),
    recall: over(
      sum(each => each.found),
      sum(each => each.wrong),
    ),
    revenueRecall: over(
      sum(each => each.revenueFound),
      sum(each => each.revenue),
    ),
  }
}

interface Candidate {
  readonly item: InspectedItem
  readonly known: Known
}

function choose(
  day: readonly Candidate[],
  capacity: number,
  { by, exploration }: Strategy,
  scorer: Scorer | undefined,
  chance: () => number,
): ReadonlySet<InspectedItem> {
  const byLot = day.map(each => ({ ...each, lot: chance() })).sort((one, other) => one.lot - other.lot)
  const drawn = by === 'lot' ? capacity : byLot.slice(0, capacity).filter(() => chance() < exploration).length
  const scoreOf = ({ known }: Candidate) => (by === 'model' && scorer !== undefined ? scorer.score(known) : rulesHeld(known))
  const rest = byLot.slice(drawn).map(each => ({ item: each.item, score: by === 'lot' ? 0 : scoreOf(each) }))
  const ranked = rest.sort((one, other) => other.score - one.score).slice(0, capacity - drawn)
  return new Set([...byLot.slice(0, drawn), ...ranked].map(({ item }) => item))
}

const [NEW_DAYS, PRICE_DEVIATION, RATE, ROUTE] = [30, 3.5, 10, -3]

/**
 * How many indicators hold that an officer without a model would write down as profiles: a trader found wrong before, a new one, a price far from the last ones, a
 * high rate of duty, a route that is odd for the goods. Equal counts stand in the order of the lot.
 *
 * @source domain notes §5.3, §5.6
 */
function rulesHeld({ figures, found }: Known): number {
  const figure = (name: string) => figures[FIGURES.indexOf(name)] as number
  return [
    (found[evidenceOf('importer')] as number) > 0,
    (found[evidenceOf('seller')] as number) > 0,
    figure('importer first seen') <= NEW_DAYS,
    Math.abs(figure('price deviation')) > PRICE_DEVIATION,
    figure('duty rate') >= RATE,
    figure('route') < ROUTE,
  ].filter(Boolean).length
}

function retrain(past: readonly Remembered[]): Scorer | undefined {
  const model: Model | undefined = train(past, 0)
  return model === undefined ? undefined : openModel(model)
}

function withoutOutcome({ isFraud: _, ...item }: InspectedItem): Remembered {
  return item
}

function over(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 1e4) / whole) / 1e4
}
