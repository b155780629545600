import type { Notification, NotificationType } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { notificationOf } from '../events/index.ts'
import type { Reader } from '../node.ts'
import * as log from './log-store.ts'

/** Something organisations are told: what, in which order, and whom it concerns. */
export interface Told {
  readonly position: number
  readonly at: Date
  /** What receivers tell repetitions by: of the event, so that it is the same at every endpoint and in the list of events. */
  readonly messageId: string
  /** What it is about; of one thing all is told in order. */
  readonly about: string
  readonly traderIds: readonly string[]
  /** For whom a declaration was made; absent where it is about none. */
  readonly principal?: string
  readonly notification: Notification
}

/** What organisations are told of what happened at places of the log from `from` up to, not including, `to`, in the order of the log. */
export async function listTold(db: Reader, state: State, traderIds: readonly string[], from: number, to: number): Promise<readonly Told[]> {
  const declarations = await log.listDeclarationEvents(db, traderIds, from, to)
  const alerts = await log.listAlertEvents(db, traderIds, from, to)
  const supplies = await log.listSupplyEvents(db, traderIds, from, to)
  const statements = await log.listStatementEvents(db, traderIds, from, to)
  const told = [
    ...declarations.flatMap(event => ofDeclaration(state, event)),
    ...alerts.map(event => ofAlert(state, event)),
    ...supplies.flatMap(event => ofSupply(state, event)),
    ...statements.map(event => ofStatement(state, event)),
  ]
  return told.sort((one, other) => one.position - other.position)
}

function ofDeclaration(state: State, event: log.DeclarationEvent): readonly Told[] {
  const said = notificationOf(event.act, event.facts)
  if (said === undefined) return []
  const { mrn, localReference, declarant, filer, principal } = event
  const data = { state, mrn, localReference, filer, principal, ...said.facts }
  return [
    {
      ...placeOf(state, event),
      about: mrn,
      traderIds: [filer, principal, declarant],
      principal,
      notification: { type: said.type, timestamp: event.at.toISOString(), data },
    },
  ]
}

function ofAlert(state: State, event: log.AlertEvent): Told {
  const { list, name, traderId, alert, subject, about, what, codes, successors } = event
  const replaced = successors === null ? {} : { successors }
  const data = { state, list: { id: list, name }, alert, subject, about, what, codes, ...replaced }
  return {
    ...placeOf(state, event),
    about: list,
    traderIds: [traderId],
    notification: { type: 'codes.changed', timestamp: event.at.toISOString(), data },
  }
}

/** What the other side of a supplier's declaration is told; what else is done to one is not. */
const SUPPLIES: Readonly<Record<string, NotificationType>> = {
  ask: 'supplier-declaration.asked',
  declare: 'supplier-declaration.made',
  decline: 'supplier-declaration.declined',
  withdraw: 'supplier-declaration.withdrawn',
  replace: 'supplier-declaration.replaced',
}

function ofSupply(state: State, event: log.SupplyEvent): readonly Told[] {
  const type = Object.hasOwn(SUPPLIES, event.act) ? SUPPLIES[event.act] : undefined
  if (type === undefined) return []
  const { number, status, traderId } = event
  const notification = { type, timestamp: event.at.toISOString(), data: { state, number, status } }
  return [{ ...placeOf(state, event), about: number, traderIds: [traderId], notification }]
}

function ofStatement(state: State, event: log.StatementEvent): Told {
  const { statement, name, traderId, act, record, because } = event
  const data = { state, statement, name, record, ...(because === null ? {} : { because }) }
  const type = act === 'fall' ? 'origin-statement.to-redo' : 'origin-statement.stands-again'
  return {
    ...placeOf(state, event),
    about: statement,
    traderIds: [traderId],
    notification: { type, timestamp: event.at.toISOString(), data },
  }
}

function placeOf(state: State, { position, id, at }: Pick<log.DeclarationEvent, 'position' | 'id' | 'at'>) {
  return { position: Number(position), at, messageId: `msg_${state.toLowerCase()}_${id}` }
}
