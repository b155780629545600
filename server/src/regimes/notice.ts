import { compare, type Day, error, type Issue, minus, ok, type Result, stop, ZERO } from '@lintas/customs/kernel'
import { checkProlonged, covers, readQuantity, termsOfRegime } from '@lintas/customs/regimes'
import { standingOn } from '@lintas/customs/trust'
import type { Writer } from '../platform/node.ts'
import type { AuthorisationRow } from './authorisation-store.ts'
import * as cases from './case-store.ts'
import { type LotRow, quantityText } from './lot-store.ts'
import { moveLot, type RegimeDesk } from './move.ts'

interface Notice {
  readonly kind: 'loss' | 'waste' | 'use' | 'diversion' | 'home'
  readonly quantity: string
  readonly reason: string
}

/**
 * A holder's word about goods of a lot that is held. What is lost, wasted or used up waits for an officer, and is due unless he accepts the reason; what is to stay
 * in the state is due at once; goods of a zone that were never abroad go home with nothing to charge.
 */
export async function giveNotice(
  tx: Writer,
  node: RegimeDesk,
  lot: LotRow,
  { kind, quantity: text, reason }: Notice,
  by: string,
): Promise<Result<void>> {
  const quantity = readQuantity(text) ?? ZERO
  if (kind === 'home' && lot.charges.length > 0) return stop(error('regimes.home-needs-declaration', 'kind', { regime: lot.regime }))
  if (kind === 'diversion' || kind === 'home') {
    const moved = await moveLot(tx, node, lot.id, { kind, quantity, fate: kind === 'home' ? 'discharged' : 'due' }, by)
    return moved.ok ? ok(undefined) : moved
  }
  if (kind === 'use' && lot.regime !== 'end-use') return stop(error('regimes.use-not-for-regime', 'kind', { regime: lot.regime }))
  const moved = await moveLot(tx, node, lot.id, { kind: kind === 'use' ? 'used' : kind, quantity }, by)
  if (!moved.ok) return moved
  await openCase(tx, node, lot, { kind, movement: moved.value, quantity: quantityText(quantity), reason }, by)
  return ok(undefined)
}

/** What was counted of lots of one authorisation that are held: what is missing waits for an officer, what is too much is shown to one. */
export async function compareStock(
  tx: Writer,
  node: RegimeDesk,
  counted: readonly { readonly lot: LotRow; readonly quantity: string }[],
  reason: string,
  by: string,
): Promise<Result<readonly string[]>> {
  const opened: string[] = []
  for (const { lot, quantity: text } of counted) {
    const difference = minus(readQuantity(text) ?? ZERO, lot.left.quantity)
    if (difference.num === 0n) continue
    const isMissing = compare(difference, ZERO) < 0
    const quantity = isMissing ? minus(ZERO, difference) : difference
    const kind = isMissing ? 'shortage' : 'surplus'
    const moved = isMissing ? await moveLot(tx, node, lot.id, { kind: 'shortage', quantity }, by) : undefined
    if (moved?.ok === false) return moved
    const movement = moved?.ok === true ? { movement: moved.value } : {}
    opened.push(await openCase(tx, node, lot, { kind, ...movement, quantity: quantityText(quantity), reason }, by))
  }
  return ok(opened)
}

/** Asks for a longer term of a lot that is held; an officer decides. */
export async function askForTerm(
  tx: Writer,
  node: RegimeDesk,
  lot: LotRow,
  { until, reason }: { readonly until: LotRow['until']; readonly reason: string },
  by: string,
): Promise<Result<string>> {
  if (lot.until === undefined || until === undefined || until <= lot.until)
    return stop(error('regimes.term-not-longer', 'until', { until: until ?? '', now: lot.until ?? '' }))
  if (lot.left.quantity.num === 0n) return stop(error('regimes.nothing-left', '', { mrn: lot.mrn }))
  const beyond = checkTerm(node, lot, until)
  if (beyond.length > 0) return stop(...beyond)
  return ok(await openCase(tx, node, lot, { kind: 'extension', quantity: quantityText(lot.left.quantity), until, reason }, by))
}

/** What the law of today says against a later day of a lot. */
export function checkTerm({ law, state, clock }: RegimeDesk, { regime, enteredOn }: LotRow, until: Day): readonly Issue[] {
  const terms = termsOfRegime(law, state, clock.today(), regime)
  return terms === undefined ? [] : checkProlonged(terms, enteredOn, until)
}

/** Opens a case about goods of a lot that is held, for an officer to judge. */
export async function openCase(
  tx: Writer,
  node: RegimeDesk,
  lot: LotRow,
  given: Pick<cases.NewCase, 'kind' | 'movement' | 'quantity' | 'until' | 'reason'>,
  by: string,
): Promise<string> {
  const { id, authorisation, code, unit } = lot
  const opened = await cases.insertCase(tx, { ...given, authorisation, lot: id, code, unit, by, at: node.clock.now() })
  const { kind, quantity, until, reason } = given
  const facts = { kind, lot: id, quantity, unit, ...(until === undefined ? {} : { until }) }
  await node.events.append(tx, [{ subject: 'regime-case', subjectId: opened, act: 'open', by, facts, payload: { reason } }])
  return opened
}

interface Transfer {
  readonly quantity: string
  readonly to: AuthorisationRow | undefined
  readonly place: string | undefined
  /** Whether whoever asks may accept the goods, too. */
  readonly isAccepted: boolean
}

/** Moves goods of a lot that is held to another place of their authorisation, or to another authorisation of the regime, whose holder accepts them. */
export async function transfer(
  tx: Writer,
  node: RegimeDesk,
  lot: LotRow,
  own: AuthorisationRow | undefined,
  { quantity, to, place, isAccepted }: Transfer,
  by: string,
): Promise<Result<void>> {
  const target = to ?? own
  const today = node.clock.today()
  if (target === undefined || (to === undefined && (place === undefined || place === lot.place)))
    return stop(error('regimes.transfer-nowhere', 'authorisation'))
  const { number, places } = target
  const issues = [
    ...(target.regime === lot.regime
      ? []
      : [error('regimes.authorisation-of-other-regime', 'authorisation', { number, regime: target.regime, needed: lot.regime })]),
    ...(standingOn(target, today) === 'granted'
      ? []
      : [error('regimes.authorisation-not-in-force', 'authorisation', { number, standing: standingOn(target, today), day: today })]),
    ...(place === undefined || places.length === 0 || places.some(({ id }) => id === place)
      ? []
      : [error('regimes.place-not-covered', 'place', { number, place })]),
    ...(covers(target, lot.code) ? [] : [error('regimes.goods-not-covered', 'authorisation', { number, commodityCode: lot.code })]),
  ]
  if (issues.length > 0) return stop(...issues)
  const moved = await moveLot(
    tx,
    node,
    lot.id,
    {
      kind: 'transfer',
      quantity: readQuantity(quantity) ?? ZERO,
      toAuthorisation: to?.number,
      toPlace: place ?? (to === undefined ? undefined : places[0]?.id),
      ...(isAccepted ? { fate: 'carried' } : {}),
    },
    by,
  )
  return moved.ok ? ok(undefined) : moved
}
