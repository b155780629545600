import { createHash, randomBytes } from 'node:crypto'
import { messageOf } from '@lintas/contract'
import { type CostFacts, listQuoted, makeQuote, tellCost } from '@lintas/customs/cost'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { ENGINE, type Given } from '@lintas/customs/journey'
import { addDays, type Result } from '@lintas/customs/kernel'
import { booksOn } from '../duty/index.ts'
import type { NodeKeys } from '../platform/events/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { forgetQuotes, insertQuote, type KeptQuote, listQuotes } from './store.ts'

/** What a signature of a quote is over, so that it is none over anything else. */
const TYPE = 'lintas-quote'

/** How long a quote that ended can still be read. */
const KEPT_DAYS = 365

/** Makes a quote of today, signs it and keeps it: by today's law and exchange rates as customs published them, and by nobody's own. */
export async function issueQuote(
  node: Node,
  keys: NodeKeys,
  facts: CostFacts,
  option: string | undefined,
  by: string,
): Promise<Result<KeptQuote>> {
  const today = node.clock.today()
  const cost = tellCost(facts, today, await booksOn(node, today))
  if (!cost.ok) return cost
  const number = `${node.state}-Q-${randomBytes(16).toString('base64url')}`
  const notice = messageOf({ code: 'cost.quote-says' })
  const made = makeQuote({ number, madeOn: today, engine: ENGINE, notice }, facts, cost.value, option)
  if (!made.ok) return made
  const kept = { quote: made.value, signature: await keys.sign(TYPE, made.value) }
  const { code } = made.value.facts
  const { currency, total } = made.value.bill
  await node.db.transaction(async tx => {
    await insertQuote(tx, kept, node.clock.now())
    // The number is for whoever it was told; the log has its digest.
    const subjectId = createHash('sha256').update(number).digest('hex').slice(0, 32)
    await node.events.append(tx, [
      { subject: 'quote', subjectId, act: 'make', by, facts: { code, option: made.value.option.id, currency, total } },
    ])
  })
  return { ok: true, value: kept }
}

/** The quotes that a declaration names and this state made; nothing is looked up where it names none. */
export async function quotesNamed(reader: Reader, document: DeclarationDocument): Promise<Pick<Given, 'quotes'>> {
  const numbers = [...new Set(listQuoted(document).map(each => each.number))]
  if (numbers.length === 0) return {}
  const quotes = await listQuotes(reader, numbers)
  return quotes.length === 0 ? {} : { quotes }
}

/** Forgets what ended long ago. */
export async function forgetOldQuotes(node: Node): Promise<void> {
  await node.db.transaction(tx => forgetQuotes(tx, addDays(node.clock.today(), -KEPT_DAYS)))
}
