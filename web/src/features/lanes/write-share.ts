/** A share such as `0.125` in per cent, with its sign where it is a difference. */
export function writeShare(rate: string, isDifference = false): string {
  const percent = Math.round(Number(rate) * 1_000) / 10
  return `${isDifference && percent > 0 ? '+' : ''}${percent} %`.replace('-', '−')
}
