import type { DeclarationDocument } from '@lintas/customs/declaration'
import { compare, type Day, decimal, type Issue, minus, ok, plus, type Result, stop, ZERO } from '@lintas/customs/kernel'
import { drawPermits, namedPermits, type PermitLeft } from '@lintas/customs/permits'
import { principalPath } from '@lintas/customs/trust'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './permit-store.ts'

type Parts = Pick<Node, 'law' | 'state' | 'clock' | 'events'>

/** A declaration, and the day whose law and permits it is held to. */
interface Drawing {
  readonly mrn: string
  readonly registeredOn: Day
}

/** What a document is to take of permits on file, while they are held; and what keeps it from that. */
interface HeldPermits {
  readonly draws: readonly store.DrawRow[]
  readonly issues: readonly Issue[]
}

const NONE: HeldPermits = { draws: [], issues: [] }

/** Whether a document names a number in answer to a measure: it may be a permit on file, which is then to be held. */
export function namesPermits({ law, state }: Pick<Node, 'law' | 'state'>, document: DeclarationDocument, day: Day): boolean {
  return namedPermits({ law, state, day }, document).length > 0
}

/**
 * Holds the permits a document names and those its declaration took of before, until the transaction ends, and says what it takes now. What the declaration
 * took itself is still there for it.
 */
export async function holdPermits(
  tx: Writer,
  { law, state }: Parts,
  document: DeclarationDocument,
  { mrn, registeredOn }: Drawing,
): Promise<HeldPermits> {
  const named = namedPermits({ law, state, day: registeredOn }, document)
  const own = await store.listDraws(tx, mrn)
  if (named.length === 0 && own.length === 0) return NONE
  const rows = await store.holdNamed(
    tx,
    named,
    own.map(each => each.permit),
  )
  const onFile = rows.map((row): PermitLeft => {
    const freed = own.filter(each => each.permit === row.id).reduce((sum, each) => plus(sum, decimal(each.amount)), ZERO)
    const { quantity, unit, validTo, endedOn } = row
    const isLimited = quantity !== null && unit !== null
    const until = [validTo, endedOn].filter(each => each !== null).sort()[0]
    return {
      permit: { ...row, quantity: isLimited ? { value: quantity, unit } : undefined, validTo: until },
      left: isLimited ? plus(minus(decimal(quantity), decimal(row.drawn)), freed) : undefined,
    }
  })
  const holder = document[principalPath(document.type)]?.id ?? ''
  const { draws, issues } = drawPermits(document, { holder, day: registeredOn }, named, onFile)
  return { draws: draws.map(({ sequence, permit, value }) => ({ item: sequence, permit, amount: value })), issues }
}

/** Writes what was found while the permits were held, in place of what the declaration took before; what is the same stays taken. */
export async function writeOffPermits(tx: Writer, parts: Parts, mrn: string, { draws }: HeldPermits, by: string): Promise<void> {
  const before = await store.listDraws(tx, mrn)
  const gone = before.filter(each => !draws.some(other => isSame(each, other)))
  const fresh = draws.filter(each => !before.some(other => isSame(each, other)))
  if (gone.length > 0) await giveBack(tx, parts, mrn, gone, by)
  if (fresh.length === 0) return
  await store.insertDraws(tx, mrn, fresh, parts.clock.now())
  await parts.events.append(
    tx,
    fresh.map(({ item, permit, amount }) => ({ subject: 'permit', subjectId: permit, act: 'draw', by, facts: { mrn, item, amount } })),
  )
}

/** Gives back all that a declaration took, once, but for the items whose goods are gone. */
export async function giveBackPermits(tx: Writer, parts: Parts, mrn: string, by: string, gone: readonly number[] = []): Promise<void> {
  const draws = (await store.listDraws(tx, mrn)).filter(each => !gone.includes(each.item))
  if (draws.length === 0) return
  await store.holdNamed(
    tx,
    [],
    draws.map(each => each.permit),
  )
  await giveBack(tx, parts, mrn, draws, by)
}

/** Takes again for goods that go on after all; refused where others took what is left meanwhile, so that whoever decides knows. */
export async function takePermitsAgain(
  tx: Writer,
  parts: Parts,
  document: DeclarationDocument,
  drawing: Drawing,
  by: string,
): Promise<Result<void>> {
  const held = await holdPermits(tx, parts, document, drawing)
  if (held.issues.length > 0) return stop(...held.issues)
  await writeOffPermits(tx, parts, drawing.mrn, held, by)
  return ok(undefined)
}

async function giveBack(tx: Writer, { events }: Parts, mrn: string, draws: readonly store.DrawRow[], by: string): Promise<void> {
  await store.giveBackDraws(tx, mrn, draws)
  await events.append(
    tx,
    draws.map(({ item, permit, amount }) => ({ subject: 'permit', subjectId: permit, act: 'give-back', by, facts: { mrn, item, amount } })),
  )
}

function isSame(one: store.DrawRow, other: store.DrawRow): boolean {
  return one.item === other.item && one.permit === other.permit && compare(decimal(one.amount), decimal(other.amount)) === 0
}
