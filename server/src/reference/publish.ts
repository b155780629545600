import type { ExchangeRateInput } from '@lintas/contract'
import { type Currency, compare, decimal, error, ok, type Result, stop, toExact } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import { refreshRates } from './rates.ts'
import { findRates, insertRates, notifyRates, type RateRow } from './store.ts'

/** How many rates are new, and how many were on file as they are. */
export interface Published {
  readonly published: number
  readonly known: number
}

/**
 * Publishes exchange rates, all or none. A rate that is on file as it is given is left alone; one that differs from what is on file for the
 * same currency and first day is refused, since decisions were taken with it.
 *
 * @param answer what to do in the same transaction with what was published
 */
export async function publishRates<T>(
  node: Node,
  rates: readonly ExchangeRateInput[],
  facts: { readonly source: string; readonly by: string },
  answer: (tx: Writer, published: Published) => Promise<T>,
): Promise<Result<T>> {
  const rows = rates.map(rate => rowOf(rate, facts.source))
  const result = await node.db
    .transaction(async tx => {
      const inserted = new Set((await insertRates(tx, rows, facts.by)).map(keyOf))
      const onFile = new Map((await findRates(tx, rows)).map(row => [keyOf(row), row]))
      const conflicts = rows.flatMap((row, index) => {
        const known = onFile.get(keyOf(row))
        return known === undefined || isSame(known, row) ? [] : [conflict(known, index)]
      })
      if (conflicts.length > 0) throw new Conflict(stop(...conflicts))
      await recordRates(
        node,
        tx,
        rows.filter(row => inserted.has(keyOf(row))),
        facts.by,
      )
      await notifyRates(tx)
      return ok(await answer(tx, { published: inserted.size, known: rows.length - inserted.size }))
    })
    .catch((failure: unknown) => {
      if (failure instanceof Conflict) return failure.refusal
      throw failure
    })
  refreshRates(node)
  return result
}

/** Rolls the transaction back, and carries why. */
class Conflict extends Error {
  readonly refusal: Result<never>

  constructor(refusal: Result<never>) {
    super('rates.already-published')
    this.refusal = refusal
  }
}

async function recordRates(node: Node, tx: Writer, rows: readonly Omit<RateRow, 'loaded_at'>[], by: string): Promise<void> {
  await node.events.append(
    tx,
    rows.map(row => ({
      subject: 'exchange-rate',
      subjectId: keyOf(row),
      act: 'publish',
      by,
      facts: {
        currency: row.currency,
        unit: row.unit,
        rate: row.rate,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        source: row.source,
      },
    })),
  )
}

function rowOf({ currency, unit, rate, validFrom, validTo, source }: ExchangeRateInput, otherwise: string): Omit<RateRow, 'loaded_at'> {
  return {
    currency: currency as Currency, // the schema holds it to ISO 4217
    unit,
    rate,
    valid_from: validFrom,
    valid_to: validTo ?? null,
    source: source ?? otherwise,
  }
}

function keyOf({ currency, valid_from: validFrom }: Pick<RateRow, 'currency' | 'valid_from'>): string {
  return `${currency} ${validFrom}`
}

function isSame(a: Omit<RateRow, 'loaded_at'>, b: Omit<RateRow, 'loaded_at'>): boolean {
  return a.unit === b.unit && a.valid_to === b.valid_to && compare(decimal(a.rate), decimal(b.rate)) === 0
}

function conflict({ currency, valid_from: validFrom, rate, unit }: RateRow, index: number) {
  return error('rates.already-published', `rates[${index}]`, { currency, validFrom, rate: toExact(decimal(rate)), unit })
}
