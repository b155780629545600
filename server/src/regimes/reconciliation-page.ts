import type { StockReconciliation } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { printedPage } from './printed.ts'

const HEADINGS = ['code', 'unit', 'opening', 'entered', 'left by', 'expected', 'counted', 'difference', 'due', 'currency'] as const

/** A reconciliation as rows: one for each commodity. */
export function reconciliationRows({ lines, currency }: StockReconciliation): readonly (readonly string[])[] {
  const rows = lines.map(line => [
    line.code,
    line.unit,
    line.opening,
    line.entered,
    line.moved.map(({ kind, quantity }) => `${kind} ${quantity}`).join(', '),
    line.expected,
    line.counted,
    line.difference,
    line.due,
    currency,
  ])
  return [HEADINGS, ...rows]
}

/** A reconciliation as a page to print: stock and debt, the norms they rest on, and which declaration took what. */
export function reconciliationPage(shown: StockReconciliation): string {
  const { authorisation, holder, state, from, to, norms, lines, due, currency } = shown
  const [headings = [], ...rows] = reconciliationRows(shown)
  return printedPage({
    title: `Authorisation ${authorisation}: reconciliation to ${to}`,
    about: `Customs of ${STATE_FACTS[state as State].name}. Held by ${holder}. From ${from} to ${to}. Due on what is missing: ${currency} ${due}.`,
    tables: [
      { name: 'Stock', heads: headings, rows },
      {
        name: 'Norms',
        heads: ['Product', 'Name', 'Unit', 'Material', 'In one unit', 'Waste, %'],
        rows: norms.flatMap(norm =>
          norm.materials.map(each => [norm.product, norm.name, norm.unit, each.code, `${each.quantity} ${each.unit}`, each.wastePercent]),
        ),
      },
      {
        name: 'Taken for products',
        heads: ['Material', 'Declaration', 'Quantity', 'Unit'],
        rows: lines.flatMap(line => line.consumedBy.map(each => [line.code, each.mrn, each.quantity, line.unit])),
      },
    ],
  })
}
