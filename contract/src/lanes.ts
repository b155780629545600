import { MEASURE_DIRECTIONS } from '@lintas/customs/permits'
import { STATES } from '@lintas/customs/reference'
import { LANE_SHARES, LANES_TOLD_MIN } from '@lintas/customs/rulings'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

const count = z.number().int().min(0).max(100_000_000)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-03')
const lanes = z.strictObject({ green: count, blue: count, yellow: count, red: count })
const MIN = LANES_TOLD_MIN.declarations

/** What an administration decided of goods of a code in a month: at least ten declarations of three traders. */
const lanePositionSchema = z.strictObject({
  direction: z.enum(MEASURE_DIRECTIONS),
  code: z.string().regex(/^(\d{6}|\d{8})$/),
  lanes: lanes.refine(({ green, blue, yellow, red }) => green + blue + yellow + red >= MIN, `no fewer than ${MIN} declarations`),
  inspections: z
    .strictObject({ inspected: count.min(LANES_TOLD_MIN.inspected), found: count })
    .refine(({ inspected, found }) => found <= inspected, 'no more found than was inspected')
    .optional(),
})
export type LanePosition = z.output<typeof lanePositionSchema>

/** What the node of a state tells its neighbours of a month that is over, in place of what it told of it before. */
export const lanesMessage = z.strictObject({ on: z.iso.date(), month, positions: z.array(lanePositionSchema).max(50_000) })

/** A share or a difference of shares: `0.125`, and the bounds between which it lies. */
const bounds = z.object({ rate: z.string(), low: z.string(), high: z.string() })

const sideSchema = z.object({
  state: z.enum(STATES),
  declarations: z.number().int(),
  lanes: z.object({ green: z.number().int(), blue: z.number().int(), yellow: z.number().int(), red: z.number().int() }),
  /** Absent where fewer than ten were inspected. */
  inspections: z.object({ inspected: z.number().int(), found: z.number().int() }).optional(),
  /** Looked into before release; the goods themselves looked at; inspections that found a discrepancy. */
  shares: z.object({ held: bounds.optional(), red: bounds.optional(), found: bounds.optional() }),
})

const comparedSchema = z.object({
  code: z.string(),
  /** This state’s first. */
  sides: z.array(sideSchema),
  /** Shares that differ beyond chance: by how much this state’s is above the other’s. */
  differences: z.array(bounds.extend({ share: z.enum(LANE_SHARES), with: z.enum(STATES) })),
})
export type ComparedLanesAnswer = z.output<typeof comparedSchema>

export const lanesAnswer = pageOf(comparedSchema).extend({
  state: z.enum(STATES),
  /** The months that are compared, both inclusive. */
  from: month,
  to: month,
  /** Nothing is told of fewer. */
  atLeast: z.object({ declarations: z.number().int(), inspected: z.number().int(), traders: z.number().int() }),
  /** How many pairs of shares were compared: the more, the more each must differ to be named. */
  comparisons: z.number().int(),
  /** How many goods differ. */
  differing: z.number().int(),
  /** Which states told of these months, and when they told last. */
  told: z.array(z.object({ state: z.enum(STATES), on: z.iso.date() })),
})
export type LanesAnswer = z.output<typeof lanesAnswer>

const asked = z.object({
  direction: z.enum(MEASURE_DIRECTIONS).default('import'),
  digits: z.enum(['6', '8']).default('6').describe('Six digits are the same everywhere; eight are those of the AHTN'),
  months: z
    .string()
    .regex(/^([1-9]|1[0-2])$/, 'how many months, 1 to 12')
    .default('3')
    .describe('How many of the months that are over, the last first'),
  code: z
    .string()
    .regex(/^\d{2,8}$/, 'the first digits of a code')
    .optional(),
  differing: z.enum(['true', 'false']).default('false').describe('Only goods with a difference'),
})
export type LanesQuery = z.output<typeof asked>

export const compareLanes = {
  summary: 'For officers: which lanes declarations of like goods got in this state and in others, those that differ most first',
  querystring: pageQuery.extend(asked.shape),
  response: { 200: lanesAnswer },
}
export const exportLanes = {
  summary: 'The same as CSV: one row a code and state',
  querystring: asked,
  produces: ['text/csv'],
  response: { 200: z.string() },
}
