import type { BackTestAnswer, ExpressionTrial } from '@lintas/contract'
import { addDays, type Day, error, ok, parseDay, type Result, stop } from '@lintas/customs/kernel'
import { beginBackTest, compileExpression, type Expression, isAboutManifest, tryOn } from '@lintas/customs/risk'
import type { Caller, Node } from '../platform/node.ts'
import { countPast, findPast, keepBackTest, readPast } from './past-store.ts'
import { findProfile } from './profile-store.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'events'>

/** A year, where nobody says since when. */
const DAYS = 365
/** As many declarations as one back-test asks, the newest; it says where there were more. */
const DECLARATIONS_MAX = 20_000

/** Days of the past: from one until before another. */
export interface Past {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What an expression would have done with the declarations of some days. Nothing is changed by it. */
export async function backTest({ db, clock }: Parts, text: string, past: Past): Promise<Result<BackTestAnswer>> {
  const compiled = compileQuestion(text)
  if (!compiled.ok) return compiled
  const to = dayOf(past.to) ?? addDays(clock.today(), 1)
  const from = dayOf(past.from) ?? addDays(to, -DAYS)
  if (from >= to) return stop(error('risk.back-test-period', 'to', { from }))
  const testing = beginBackTest(compiled.value)
  for await (const each of readPast(db, from, to, DECLARATIONS_MAX)) testing.tell(each)
  const result = testing.result(from, to)
  const registered = await countPast(db, from, to)
  return ok({ ...result, overlap: [...result.overlap], examples: [...result.examples], from, to, registered })
}

/** The same for a version of a profile, kept for whoever approves it. */
export async function backTestProfile(
  node: Parts,
  caller: Caller,
  id: string,
  version: number,
  past: Past,
): Promise<Result<BackTestAnswer>> {
  const found = await findProfile(node.db, id, version)
  if (found === undefined) return stop(error('risk.profile-unknown', '', { id, version }))
  const tested = await backTest(node, found.profile.expression, past)
  if (!tested.ok) return tested
  const { from, to, asked, hits } = tested.value
  await node.db.transaction(async tx => {
    await keepBackTest(tx, id, version, tested.value, caller.accountId, node.clock.now())
    const facts = { profile: id, version, from, to, asked, hits }
    await node.events.append(tx, [
      { subject: 'risk-profile', subjectId: `${id}@${version}`, act: 'back-test', by: caller.accountId, facts },
    ])
  })
  return tested
}

/** Whether an expression can be asked, and what it says of one declaration, where one of the caller's office is named. */
export async function tryExpression(
  { db }: Pick<Parts, 'db'>,
  text: string,
  mrn: string | undefined,
  sees: (office: string | undefined) => boolean,
): Promise<Result<ExpressionTrial>> {
  const compiled = compileExpression(text)
  if (!compiled.ok) return compiled
  const { asks } = compiled.value
  if (mrn === undefined) return ok({ asks })
  if (isAboutManifest(compiled.value)) return stop(error('risk.back-test-manifest', 'expression'))
  const past = await findPast(db, mrn)
  if (past === undefined || !sees(past.document.office)) return stop(error('risk.declaration-unknown', 'mrn', { mrn }))
  const { held, problem } = tryOn(compiled.value, past)
  const paths = held.filter(path => path !== '')
  return ok({ asks, tried: { mrn, holds: held.length > 0, paths, ...(problem === undefined ? {} : { problem }) } })
}

function compileQuestion(text: string): Result<Expression> {
  const compiled = compileExpression(text)
  return compiled.ok && isAboutManifest(compiled.value) ? stop(error('risk.back-test-manifest', 'expression')) : compiled
}

const dayOf = (text: string | undefined): Day | undefined => (text === undefined ? undefined : parseDay(text))
