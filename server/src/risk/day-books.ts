import { addDays, type Day } from '@lintas/customs/kernel'
import type { Node, Reader } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import { scheduleOn } from '../tariff/index.ts'
import type { Worth } from './model-past.ts'

/** Rates and tariff at hand, so that a lodging is scored without a question to the database. */
export interface DayBooks {
  /** Of another day than today and tomorrow there is no tariff at hand: its rates of duty are not known. */
  on(day: Day): Worth
}

/** What foreign currencies are worth in a state, and what goods pay there, on a day. */
export async function worthOn(node: Node, day: Day, reader: Reader): Promise<Worth> {
  const rates = await ratesOf(node, reader)
  return { state: node.state, rates, law: node.law, schedule: await scheduleOn(node, day, reader) }
}

/** Keeps those of today and tomorrow, read anew when one changes. */
export async function openDayBooks(node: Node): Promise<DayBooks> {
  const { db, log, clock, state, law } = node
  const kept = new Map<Day, Worth>()
  const asked = new Set<Day>()
  let rates = await ratesOf(node)

  async function prepare(day: Day): Promise<void> {
    const worth = await worthOn(node, day, db)
    rates = worth.rates
    kept.set(day, worth)
    for (const each of kept.keys()) if (each < clock.today()) kept.delete(each)
  }
  function prepareAside(day: Day): void {
    if (kept.has(day) || asked.has(day)) return
    asked.add(day)
    prepare(day)
      .catch(cause => log.warn({ err: cause }, 'rates and tariff of a day could not be read; its duty is not known to the score'))
      .finally(() => asked.delete(day))
  }
  async function refresh(): Promise<void> {
    rates = await ratesOf(node)
    const days = [...kept.keys()]
    for (const day of days) await prepare(day)
  }
  const trying = () => {
    refresh().catch(cause => log.warn({ err: cause }, 'rates and tariff could not be read anew; values are compared by those before'))
  }
  await db.listen('rates', trying)
  await db.listen('tariff', trying)
  await prepare(clock.today())

  return {
    on(day) {
      const today = clock.today()
      prepareAside(today)
      prepareAside(addDays(today, 1))
      return kept.get(day) ?? { state, rates, law, schedule: undefined }
    },
  }
}
