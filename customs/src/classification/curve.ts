/**
 * How likely an answer with a figure is right: a logistic curve over the odds of the figure. As if one more had been right and one more wrong, since
 * a curve through tries without a wrong one has no end.
 *
 * @source J. Platt, "Probabilistic outputs for support vector machines" (1999): the curve and its targets
 */
export function fitCurve(tried: readonly { readonly figure: number; readonly isRight: boolean }[]): (figure: number) => number {
  const rights = tried.filter(({ isRight }) => isRight).length
  const [ofRight, ofWrong] = [(rights + 1) / (rights + 2), 1 / (tried.length - rights + 2)]
  let [level, slope] = [0, 1]
  const at = (figure: number) => 1 / (1 + Math.exp(-(level + slope * logOdds(figure))))
  for (let step = 0; step < STEPS; step++) {
    let [byLevel, bySlope, ofLevel, ofBoth, ofSlope] = [0, 0, RIDGE, 0, RIDGE]
    for (const { figure, isRight } of tried) {
      const [odds, likelihood] = [logOdds(figure), at(figure)]
      const missed = (isRight ? ofRight : ofWrong) - likelihood
      const weight = likelihood * (1 - likelihood)
      byLevel += missed
      bySlope += missed * odds
      ofLevel += weight
      ofBoth += weight * odds
      ofSlope += weight * odds * odds
    }
    const all = ofLevel * ofSlope - ofBoth * ofBoth
    const most = (value: number) => Math.max(-STEP_MAX, Math.min(STEP_MAX, value))
    level += most((ofSlope * byLevel - ofBoth * bySlope) / all)
    slope += most((ofLevel * bySlope - ofBoth * byLevel) / all)
  }
  return at
}

const STEPS = 30
const STEP_MAX = 2
const RIDGE = 1e-6

function logOdds(figure: number): number {
  const inside = Math.max(1e-6, Math.min(1 - 1e-6, figure))
  return Math.log(inside / (1 - inside))
}
