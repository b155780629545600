/**
 * Splits whole units over parts in proportion to their weights, to the last unit.
 *
 * Each part gets its share rounded down; the units left over go to the largest remainders, the earlier part first where they are equal.
 * Weights must not be negative. When all weights are zero the units are split evenly.
 */
export function apportion(units: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new Error('given no weights, needs at least one part to apportion to')
  if (weights.some(weight => weight < 0n)) throw new Error('given a negative weight, needs weights of zero or more')
  if (units < 0n) return apportion(-units, weights).map(part => -part)
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total === 0n) {
    return apportion(
      units,
      weights.map(() => 1n),
    )
  }

  const parts = weights.map(weight => (units * weight) / total)
  let left = units - parts.reduce((a, b) => a + b, 0n)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (units * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts
}
