import { walkTrees } from '../kernel/index.ts'
import { EVIDENCE, EVIDENCE_NAMES, LIKE, TRAITS } from './evidence.ts'
import { FIGURES, type Known } from './history.ts'
import { blend, type Scorer, sumOf } from './model.ts'

/** What moved a score, and the cases behind it. */
export interface Reason {
  /** A kind of evidence, such as `importer+commodity`, or a figure of the item itself, such as `price deviation`. */
  readonly about: string
  /** How many items that have this in common were inspected, and with how many something was wrong; nothing for a figure of its own. */
  readonly inspected?: number
  readonly found?: number
  /** How likely something would be wrong without this and the reasons before it. */
  readonly without: number
}

const REASONS_MAX = 5
/** A reason moves the odds by a twentieth at least. */
const MOVED_MIN = 0.05

/** What can be left out of account: the figures that then stand at their middle, and the traits that add nothing. */
interface Ground {
  readonly about: string
  readonly kind?: number
  readonly figures: readonly number[]
  readonly trait: number
}

const GROUNDS: readonly Ground[] = [
  ...EVIDENCE.map((traits, kind) => ({
    about: EVIDENCE_NAMES[kind] ?? '',
    kind,
    figures: [kind * 2, kind * 2 + 1],
    trait: traits.length === 1 ? TRAITS.indexOf(traits[0]) : -1,
  })),
  ...FIGURES.slice(EVIDENCE.length * 2).map((about, place) => ({ about, figures: [EVIDENCE.length * 2 + place], trait: -1 })),
]

/**
 * The five grounds that raised a score most, one after the other: each is the one without which, and without those before it, the score falls lowest. Leaving it out is
 * as if nothing like it had ever been inspected, or as if the figure were an ordinary one; so a reason is never named that did not raise the score.
 */
export function explain({ model, weigher }: Scorer, known: Known): readonly Reason[] {
  const figures = known.figures.slice()
  const parts = weigher.parts(known.traits)
  let likelihoodWith = walkTrees(model.trees, figures)
  const score = (changed: readonly number[]) => {
    const isLikeKnown = LIKE.some(kind => (figures[kind * 2 + 1] as number) > 0)
    return blend(
      model,
      { isLikeKnown },
      () => likelihoodWith(changed),
      () => sumOf(weigher.base, parts),
    )
  }
  const scoreWithout = (ground: Ground) => {
    const kept = take(ground)
    const without = score(ground.figures)
    for (let place = 0; place < ground.figures.length; place++) figures[ground.figures[place] as number] = kept.figures[place] as number
    if (ground.trait >= 0) parts[ground.trait] = kept.part
    return without
  }
  function take({ kind, figures: those, trait }: Ground) {
    const kept = { figures: those.map(figure => figures[figure] as number), part: trait < 0 ? 0 : (parts[trait] as number) }
    for (const figure of those) figures[figure] = kind === undefined ? (model.middles[figure] ?? 0) : 0
    if (trait >= 0) parts[trait] = 0
    return kept
  }

  const reasons: Reason[] = []
  const left = new Set(GROUNDS.filter(each => matters(each, figures, parts, model.middles)))
  let before = score([])
  while (reasons.length < REASONS_MAX) {
    let best: { ground: Ground; without: number } | undefined
    for (const ground of left) {
      const without = scoreWithout(ground)
      if (best === undefined || without < best.without) best = { ground, without }
    }
    if (best === undefined || oddsOf(before) - oddsOf(best.without) < MOVED_MIN) break
    const { ground, without } = best
    take(ground)
    likelihoodWith = walkTrees(model.trees, figures)
    left.delete(ground)
    const { kind } = ground
    reasons.push({
      about: ground.about,
      ...(kind === undefined ? {} : { inspected: known.inspected[kind] as number, found: known.found[kind] as number }),
      without,
    })
    before = without
  }
  return reasons
}

/** Whether leaving it out can lower anything: what was found wrong more often than usual, what adds, what is out of the ordinary. */
function matters({ kind, figures: those, trait }: Ground, figures: Float32Array, parts: Float64Array, middles: readonly number[]): boolean {
  if (trait >= 0 && (parts[trait] as number) > 0) return true
  if (kind !== undefined) return (figures[kind * 2] as number) > 0
  return those.some(figure => figures[figure] !== middles[figure])
}

function oddsOf(likely: number): number {
  const held = Math.min(1 - 1e-9, Math.max(1e-9, likely))
  return Math.log(held / (1 - held))
}
