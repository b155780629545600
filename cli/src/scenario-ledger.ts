import type { DebtAccount, RegimeLedger, Scenario } from '@lintas/contract'
import { fill, type Memory } from './scenario-memory.ts'
import type { Stage } from './scenario-stage.ts'

/** A ledger as text and as data. */
export interface PrintedLedger {
  readonly text: string
  readonly data: object
}

/** The ledgers a scenario names: what stands in a regime, what is suspended on it, what its declarations owe. */
export async function printLedgers(stage: Stage, { print }: Scenario, memory: Memory): Promise<readonly PrintedLedger[]> {
  const printed: PrintedLedger[] = []
  for (const number of print.authorisations.map(each => fill(each, memory))) {
    const ledger = await stage.as('supervisor').get<RegimeLedger>(`/api/v1/regime-authorisations/${number}/ledger`)
    printed.push({ text: ledgerText(ledger), data: ledger })
  }
  for (const mrn of print.accounts.map(each => fill(each, memory))) {
    const account = await stage.as('supervisor').get<DebtAccount>(`/api/v1/declarations/${mrn}/account`)
    printed.push({ text: accountText(account), data: account })
  }
  return printed
}

export function ledgerText({ authorisation, asOf, currency, debt, list = [], stock, lots }: RegimeLedger): string {
  const title = `Authorisation ${authorisation.number} (${authorisation.regime}), held by ${authorisation.holder}, as of ${asOf}`
  const of = `Suspended ${currency} ${debt.suspended}: open ${debt.open}, discharged ${debt.discharged}, due ${debt.due}, carried ${debt.carried}`
  const relieved = list.map(
    each => `  list ${each.line} (${each.name}): ${each.drawn} of ${each.cap} ${each.unit} since ${each.periodFrom}, left ${each.left}`,
  )
  const goods = stock.map(each => {
    const moved = each.moved.map(({ kind, quantity }) => `${kind} ${quantity}`)
    return `  ${each.code}: entered ${each.entered} ${each.unit}, ${[...moved, `promised ${each.promised}`, `left ${each.left}`].join(', ')}`
  })
  const lines = lots.flatMap(lot => [
    [lot.enteredOn, 'entry', lot.mrn, lot.code, lot.quantity, lot.unit, lot.debt.suspended, lot.state],
    ...lot.movements
      .filter(each => each.status !== 'undone')
      .map(each => [
        each.settledOn ?? each.movedOn,
        each.kind,
        each.mrn ?? '',
        '',
        `-${each.quantity}`,
        lot.unit,
        each.charges,
        each.status === 'done' ? (each.fate ?? '') : each.status,
      ]),
  ])
  return [title, of, ...relieved, ...goods, ...table(lines)].join('\n')
}

function accountText({ mrn, currency, charged, paid, due, overpaid, securities }: DebtAccount): string {
  const kinds = charged.map(({ kind, amount }) => `${kind} ${amount}`).join(', ') || 'nothing'
  const held = securities.map(each => `  security for ${each.reason}: ${currency} ${each.amount}, of which ${each.open} open`)
  return [`Account of ${mrn} in ${currency}: charged ${kinds}; paid ${paid}, due ${due}, overpaid ${overpaid}`, ...held].join('\n')
}

/** Columns as wide as their widest cell; numbers are those with quantities and amounts. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    `  ${row.map((cell, column) => (column === 4 || column === 6 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  )
}
