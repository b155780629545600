import type { ProofAnswer, ProofHead } from '@lintas/contract'
import { decimal, minus, toExact } from '@lintas/customs/kernel'
import {
  awaitsPaper,
  copyActs,
  isPermitted,
  type ProofAct,
  permittedActs,
  VERIFICATION_ACTS,
  type Verification,
  verificationOf,
} from '@lintas/customs/proofs'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { verifyingActs } from './clocks.ts'
import { type Drew, listConsequences, listUndecided } from './consequence-store.ts'
import * as ledger from './ledger-store.ts'
import * as store from './store.ts'

export function headOf(row: store.ProofRow): ProofHead {
  const { id, side, status, number, form, issuingState, importingState, ticks, issuedOn, validTo, appliedAt, suspended, clockOn } = row
  return {
    id,
    side,
    status,
    ...(number === null ? {} : { number }),
    exporter: form.exporter.name,
    consignee: form.consignee.name,
    issuingState,
    importingState,
    type: form.type,
    ticks: [...(ticks ?? [])],
    ...(issuedOn === null || validTo === null ? {} : { issuedOn, validTo }),
    appliedAt: appliedAt.toISOString(),
    ...(suspended ? { suspended } : {}),
    ...(clockOn === null ? {} : { clockOn }),
  }
}

export async function wholeOf(reader: Reader, { clock, state }: Pick<Node, 'clock' | 'state'>, row: store.ProofRow): Promise<ProofAnswer> {
  const items = await ledger.listItems(reader, [row.id])
  const acts = await store.listActs(reader, row.id)
  const verification = verificationOf(verifyingActs(acts, state), clock.today())
  const consequences = row.side === 'importing' ? await listConsequences(reader, row.id) : []
  const undecided = isPermitted(row.status, 'deny-drawn', row.side) ? await listUndecided(reader, row.id) : []
  return {
    ...headOf(row),
    form: row.form,
    ...(row.edition === null ? {} : { edition: row.edition }),
    ...(row.replaces === null ? {} : { replaces: row.replaces }),
    ledger: items.map(({ item, unit, quantity, used }) => ({
      item,
      unit,
      quantity: toExact(decimal(quantity)),
      used: toExact(decimal(used)),
      left: toExact(minus(decimal(quantity), decimal(used))),
    })),
    acts: acts.map(({ act, at, words }) => ({
      act: act as ProofAnswer['acts'][number]['act'],
      at: at.toISOString(),
      ...(words?.text === undefined ? {} : { text: words.text }),
      ...(words?.dueOn === undefined ? {} : { dueOn: words.dueOn }),
      ...(words?.endsOn === undefined ? {} : { endsOn: words.endsOn }),
      ...(words?.visit === undefined ? {} : { visit: { ...words.visit, officials: [...words.visit.officials] } }),
      ...(words?.until === undefined ? {} : { until: words.until }),
      ...(words?.originating === undefined ? {} : { originating: words.originating }),
      ...(words?.late === undefined ? {} : { late: words.late }),
      ...(words?.of === undefined ? {} : { of: words.of }),
      ...(words?.on === undefined ? {} : { on: words.on }),
      ...(words?.declarations === undefined ? {} : { declarations: [...words.declarations] }),
      ...(words?.copiedOn === undefined ? {} : { copiedOn: words.copiedOn }),
      ...(words?.reasons === undefined ? {} : { reasons: words.reasons.map(each => ({ ...each })) }),
    })),
    permitted: permittedNow(row, acts, verification, undecided),
    ...(undecided.length === 0 ? {} : { undecided: undecided.map(({ mrn, items, status }) => ({ mrn, items: [...items], status })) }),
    ...(verification.stage === 'none' && verification.clocks.length === 0
      ? {}
      : { verification: { stage: verification.stage, clocks: verification.clocks.map(each => ({ ...each })) } }),
    ...(consequences.length === 0
      ? {}
      : {
          consequences: consequences.map(({ mrn, items, kind, result, problem }) => ({
            mrn,
            items: [...items],
            kind,
            ...(result === null ? {} : { result }),
            ...(problem === null ? {} : { problem }),
          })),
        }),
  }
}

/** What may be done to a proof as it stands; of what is about a copy, a verification or a paper on its way back, only what it is the turn of. */
function permittedNow(
  { status, side, form }: store.ProofRow,
  acts: readonly store.ActRow[],
  { turns }: Verification,
  undecided: readonly Drew[],
): ProofAct[] {
  const done = acts.map(each => each.act)
  const copying = copyActs(form.type, done)
  const isTurn = (act: ProofAct) => {
    if (act === 'deny-drawn') return undecided.length > 0
    if (act === 'take-back') return awaitsPaper(form.type, done)
    if (act === 'ask-copy' || act === 'copy' || act === 'refuse-copy') return copying.includes(act)
    return !VERIFICATION_ACTS.includes(act) || turns.includes(act)
  }
  return permittedActs(status, side).filter(isTurn)
}

/** Everything that is known of a proof in dispute, for whoever settles it: the form, what was said and determined, its clocks, and what followed for which declarations. */
export async function recordOf(reader: Reader, node: Pick<Node, 'clock' | 'state'>, row: store.ProofRow): Promise<object> {
  const { permitted: _, ...proof } = await wholeOf(reader, node, row)
  return { madeBy: node.state, madeOn: node.clock.today(), proof }
}

/** Whose proofs a caller sees: those of the traders it acts for; undefined for customs, who sees all. */
export function tradersOf({ role, traderIds }: Caller): readonly string[] | undefined {
  return role === 'officer' || role === 'supervisor' ? undefined : traderIds
}

export const CSV_COLUMNS = [
  'id',
  'side',
  'status',
  'number',
  'exporter',
  'consignee',
  'issuingState',
  'importingState',
  'type',
  'issuedOn',
  'validTo',
  'appliedAt',
] as const
