import type { ComparedLanesAnswer, LanesQuery } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Bounds } from '@lintas/customs/risk'
import type { ComparedLanes } from '@lintas/customs/rulings'

export function comparedAnswer({ code, sides, differences }: ComparedLanes): ComparedLanesAnswer {
  return {
    code,
    sides: sides.map(({ state, declarations, lanes, inspections, shares: { held, red, found } }) => ({
      state,
      declarations,
      lanes,
      ...(inspections === undefined ? {} : { inspections }),
      shares: {
        ...(held === undefined ? {} : { held: boundsAnswer(held) }),
        ...(red === undefined ? {} : { red: boundsAnswer(red) }),
        ...(found === undefined ? {} : { found: boundsAnswer(found) }),
      },
    })),
    differences: differences.map(each => ({ share: each.share, with: each.with, ...boundsAnswer(each) })),
  }
}

function boundsAnswer({ rate, low, high }: Bounds) {
  return { rate: rate.toFixed(3), low: low.toFixed(3), high: high.toFixed(3) }
}

export const LANE_HEADINGS = [
  'from',
  'to',
  'direction',
  'code',
  'state',
  'told_on',
  'declarations',
  'green',
  'blue',
  'yellow',
  'red',
  'held_share',
  'red_share',
  'inspected',
  'found',
  'found_share',
  'differs',
]

interface Told {
  readonly from: string
  readonly to: string
  readonly toldOn: ReadonlyMap<State, Day>
}

/** A line a state; that of another state says where this one differs from it, and by how much. */
export function laneLines({ from, to, toldOn }: Told, { direction }: LanesQuery, { code, sides, differences }: ComparedLanesAnswer) {
  return sides.map(({ state, declarations, lanes, inspections, shares }) => [
    from,
    to,
    direction,
    code,
    state,
    toldOn.get(state) ?? '',
    ...[declarations, lanes.green, lanes.blue, lanes.yellow, lanes.red].map(String),
    shares.held?.rate ?? '',
    shares.red?.rate ?? '',
    String(inspections?.inspected ?? ''),
    String(inspections?.found ?? ''),
    shares.found?.rate ?? '',
    differences
      .filter(each => each.with === state)
      .map(({ share, rate, low, high }) => `${share} ${rate} (${low} to ${high})`)
      .join('; '),
  ])
}
