import type { PermitAnswer, PermitDraft, PermitLoadAnswer } from '@lintas/contract'
import { compare, decimal, isZero, minus, toExact, ZERO } from '@lintas/customs/kernel'
import { MEASURES } from '@lintas/customs/permits'
import type { Node } from '../platform/node.ts'
import type { LoadRow, PermitRow } from './permit-store.ts'

/** A permit, with what is left on it and what the law of today calls it. */
export function permitAnswer(node: Pick<Node, 'law' | 'state' | 'clock'>, row: PermitRow): PermitAnswer {
  const today = node.clock.today()
  const measure = node.law.on(MEASURES, node.state, today).find(each => each.measure === row.measure && each.direction === row.direction)
  const document = measure !== undefined && 'document' in measure ? measure.document?.name : undefined
  const left = row.quantity === null ? undefined : minus(decimal(row.quantity), decimal(row.drawn))
  return {
    ...draftAnswer(row),
    id: row.id,
    ...(left === undefined ? {} : { drawn: toExact(decimal(row.drawn)), left: toExact(compare(left, ZERO) < 0 ? ZERO : left) }),
    standing: standingOf(row, today, left !== undefined && isZero(left)),
    ...(document === undefined || measure === undefined ? {} : { document, authority: measure.authority }),
    ...(row.endedOn === null ? {} : { endedOn: row.endedOn }),
    ...(row.endReason === null ? {} : { endReason: row.endReason }),
  }
}

function standingOf({ validFrom, validTo, endedOn }: PermitRow, today: string, isTaken: boolean): PermitAnswer['standing'] {
  if (endedOn !== null) return 'ended'
  if (validTo !== null && validTo <= today) return 'expired'
  if (today < validFrom) return 'not-yet'
  return isTaken ? 'exhausted' : 'in-force'
}

export function draftAnswer({ measure, direction, number, holder, codes, quantity, unit, validFrom, validTo }: PermitRow): PermitDraft {
  return {
    measure,
    direction,
    number,
    holder,
    codes: [...codes],
    ...(quantity === null || unit === null ? {} : { quantity: { value: toExact(decimal(quantity)), unit } }),
    validFrom,
    ...(validTo === null ? {} : { validTo }),
  }
}

export function loadAnswer({ id, source, permits, decision, proposedAt, decidedAt, reason }: LoadRow): PermitLoadAnswer {
  return {
    id,
    source,
    permits,
    standing: decision ?? 'proposed',
    proposedAt: proposedAt.toISOString(),
    ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(reason === null ? {} : { reason }),
  }
}
