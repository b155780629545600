import type { RegimeLedger } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { printedPage } from './printed.ts'

/** A ledger as a page to print: the same content as its JSON and its CSV, for its holder and for whoever audits him. */
export function ledgerPage(ledger: RegimeLedger, rows: readonly (readonly string[])[]): string {
  const { authorisation, asOf, currency, debt, stock, state } = ledger
  const [headings = [], ...lines] = rows
  const amounts = [debt.suspended, debt.open, debt.discharged, debt.due, debt.carried].map(amount => `${currency} ${amount}`)
  return printedPage({
    title: `Authorisation ${authorisation.number}: ledger`,
    about: `Customs of ${STATE_FACTS[state as State].name}. ${authorisation.regime}, held by ${authorisation.holder}. As of ${asOf}.`,
    tables: [
      { name: 'Suspended debt', heads: ['Suspended', 'Open', 'Discharged', 'Due', 'Carried to other lots'], rows: [amounts] },
      {
        name: 'Stock',
        heads: ['Commodity code', 'Unit', 'Entered', 'Moved', 'Promised', 'Left'],
        rows: stock.map(({ code, unit, entered, moved, promised, left }) => [
          code,
          unit,
          entered,
          moved.map(({ kind, quantity }) => `${kind} ${quantity}`).join(', '),
          promised,
          left,
        ]),
      },
      { name: 'Everything that happened', heads: headings, rows: lines },
    ],
  })
}
