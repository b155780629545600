import { documentKey } from '@lintas/customs/cargo'
import { map, money, ok, parseMoney } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { isForOfficers } from '@lintas/customs/risk'
import type { ArrivingDeclarations } from '../cargo/index.ts'
import { maySee } from '../platform/access/index.ts'
import type { Writer } from '../platform/node.ts'
import { holdDeclarations } from '../regimes/index.ts'
import type { ValuedDeclarations } from '../valuation/index.ts'
import { doerBehind } from './act-events.ts'
import { advance } from './advance.ts'
import { recordArrival } from './arrive.ts'
import { correctDeclaration } from './correct.ts'
import type { Desk } from './desk.ts'
import { holdUnmatched } from './hold.ts'
import { revalue } from './revalue.ts'
import { showDeclaration } from './show.ts'
import { type DeclarationRow, findDeclaration, getDecision, getVersion, holdDeclaration, listDecisions } from './store.ts'
import { getVisible, holdVisible } from './visible.ts'

/** The door of the declarations to the subjects that are handed it: payment, the officers' desk, the release. */
export function openDoor(desk: Desk): ValuedDeclarations & ArrivingDeclarations {
  return {
    async find(reader, mrn) {
      const row = await findDeclaration(reader, mrn)
      return row === undefined ? undefined : headOf(row)
    },
    async hold(tx, mrn) {
      const row = await holdDeclaration(tx, mrn)
      return row === undefined ? undefined : headOf(row)
    },
    async proceed(tx, { mrn }, record, by, { as, facts, payload, lane } = {}) {
      const row = await getHeld(tx, mrn)
      const { act } = record
      const advanced = await advance(tx, desk, row, {
        records: [record],
        lane,
        doer: as === undefined ? doerBehind(by) : { by, as },
        ...(facts === undefined ? {} : { facts: { [act]: facts } }),
        ...(payload === undefined ? {} : { payload: { [act]: payload } }),
      })
      return map(advanced, shown => headOf(shown.row))
    },
    getDocument: async (reader, mrn, version) => (await getVersion(reader, mrn, version)).document,
    holdEach: holdDeclarations,
    async requiredSecurities(reader, mrn) {
      const row = await findDeclaration(reader, mrn)
      return row === undefined ? [] : ((await getDecision(reader, mrn, row.decision)).body.securities ?? [])
    },
    async dueFor(reader, mrn, consignment) {
      const row = await findDeclaration(reader, mrn)
      const owed = row === undefined ? undefined : (await showDeclaration(reader, row)).owed
      const unpaid = owed?.unpaidFor?.[consignment]
      const { currency } = STATE_FACTS[desk.node.state]
      return unpaid === undefined ? undefined : (parseMoney(unpaid[0]?.amount ?? '0', currency) ?? money(0n, currency))
    },
    async getDecided(reader, mrn) {
      const row = await findDeclaration(reader, mrn)
      if (row === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
      const { body: decision, inputs } = await getDecision(reader, mrn, row.decision)
      return { standing: row.standing, decision, found: inputs.found, claims: inputs.claims ?? {}, releasedOn: row.releasedOn ?? undefined }
    },
    async arrive(tx, mrn, documents) {
      const came = new Set(documents.map(documentKey))
      const row = await getHeld(tx, mrn)
      const { consignments } = row.standing
      const concerned = consignments?.flatMap(({ id }) => (came.has(documentKey(id)) ? [id] : [])) ?? [undefined]
      for (const consignment of concerned) {
        const arrived = await recordArrival(tx, desk, doerBehind('system'), await getHeld(tx, mrn), { consignment })
        if (!arrived.ok) return arrived
      }
      return ok(undefined)
    },
    holdUnmatched: async (tx, mrn, unmatched) => holdUnmatched(tx, desk, await getHeld(tx, mrn), unmatched),
    async listPayable(reader, mrn) {
      const row = await findDeclaration(reader, mrn)
      return row === undefined ? [] : (await showDeclaration(reader, row)).owed.unpaid
    },
    async correct(tx, { mrn }, document, caller) {
      return map(await correctDeclaration(tx, desk, caller, await getHeld(tx, mrn), document), shown => headOf(shown.row))
    },
    async revalue(tx, { mrn }, revaluing, caller) {
      const revalued = await revalue(tx, desk, caller, await getHeld(tx, mrn), revaluing)
      return map(revalued, shown => headOf(shown.row))
    },
    getVisible: async (reader, caller, mrn) => headOf(await getVisible(reader, caller, mrn)),
    async isVisible(reader, caller, mrn) {
      const row = await findDeclaration(reader, mrn)
      return row !== undefined && maySee(caller, row)
    },
    holdVisible: async (tx, caller, mrn) => headOf(await holdVisible(tx, caller, mrn)),
    async listScreenings(reader, mrn) {
      const decisions = await listDecisions(reader, mrn)
      return decisions.map(({ number, body }) => ({
        decision: number,
        screenedOn: body.decidedOn,
        screening: body.screening,
        hints: body.issues.filter(isForOfficers),
      }))
    },
  }
}

async function getHeld(tx: Writer, mrn: string): Promise<DeclarationRow> {
  const row = await holdDeclaration(tx, mrn)
  if (row === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  return row
}

function headOf({ office, releasedOn, ...row }: Omit<DeclarationRow, 'listed'>) {
  const { mrn, status, version, principal, filer, declarant, registeredOn, revision } = row
  return {
    mrn,
    status,
    version,
    principal,
    filer,
    declarant,
    office: office ?? undefined,
    registeredOn,
    releasedOn: releasedOn ?? undefined,
    revision,
  }
}
