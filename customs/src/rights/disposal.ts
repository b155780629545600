import { addDays, type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'

/** How goods that are the state's are disposed of. */
export const DISPOSAL_WAYS = ['sale', 'destruction', 'donation'] as const
export type DisposalWay = (typeof DISPOSAL_WAYS)[number]

export const BATCH_STATUSES = ['draft', 'listed', 'approved', 'certified', 'withdrawn'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

/** Why a line is taken out of its batch: its owner came in time, an objection is upheld, it never belonged there; `declared`: nothing was left of its goods when two had approved. */
export const WITHDRAWAL_GROUNDS = ['claimed', 'objection-upheld', 'mistaken'] as const
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number] | 'declared'

/** That a line was taken out of its batch, and why. */
export interface Withdrawal {
  readonly ground: WithdrawalGround
  /** The officer's reason; absent where the goods were declared. */
  readonly words?: string | undefined
  readonly on: Day
  readonly by: string
}

/** At most so many lines in a batch, and so many days on the public list before anybody approves it. @source domain notes §6.6 */
export const BATCH_LINES_MAX = 500
export const LISTED_DAYS = 7

/** One thing of a batch: of a declaration, or of a transport document that nobody declared. */
export interface BatchLine {
  readonly number: number
  readonly mrn?: string | undefined
  /** Its manifest and its number, once it is in a batch. */
  readonly transportDocument?: string | undefined
  readonly manifest?: string | undefined
  /** By which the node knows the transport document. */
  readonly document?: string | undefined
  readonly description: string
  /** Kept apart: no batch mixes hazardous goods, counterfeits or food with others. */
  readonly handling: 'ordinary' | 'hazardous' | 'rights' | 'food'
  /** Somebody objects, and it is not disposed of; until the objection is lifted or the line taken out. */
  readonly objection?: string | undefined
  /** It is in the batch no more, and stays to be read. */
  readonly withdrawn?: Withdrawal | undefined
}

/** A batch as far as its rules need it. */
export interface Batch {
  readonly status: BatchStatus
  readonly lines: readonly BatchLine[]
  readonly listedOn?: Day | undefined
  readonly approvals: readonly string[]
  readonly openedBy: string
}

/** What keeps lines from being one batch: none or too many, the same thing twice, goods that are to be kept apart. */
export function checkLines(lines: readonly Omit<BatchLine, 'number'>[]): readonly Issue[] {
  const keys = lines.map(({ mrn = '', manifest = '', transportDocument = '' }) => `${mrn} ${manifest} ${transportDocument}`)
  return [
    ...(lines.length === 0 || lines.length > BATCH_LINES_MAX
      ? [error('rights.batch-lines', 'lines', { count: lines.length, most: BATCH_LINES_MAX })]
      : []),
    ...lines.flatMap(({ mrn, transportDocument }, index) =>
      (mrn === undefined) === (transportDocument === undefined) ? [error('rights.batch-line-of-what', `lines[${index}]`)] : [],
    ),
    ...keys.flatMap((key, index) => (keys.indexOf(key) === index ? [] : [error('rights.batch-line-twice', `lines[${index}]`)])),
    ...(new Set(lines.map(each => each.handling)).size > 1 ? [error('rights.batch-mixed', 'lines')] : []),
  ]
}

/** The lines that are still to be disposed of. */
export function linesLeft<Line extends Pick<BatchLine, 'withdrawn'>>(lines: readonly Line[]): readonly Line[] {
  return lines.filter(each => each.withdrawn === undefined)
}

/**
 * Whether a line may be taken out of its batch: as long as nobody certified that the batch was carried out, and once. Answers how the batch stands then: without a line left it is withdrawn.
 *
 * @source domain notes §6.6 (objection); RKC General Annex std. 3.46 (what is not the state's is given back)
 */
export function withdrawLine({ status, lines }: Pick<Batch, 'status' | 'lines'>, number: number): Result<BatchStatus> {
  if (status === 'certified' || status === 'withdrawn') return stop(error('rights.batch-status', '', { status }))
  const line = lines.find(each => each.number === number)
  if (line === undefined) return stop(error('rights.batch-line-unknown', '', { line: number }))
  if (line.withdrawn !== undefined) return stop(error('rights.batch-line-withdrawn', '', { line: number }))
  return ok(linesLeft(lines).length === 1 ? 'withdrawn' : status)
}

/** The first day on which a listed batch may be approved. */
export function approvableFrom(listedOn: Day): Day {
  return addDays(listedOn, LISTED_DAYS)
}

/**
 * Whether an officer may approve a listed batch: the list was public for its days, no objection is open, and of two who approve neither is the same nor the one who opened it alone.
 *
 * @source domain notes §6.6 (publication, objection, two officers)
 */
export function checkApproval({ status, lines, listedOn, approvals }: Batch, persons: readonly string[], today: Day): Result<void> {
  if (status !== 'listed' || listedOn === undefined) return stop(error('rights.batch-status', '', { status }))
  const from = approvableFrom(listedOn)
  const open = linesLeft(lines).filter(each => each.objection !== undefined)
  const issues = [
    ...(today < from ? [error('rights.batch-listed', '', { from })] : []),
    ...(open.length > 0 ? [error('rights.batch-objected', '', { lines: open.map(each => each.number).join(', ') })] : []),
    ...(approvals.some(each => persons.includes(each)) ? [error('rights.batch-same-officer', '')] : []),
  ]
  return issues.length === 0 ? ok(undefined) : stop(...issues)
}

/** What is left of the proceeds for the state once the costs are taken off, in minor units; less than nothing where the costs were more. */
export function netOf(proceeds: bigint, costs: bigint): bigint {
  return proceeds - costs
}
