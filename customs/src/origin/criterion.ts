/** What a criterion of origin says, as box 8 of Form D prints it. */
export interface Criterion {
  readonly whollyObtained?: true
  readonly change?: 'CC' | 'CTH' | 'CTSH'
  readonly specificProcess?: true
  /** Whole percents of regional value content, cut and never rounded up. */
  readonly contentPercent?: number
  /** The percentage is that of a material that may be cumulated in part, and is not itself eligible. */
  readonly partial?: true
}

const PARTIAL_MIN = 20
const PARTIAL_END = 40

/**
 * Reads a criterion as people write it: `40%`, `RVC 40%`, `CTSH + 35%`, `WO`, `SP`, `PC 25%`. Undefined where it is none that the form has: `PE`,
 * `PSR`, a percentage of more than a hundred, a partial cumulation outside 20 to 39.
 *
 * @source ATIGA Annex 7, overleaf note 3; Annex 6(a), (b)
 */
export function parseCriterion(text: string): Criterion | undefined {
  const parts = text
    .toUpperCase()
    .split('+')
    .map(part => part.replace(/\s+/g, ''))
  let read: Criterion = {}
  for (const part of parts) {
    const found = parsePart(part)
    if (found === undefined || Object.keys(found).some(key => key in read)) return undefined
    read = { ...read, ...found }
  }
  const isAlone = read.whollyObtained === true || read.partial === true
  return isAlone && parts.length > 1 ? undefined : read
}

/** The criterion as the form prints it: `CTSH + 35%`. */
export function printCriterion({ whollyObtained, change, specificProcess, contentPercent, partial }: Criterion): string {
  if (whollyObtained === true) return 'WO'
  const percent = contentPercent === undefined ? [] : [`${contentPercent}%`]
  if (partial === true) return `PC ${percent.join('')}`
  return [...(change === undefined ? [] : [change]), ...(specificProcess === true ? ['SP'] : []), ...percent].join(' + ')
}

/** Whether two texts mean the same criterion. */
export function isSameCriterion(one: string, other: string): boolean {
  const [left, right] = [parseCriterion(one), parseCriterion(other)]
  return left !== undefined && right !== undefined && printCriterion(left) === printCriterion(right)
}

function parsePart(part: string): Criterion | undefined {
  if (part === 'WO') return { whollyObtained: true }
  if (part === 'CC' || part === 'CTH' || part === 'CTSH') return { change: part }
  if (part === 'SP') return { specificProcess: true }
  const percent = /^(RVC|PC)?(\d{1,3})(?:\.\d+)?%?$/.exec(part)
  if (percent === null) return undefined
  const contentPercent = Number(percent[2])
  if (percent[1] !== 'PC') return contentPercent > 0 && contentPercent <= 100 ? { contentPercent } : undefined
  return contentPercent >= PARTIAL_MIN && contentPercent < PARTIAL_END ? { contentPercent, partial: true } : undefined
}
