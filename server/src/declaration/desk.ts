import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Decision, decide, findScheduleDay, type Given } from '@lintas/customs/journey'
import { map, ok, type Result } from '@lintas/customs/kernel'
import type { ExchangeRates } from '@lintas/customs/reference'
import { readScript } from '@lintas/customs/risk'
import { type Authority, principalPath } from '@lintas/customs/trust'
import type { Journeys } from '../cargo/index.ts'
import { mayActFor } from '../platform/access/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { spanned } from '../platform/tracing.ts'
import type { Risk } from '../risk/index.ts'
import { correlationsOn, scheduleOn, schedulesOf } from '../tariff/index.ts'
import type { Operators } from '../trust/index.ts'
import type { LawBooks } from './law-books.ts'
import type { Numbers } from './numbers.ts'

/** What deciding on declarations takes, beside the declarations. */
export interface Desk {
  readonly node: Node
  readonly risk: Risk
  readonly numbers: Numbers
  readonly lawBooks: LawBooks
  readonly operators: Operators
  readonly journeys: Journeys
  /** The customs exchange rates the node holds. */
  rates(reader: Reader): Promise<ExchangeRates>
}

/** What is said of a code of another day, as long as only the schedule of the day was looked at. */
const MAY_HAVE_ENDED: ReadonlySet<string> = new Set(['tariff.code-unknown', 'tariff.code-incomplete', 'tariff.code-too-long'])

/** Takes a decision with the law, the schedule, the rates and the profiles of the day, read with the connection the caller has: one after the other. */
export async function takeDecision(reader: Reader, desk: Desk, document: DeclarationDocument, given: Given): Promise<Result<Decision>> {
  const { node, risk } = desk
  const { law } = node
  const books = await spanned('decision books', {}, async () => {
    const schedule = await scheduleOn(node, findScheduleDay(document, given, law), reader)
    const rates = await desk.rates(reader)
    return { law, schedule, rates, ...(await risk.books(given.decidedOn, given.lot.day)) }
  })
  const decided = spanned('decision', { occasion: given.occasion }, () => decide(document, given, books))
  const { schedule } = books
  if (decided.ok || schedule === undefined || !decided.issues.some(issue => MAY_HAVE_ENDED.has(issue.code))) return decided
  // A code that no line has may have been one of another day: only a refusal says so, so only a refusal looks.
  const otherSchedules = await schedulesOf(node).others(schedule.version.id, reader)
  return decide(document, given, {
    ...books,
    otherSchedules,
    correlations: await correlationsOn(node, findScheduleDay(document, given, law), reader),
  })
}

/** What the node knows today of the parties a declaration names. */
export async function authorityOf(
  reader: Reader,
  { node, operators }: Desk,
  caller: Caller,
  document: DeclarationDocument,
  filer: string,
): Promise<Authority> {
  const scope = document.type?.startsWith('EX') === true ? 'export' : 'import'
  const answerable = [document[principalPath(document.type)]?.id, document.declarant?.id].filter(id => id !== undefined)
  const named = [...new Set(answerable)]
  const tiers = await operators.tiersOf(named, reader)
  return {
    on: node.clock.today(),
    filer,
    actsFor: named.filter(id => mayActFor(caller, id, scope)),
    restrictions: await operators.restrictionsOn(named, reader),
    ...(tiers.length === 0 ? {} : { tiers }),
  }
}

/** What a declaration tells a sandbox to ask for; elsewhere nobody is told anything. */
export function scriptIn({ sandbox }: Pick<Node, 'sandbox'>, document: DeclarationDocument): Result<Pick<Given, 'scripted'>> {
  if (!sandbox) return ok({})
  return map(readScript(document), script => (script === undefined ? {} : { scripted: script }))
}
