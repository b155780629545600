import { chances } from './chances.ts'

/** One decision tree as runs of numbers: a node goes left where its figure is at most the threshold; a leaf has no figure (-1) and says its value. */
export interface Tree {
  readonly figures: readonly number[]
  readonly thresholds: readonly number[]
  readonly lefts: readonly number[]
  readonly rights: readonly number[]
  readonly values: readonly number[]
}

/** Trees that add up to the logarithm of the odds. */
export interface Trees {
  readonly base: number
  readonly trees: readonly Tree[]
}

/** What trees are grown from: figures in rows of equal width, and which rows are right. */
export interface Cases {
  readonly width: number
  readonly figures: Float32Array
  readonly isRight: Uint8Array
  /** Where each question begins whose answers the rows are, and their end: then trees say which of its answers is right rather than how likely each is. */
  readonly questions?: Int32Array
}

/** How trees grow: how many, with how many leaves of at least how many rows, how far each goes, and which part of the figures each sees. */
export interface Growth {
  readonly rounds: number
  readonly leaves: number
  readonly step: number
  readonly leafMin: number
  readonly figuresShare: number
  /** Holds back what few rows say. */
  readonly ridge: number
}

const GROWTH: Growth = { rounds: 120, leaves: 31, step: 0.1, leafMin: 30, figuresShare: 0.4, ridge: 1 }
const BINS = 32
/** Which part of the rows each tree sees. */
const ROWS_SHARE = 0.5

/**
 * Grows trees that say how likely a row is right: gradient boosting of the logistic loss over binned figures, each tree from a part of rows and figures, best leaf
 * first. Where rows are answers to questions, the loss is that of choosing among them (softmax), and what trees say means something beside other answers alone.
 * The same rows grow the same trees.
 */
export function growTrees({ width, figures, isRight, questions }: Cases, growth = GROWTH): Trees {
  const many = isRight.length
  const right = isRight.reduce((sum, each) => sum + each, 0)
  const base = Math.log((right + 1) / (many - right + 1))
  const columns = Array.from({ length: width }, (_, figure) => binned(figures, width, figure, many))
  const sums = new Float64Array(many).fill(base)
  const chance = chances(many)
  const trees: Tree[] = []
  const slopes = new Float32Array(many)
  const bends = new Float32Array(many)
  for (let round = 0; round < growth.rounds; round++) {
    const likely = questions === undefined ? sums.map(sum => 1 / (1 + Math.exp(-sum))) : chosen(sums, isRight, questions)
    for (let row = 0; row < many; row++) {
      const its = likely[row] as number
      slopes[row] = its - (isRight[row] as number)
      bends[row] = its * (1 - its)
    }
    const rows = Int32Array.from(pick(many, ROWS_SHARE, chance))
    const tree = growTree({ growth, columns, slopes, bends, seen: [...pick(width, growth.figuresShare, chance)] }, rows)
    trees.push(tree)
    for (let row = 0; row < many; row++) sums[row] = (sums[row] as number) + valueAt(tree, figures, row * width)
  }
  return { base, trees }
}

/** How likely each answer is chosen among those of its question; of a question without a right one nothing is learned. */
function chosen(sums: Float64Array, isRight: Uint8Array, questions: Int32Array): Float64Array {
  const likely = new Float64Array(sums.length)
  for (let question = 0; question + 1 < questions.length; question++) {
    const [from, to] = [questions[question] as number, questions[question + 1] as number]
    if (!isRight.subarray(from, to).includes(1)) continue
    const its = sums.subarray(from, to)
    const most = its.reduce((so, sum) => Math.max(so, sum), -Infinity)
    const worths = its.map(sum => Math.exp(sum - most))
    const all = worths.reduce((so, worth) => so + worth, 0)
    likely.set(
      worths.map(worth => worth / all),
      from,
    )
  }
  return likely
}

function valueAt({ figures: asked, thresholds, lefts, rights, values }: Tree, figures: Float32Array, start: number): number {
  let node = 0
  for (;;) {
    const figure = asked[node] as number
    if (figure < 0) return values[node] as number
    node = ((figures[start + figure] as number) <= (thresholds[node] as number) ? lefts[node] : rights[node]) as number
  }
}

function* pick(many: number, share: number, chance: () => number): Generator<number> {
  for (let at = 0; at < many; at++) if (chance() < share) yield at
}

interface Column {
  readonly bins: Uint8Array
  /** The greatest figure of each bin. */
  readonly tops: readonly number[]
}

/** A figure of every row by its place among equally frequent ranges. */
function binned(figures: Float32Array, width: number, figure: number, many: number): Column {
  const values = new Float32Array(many)
  for (let row = 0; row < many; row++) values[row] = figures[row * width + figure] as number
  const ranks = values.toSorted()
  const tops: number[] = []
  for (let bin = 0; bin < BINS; bin++) {
    const top = ranks[Math.ceil(((bin + 1) * many) / BINS) - 1] as number
    if (tops.at(-1) !== top) tops.push(top)
  }
  const bins = new Uint8Array(many)
  for (let row = 0; row < many; row++) bins[row] = binOf(tops, values[row] as number)
  return { bins, tops }
}

function binOf(tops: readonly number[], value: number): number {
  let from = 0
  let to = tops.length - 1
  while (from < to) {
    const middle = (from + to) >> 1
    if (value <= (tops[middle] as number)) to = middle
    else from = middle + 1
  }
  return from
}

interface Slopes {
  readonly growth: Growth
  readonly columns: readonly Column[]
  readonly slopes: Float32Array
  readonly bends: Float32Array
  /** The figures this tree may use. */
  readonly seen: readonly number[]
}

interface Leaf {
  readonly node: number
  readonly rows: Int32Array
  /** Slope, bend and count by figure seen and bin. */
  readonly sums: Float64Array
  readonly split: Split | undefined
}

interface Split {
  readonly gain: number
  readonly figure: number
  readonly bin: number
}

function growTree(of: Slopes, rows: Int32Array): Tree {
  const tree = { figures: [-1], thresholds: [0], lefts: [0], rights: [0], values: [0] }
  const leafOf = (node: number, its: Int32Array, sums: Float64Array): Leaf => ({ node, rows: its, sums, split: findSplit(of, sums) })
  const leaves = [leafOf(0, rows, sumsOf(of, rows))]
  while (leaves.length < of.growth.leaves) {
    const best = leaves.reduce((one, other) => ((other.split?.gain ?? 0) > (one.split?.gain ?? 0) ? other : one))
    const { split } = best
    if (split === undefined) break
    const { bins, tops } = of.columns[split.figure] as Column
    const [below, above] = part(best.rows, bins, split.bin)
    const [fewer, more] = below.length <= above.length ? [below, above] : [above, below]
    const ofFewer = sumsOf(of, fewer)
    const ofMore = best.sums.map((sum, at) => sum - (ofFewer[at] as number))
    const left = tree.figures.length
    for (const run of [tree.thresholds, tree.lefts, tree.rights, tree.values]) run.push(0, 0)
    tree.figures.push(-1, -1)
    tree.figures[best.node] = split.figure
    tree.thresholds[best.node] = tops[split.bin] as number
    tree.lefts[best.node] = left
    tree.rights[best.node] = left + 1
    leaves.splice(leaves.indexOf(best), 1)
    leaves.push(leafOf(left, below, fewer === below ? ofFewer : ofMore), leafOf(left + 1, above, more === above ? ofMore : ofFewer))
  }
  for (const { node, rows: its } of leaves) {
    let slope = 0
    let bend = of.growth.ridge
    for (const row of its) {
      slope += of.slopes[row] as number
      bend += of.bends[row] as number
    }
    tree.values[node] = (-of.growth.step * slope) / bend
  }
  return tree
}

/** The rows up to a bin, and those beyond it. */
function part(rows: Int32Array, bins: Uint8Array, bin: number): readonly [Int32Array, Int32Array] {
  const parted = new Int32Array(rows.length)
  let below = 0
  let above = rows.length
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number
    if ((bins[row] as number) <= bin) parted[below++] = row
    else parted[--above] = row
  }
  return [parted.subarray(0, below), parted.subarray(below)]
}

function sumsOf({ columns, slopes, bends, seen }: Slopes, rows: Int32Array): Float64Array {
  const sums = new Float64Array(seen.length * BINS * 3)
  for (const [place, figure] of seen.entries()) {
    const { bins } = columns[figure] as Column
    const start = place * BINS
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number
      const cell = (start + (bins[row] as number)) * 3
      sums[cell] = (sums[cell] as number) + (slopes[row] as number)
      sums[cell + 1] = (sums[cell + 1] as number) + (bends[row] as number)
      sums[cell + 2] = (sums[cell + 2] as number) + 1
    }
  }
  return sums
}

/** Where the rows of a leaf are best parted; nowhere where that gains nothing. */
function findSplit({ growth, seen }: Slopes, sums: Float64Array): Split | undefined {
  let best: Split | undefined
  for (const [place, figure] of seen.entries()) {
    const start = place * BINS * 3
    let [slope, bend, count] = [0, 0, 0]
    for (let at = start; at < start + BINS * 3; at += 3) {
      slope += sums[at] as number
      bend += sums[at + 1] as number
      count += sums[at + 2] as number
    }
    const whole = slope ** 2 / (bend + growth.ridge)
    let [slopeBelow, bendBelow, below] = [0, 0, 0]
    for (let bin = 0; bin < BINS - 1; bin++) {
      const at = start + bin * 3
      slopeBelow += sums[at] as number
      bendBelow += sums[at + 1] as number
      below += sums[at + 2] as number
      if (below < growth.leafMin) continue
      if (count - below < growth.leafMin) break
      const gain = slopeBelow ** 2 / (bendBelow + growth.ridge) + (slope - slopeBelow) ** 2 / (bend - bendBelow + growth.ridge) - whole
      if (gain > (best?.gain ?? 1e-6)) best = { gain, figure, bin }
    }
  }
  return best
}
