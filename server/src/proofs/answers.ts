import type { ProofAnswer, ProofHead } from '@lintas/contract'
import { decimal, minus, toExact } from '@lintas/customs/kernel'
import { permittedActs } from '@lintas/customs/proofs'
import type { Caller, Reader } from '../platform/node.ts'
import * as ledger from './ledger-store.ts'
import * as store from './store.ts'

export function headOf(row: store.ProofRow): ProofHead {
  const { id, side, status, number, form, issuingState, importingState, ticks, issuedOn, validTo, appliedAt } = row
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
  }
}

export async function wholeOf(reader: Reader, row: store.ProofRow): Promise<ProofAnswer> {
  const items = await ledger.listItems(reader, [row.id])
  const acts = await store.listActs(reader, row.id)
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
      ...(words?.reasons === undefined ? {} : { reasons: words.reasons.map(each => ({ ...each })) }),
    })),
    permitted: [...permittedActs(row.status, row.side)],
  }
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
