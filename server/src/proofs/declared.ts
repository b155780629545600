import { addMonths } from '@lintas/customs/kernel'
import { type OriginDeclaration, PROOF_FORMS } from '@lintas/customs/origin'
import { declarationNumber, declaredGoods, declaringState } from '@lintas/customs/proofs'
import { STATES, type State } from '@lintas/customs/reference'
import type { Node, Writer } from '../platform/node.ts'
import * as declared from './declared-store.ts'
import * as store from './store.ts'
import { type ProofMessage, tell } from './tell.ts'

type Told<Kind extends ProofMessage['kind']> = Extract<ProofMessage, { readonly kind: Kind }>

export function numberOf({ country, authorisation, document }: OriginDeclaration): string {
  return declarationNumber({ country, authorisation, document: document.number })
}

/** Tells every other state what an origin declaration that was made out here certifies: one is addressed to no state. `check`: by which anyone may check it. */
export async function tellDeclared(tx: Writer, node: Node, body: OriginDeclaration, check: string): Promise<void> {
  const message = { number: numberOf(body), check, issuedOn: body.document.issuedOn, goods: declaredGoods(body) }
  for (const to of othersThan(node.state)) await tell(tx, node, to, { kind: 'declared', ...message })
}

/** Tells every other state that an origin declaration was revoked: nothing is drawn of it from then on. */
export async function tellRevoked(tx: Writer, node: Node, body: OriginDeclaration): Promise<void> {
  for (const to of othersThan(node.state)) await tell(tx, node, to, { kind: 'end', number: numberOf(body), status: 'cancelled' })
}

/** Takes in what another state tells that a declaration of its exporter certifies; what was used of it before it was told stays all that may be. */
export async function takeInDeclared(tx: Writer, node: Node, from: State, message: Told<'declared'>): Promise<void> {
  const { number, check, issuedOn, goods } = message
  if (declaringState(number) !== from) {
    node.log.warn({ number, from }, 'an origin declaration came that its sender has no exporter of')
    return
  }
  const form = node.law.on(PROOF_FORMS, node.state, issuedOn).find(each => each.agreement === 'atiga' && each.selfCertified)
  const told = { goods, issuedOn, check, validTo: form === undefined ? undefined : addMonths(issuedOn, form.validityMonths) }
  await declared.insertDeclared(tx, { number, from, to: node.state, ...told, at: node.clock.now() })
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined || !(await declared.tellGoods(tx, row.id, told))) return
  await declared.openGoods(tx, row.id, goods)
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'receive', by: 'system', facts: { from, issuedOn } }])
}

/**
 * Notes what another state tells is used of a declaration of this state's exporter. It is used in one state: the others are told which, and that it is free
 * again where nothing of it is used any more.
 */
export async function noteDeclaredUse(tx: Writer, node: Node, from: State, message: Told<'use'>): Promise<void> {
  const { number, report, status, items } = message
  const before = userOf(await declared.listToldUses(tx, number))
  if (!(await declared.noteToldUse(tx, { number, state: from, report, status, items, at: node.clock.now() }))) return
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'use', by: 'system', facts: { from, report, status, items } }])
  const user = userOf(await declared.listToldUses(tx, number))
  if (user === before) return
  for (const to of othersThan(node.state))
    await tell(tx, node, to, { kind: 'claimed', number, ...(user === undefined ? {} : { by: user }) })
}

/** Keeps a declaration for the state that used it first; free for this one again where none does. What was drawn here before stays drawn. */
export async function noteClaimed(tx: Writer, node: Node, from: State, { number, by }: Told<'claimed'>): Promise<void> {
  if (declaringState(number) !== from) return
  const to = by ?? node.state
  await declared.insertDeclared(tx, {
    number,
    from,
    to,
    goods: { told: false, items: [] },
    issuedOn: node.clock.today(),
    at: node.clock.now(),
  })
  const [row] = await store.holdNumbers(tx, [number])
  if (row === undefined || row.importingState === to) return
  await declared.moveTo(tx, row.id, to)
  await node.events.append(tx, [{ subject: 'proof', subjectId: number, act: 'claim', by: 'system', facts: { from, to } }])
}

/** The state that uses a declaration: whichever told first, of those that use any of it. */
function userOf(uses: readonly declared.ToldUse[]): State | undefined {
  return uses.find(each => each.status === 'used' || each.status === 'used-partly')?.state
}

function othersThan(state: State): readonly State[] {
  return STATES.filter(each => each !== state)
}
