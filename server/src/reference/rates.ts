import { type ExchangeRate, type ExchangeRates, openExchangeRates, type State } from '@lintas/customs/reference'
import type { Node, Reader } from '../platform/node.ts'
import { listAllRates, type RateRow } from './store.ts'

/** The exchange rates of one node, kept in memory. */
interface KeptRates {
  read(reader: Reader): Promise<ExchangeRates>
  /** Forgets them; the next question reads them again. */
  refresh(): void
}

const ofNode = new WeakMap<Node, KeptRates>()

/** Gives a node its exchange rates; done once, when the subject registers. Other processes of the node hear of new ones by NOTIFY. */
export async function keepRates(node: Node): Promise<void> {
  const kept = openKept(node.state)
  ofNode.set(node, kept)
  await node.db.listen('rates', () => kept.refresh())
}

/** The customs exchange rates of a node whose reference has registered. Whoever is in a transaction lends its connection, and waits for no other. */
export async function ratesOf(node: Node, reader: Reader = node.db): Promise<ExchangeRates> {
  return await keptOf(node).read(reader)
}

/** Called in the process that published; it does not wait for its own notice. */
export function refreshRates(node: Node): void {
  keptOf(node).refresh()
}

function keptOf(node: Node): KeptRates {
  const kept = ofNode.get(node)
  if (kept === undefined) throw new Error(`given the node of ${node.state} before its reference registered, needs it after`)
  return kept
}

function openKept(state: State): KeptRates {
  let opened: Promise<ExchangeRates> | undefined
  return {
    async read(reader) {
      if (opened !== undefined) return await opened
      const reading = listAllRates(reader).then(rows => openExchangeRates(rows.map(row => rateOf(row, state))))
      opened = reading
      reading.catch(() => {
        if (opened === reading) opened = undefined
      })
      return await reading
    },
    refresh() {
      opened = undefined
    },
  }
}

export function rateOf(row: RateRow, state: State): ExchangeRate {
  const { currency, unit, rate, valid_from: validFrom, valid_to: validTo, source } = row
  return { state, currency, unit, rate, validFrom, ...(validTo === null ? {} : { validTo }), source }
}
