import { error, ok, type Result, stop } from '../kernel/index.ts'

/** One link of a chain of custody: who gave what to whom, where, under which seal. Signed by two: who gives, and who takes. */
export interface Handover {
  readonly number: number
  /** The account that gives; absent for the first, where customs takes from whoever had the goods. */
  readonly givenBy?: string
  /** Who it was taken from, or is to take it, in words: a person, a warehouse, a laboratory. */
  readonly holder: string
  readonly place: string
  readonly seal?: string | undefined
  readonly packages?: number | undefined
  readonly note?: string | undefined
  /** An instant as text. */
  readonly givenAt: string
  /** The account that took it, once it has. */
  readonly takenBy?: string
  readonly takenAt?: string
}

/** The account that answers for the goods now: the last that took them. */
export function holderOf(chain: readonly Handover[]): string | undefined {
  return chain.findLast(each => each.takenBy !== undefined)?.takenBy
}

/** The handover that is offered and not taken yet. */
export function openHandover(chain: readonly Handover[]): Handover | undefined {
  const last = chain.at(-1)
  return last?.takenBy === undefined ? last : undefined
}

/** Whether an account may hand goods over: who holds them, and nothing is on its way. */
export function checkHandover(chain: readonly Handover[], by: string): Result<void> {
  const open = openHandover(chain)
  if (open !== undefined) return stop(error('rights.handover-open', '', { holder: open.holder }))
  return holderOf(chain) === by ? ok(undefined) : stop(error('rights.not-the-holder', ''))
}

/** Whether an account may take what is handed over: never who gives it. */
export function checkReceipt(chain: readonly Handover[], persons: readonly string[]): Result<Handover> {
  const open = openHandover(chain)
  if (open === undefined) return stop(error('rights.no-handover', ''))
  return open.givenBy !== undefined && persons.includes(open.givenBy) ? stop(error('rights.handover-to-oneself', '')) : ok(open)
}

/** Whether nothing is missing: every link but the last was taken, and each was given by who took the one before. */
export function isUnbroken(chain: readonly Handover[]): boolean {
  return chain.every((each, index) => {
    const before = chain[index - 1]
    if (before === undefined) return each.givenBy === undefined
    return before.takenBy !== undefined && each.givenBy === before.takenBy && each.takenBy !== each.givenBy
  })
}
