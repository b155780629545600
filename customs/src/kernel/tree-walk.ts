import type { Tree, Trees } from './trees.ts'

/** Trees laid out to be walked: the nodes of all of them in one run, the right branch of each beside its left. */
interface Laid {
  readonly roots: Int32Array
  /** Which figure a node asks for; -1 at a leaf. */
  readonly figures: Int32Array
  /** What the figure is compared with; at a leaf what the leaf says. */
  readonly limits: Float64Array
  readonly lefts: Int32Array
}

/** Trees never change: they are laid out once. */
const laidOut = new WeakMap<Trees, Laid>()

/** How likely a row is right. */
export function likelihoodBy(of: Trees, row: Float32Array): number {
  const laid = laidOut.get(of) ?? layOut(of)
  let sum = of.base
  for (let tree = 0; tree < laid.roots.length; tree++) sum += leafOf(laid, tree, row)
  return 1 / (1 + Math.exp(-sum))
}

/**
 * Walks a row, to ask afterwards how likely it is right with some of its figures changed: only trees that came by one of them are walked again. The row is changed, and
 * changed back, by whoever asks.
 */
export function walkTrees(of: Trees, row: Float32Array): (changed: readonly number[]) => number {
  const laid = laidOut.get(of) ?? layOut(of)
  const { roots, figures, limits, lefts } = laid
  const many = roots.length
  const values = new Float64Array(many)
  const cameBy = new Uint8Array(row.length * many)
  const again = new Uint8Array(many)
  for (let tree = 0; tree < many; tree++) {
    let node = roots[tree] as number
    for (let figure = figures[node] as number; figure >= 0; figure = figures[node] as number) {
      cameBy[figure * many + tree] = 1
      node = (lefts[node] as number) + ((row[figure] as number) <= (limits[node] as number) ? 0 : 1)
    }
    values[tree] = limits[node] as number
  }
  return changed => {
    again.fill(0)
    for (const figure of changed) {
      const start = figure * many
      for (let tree = 0; tree < many; tree++) again[tree] = (again[tree] as number) | (cameBy[start + tree] as number)
    }
    let sum = of.base
    for (let tree = 0; tree < many; tree++) sum += again[tree] === 1 ? leafOf(laid, tree, row) : (values[tree] as number)
    return 1 / (1 + Math.exp(-sum))
  }
}

function leafOf({ roots, figures, limits, lefts }: Laid, tree: number, row: Float32Array): number {
  let node = roots[tree] as number
  for (let figure = figures[node] as number; figure >= 0; figure = figures[node] as number)
    node = (lefts[node] as number) + ((row[figure] as number) <= (limits[node] as number) ? 0 : 1)
  return limits[node] as number
}

function layOut(of: Trees): Laid {
  const many = of.trees.reduce((sum, { figures }) => sum + figures.length, 0)
  const laid = {
    roots: new Int32Array(of.trees.length),
    figures: new Int32Array(many),
    limits: new Float64Array(many),
    lefts: new Int32Array(many),
  }
  let root = 0
  for (const [place, tree] of of.trees.entries()) {
    laid.roots[place] = root
    layOutTree(tree, root, laid)
    root += tree.figures.length
  }
  laidOut.set(of, laid)
  return laid
}

/** Level by level, from its place on. */
function layOutTree({ figures, thresholds, lefts, rights, values }: Tree, root: number, laid: Laid): void {
  const nodes = [0]
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as number
    const figure = figures[node] as number
    laid.figures[root + at] = figure
    laid.limits[root + at] = (figure < 0 ? values[node] : thresholds[node]) as number
    if (figure < 0) continue
    laid.lefts[root + at] = root + nodes.length
    nodes.push(lefts[node] as number, rights[node] as number)
  }
}
