import { type Day, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { type AuthorisationBody, findEndUseRow, findOutwardRow, REGIMES_OFFERED } from '@lintas/customs/regimes'
import { isSamePerson } from '../platform/acting.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import * as store from './authorisation-store.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'law' | 'state'>
type Reasons = store.AuthorisationDecision['reasons']

export interface Application {
  readonly holder: string
  readonly body: AuthorisationBody
  readonly validFrom: Day
  readonly validTo: Day
}

/** What is made of what has to be known for these; goods lie somewhere in those. */
const NEEDS_NORMS: ReadonlySet<string> = new Set(['inward-processing', 'drawback'])
const NEEDS_PLACE: ReadonlySet<string> = new Set(['warehouse', 'free-zone'])

/** Applies for an authorisation. Everything the application lacks is named; a regime the state's law does not offer is refused by name. */
export async function applyFor(
  tx: Writer,
  node: Desk,
  { holder, body, validFrom, validTo }: Application,
  by: string,
): Promise<Result<string>> {
  const { clock, events, law, state } = node
  const { regime, norms, places, outward } = body
  const isMade = NEEDS_NORMS.has(regime) || outward?.operation === 'processing'
  const today = clock.today()
  const isOffered = law.on(REGIMES_OFFERED, state, today).some(row => row.regime === regime)
  const issues = [
    ...(isOffered ? [] : [error('regimes.not-on-file', 'regime', { type: regime, name: regime, state, day: today })]),
    ...(validTo > validFrom ? [] : [error('regimes.validity', 'validTo', { validFrom, validTo })]),
    ...(isMade && norms.length === 0 ? [error('regimes.norms-needed', 'norms', { regime })] : []),
    ...(NEEDS_PLACE.has(regime) && places.length === 0 ? [error('regimes.places-needed', 'places', { regime })] : []),
    ...checkOutward(body, node),
    ...checkRelief(body, node),
    ...(await checkAmends(tx, holder, body)),
  ]
  if (issues.length > 0) return stop(...issues)
  const number = await store.insertAuthorisation(tx, { state, holder, body, validFrom, validTo, by, at: clock.now() })
  const facts = { regime, holder, validFrom, validTo }
  await events.append(tx, [{ subject: 'regime-authorisation', subjectId: number, act: 'apply', by, facts }])
  return ok(number)
}

/** What an application for outward processing says that another does not, and whether the state's law knows what is to be done abroad. */
function checkOutward({ regime, outward }: AuthorisationBody, { clock, law, state }: Desk): readonly Issue[] {
  if (regime !== 'outward-processing') return outward === undefined ? [] : [error('regimes.outward-not-for-regime', 'outward', { regime })]
  if (outward === undefined) return [error('regimes.outward-needed', 'outward')]
  const { operation } = outward
  const day = clock.today()
  if (findOutwardRow(law, state, day, operation) !== undefined) return []
  return [error('regimes.outward-operation-not-on-file', 'outward.operation', { operation, state, day })]
}

/** What an application for end use says that another does not: a use the state's law relieves goods for, and the list of them. */
function checkRelief({ regime, relief }: AuthorisationBody, { clock, law, state }: Desk): readonly Issue[] {
  if (regime !== 'end-use') return relief === undefined ? [] : [error('regimes.use-not-for-regime', 'relief', { regime })]
  if (relief === undefined || relief.list.length === 0) return [error('regimes.use-needed', 'relief')]
  const [day, { use }] = [clock.today(), relief]
  return findEndUseRow(law, state, day, use) === undefined ? [error('regimes.use-not-on-file', 'relief.use', { use, state, day })] : []
}

/** What keeps norms from taking the place of others: no norms, or no granted authorisation of the same holder and regime that is none's amendment itself. */
async function checkAmends(tx: Writer, holder: string, { amends, regime, norms }: AuthorisationBody): Promise<readonly Issue[]> {
  if (amends === undefined) return []
  const before = await store.findAuthorisation(tx, amends)
  const isFit = before?.holder === holder && before.regime === regime && before.status === 'granted' && before.amends === undefined
  return [
    ...(isFit ? [] : [error('regimes.amends-unfit', 'amends', { number: amends, regime })]),
    ...(norms.length > 0 ? [] : [error('regimes.norms-needed', 'norms', { regime })]),
  ]
}

/**
 * An officer's word on an application that is held. The first who approves it has examined it; a supervisor, who is another, grants it. Either may refuse,
 * with reasons.
 */
export async function decideOn(
  tx: Writer,
  node: Desk,
  row: store.AuthorisationRow,
  { decision, reasons }: { readonly decision: 'approved' | 'refused'; readonly reasons: Reasons },
  { accountId: by, role }: Pick<Caller, 'accountId' | 'role'>,
): Promise<Result<void>> {
  const { number, status, appliedBy } = row
  const earlier = await store.listDecisions(tx, number)
  if (status !== 'applied' && status !== 'examined') return stop(error('regimes.application-decided', '', { number, status }))
  if (isSamePerson(appliedBy, by) || earlier.some(each => isSamePerson(each.by, by)))
    return stop(error('regimes.same-officer', '', { number }))
  if (decision === 'refused' && reasons.length === 0) return stop(error('regimes.reasons-missing', 'reasons'))
  if (decision === 'approved' && status === 'examined' && role !== 'supervisor')
    return stop(error('regimes.supervisor-needed', '', { number }))
  const next = decision === 'refused' ? 'refused' : status === 'applied' ? 'examined' : 'granted'
  await move(tx, node, number, next, { decision: next, by, reasons })
  return ok(undefined)
}

/** Suspends an authorisation that is held, restores it or revokes it; never without reasons. What is in the regime stays there until its day. */
export async function setStanding(
  tx: Writer,
  node: Desk,
  { number, status }: store.AuthorisationRow,
  { standing, reasons }: { readonly standing: 'suspended' | 'granted' | 'revoked'; readonly reasons: Reasons },
  by: string,
): Promise<Result<void>> {
  if (reasons.length === 0) return stop(error('regimes.reasons-missing', 'reasons'))
  const isOpen =
    standing === 'granted' ? status === 'suspended' : status === 'granted' || (standing === 'revoked' && status === 'suspended')
  if (!isOpen) return stop(error('regimes.standing-not-permitted', 'standing', { number, status, standing }))
  await move(tx, node, number, standing, { decision: standing === 'granted' ? 'restored' : standing, by, reasons })
  return ok(undefined)
}

async function move(
  tx: Writer,
  { clock, events }: Desk,
  number: string,
  status: store.AuthorisationRow['status'],
  { decision, by, reasons }: { readonly decision: string; readonly by: string; readonly reasons: Reasons },
): Promise<void> {
  await store.moveAuthorisation(tx, number, status, { decision, by, reasons, at: clock.now() })
  const payload = reasons.length === 0 ? {} : { payload: { reasons } }
  await events.append(tx, [{ subject: 'regime-authorisation', subjectId: number, act: decision, by, facts: { status }, ...payload }])
}
