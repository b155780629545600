import { compare, decimal, error, HUNDRED, type Issue } from '../kernel/index.ts'
import type { Material } from './question.ts'

/** One group of interchangeable materials is kept by one method through a fiscal year. @source ATIGA art. 37 */
export function checkStock(materials: readonly Material[], path: string): readonly Issue[] {
  const methods = new Map<string, string>()
  return materials.flatMap(({ stock }, index) => {
    if (stock === undefined) return []
    const { group, method, fiscalYear, originatingPercent } = stock
    const key = `${group} ${fiscalYear}`
    const known = methods.get(key) ?? method
    methods.set(key, known)
    const where = `${path}[${index}].stock`
    return [
      ...(known === method
        ? []
        : [error('origin.stock-method-changed', `${where}.method`, { group, fiscalYear, method: known, given: method })]),
      ...(method === 'average' && !isPercent(originatingPercent)
        ? [error('origin.stock-average-missing', `${where}.originatingPercent`, { group })]
        : []),
    ]
  })
}

/** The stocks of interchangeable materials that a bill names, each once, wherever in it, with the place that names it first. */
export function listStocks(materials: readonly Material[], path = 'materials'): readonly StockNamed[] {
  const found = new Map<string, StockNamed>()
  for (const [index, { stock, parts = [] }] of materials.entries()) {
    const where = `${path}[${index}]`
    const own =
      stock === undefined ? [] : [{ group: stock.group, fiscalYear: stock.fiscalYear, method: stock.method, path: `${where}.stock.method` }]
    for (const each of [...own, ...listStocks(parts, `${where}.parts`)]) {
      const key = `${each.group} ${each.fiscalYear}`
      if (!found.has(key)) found.set(key, each)
    }
  }
  return [...found.values()]
}

/** By which method a group of interchangeable materials is kept in a fiscal year. */
export interface StockNamed {
  readonly group: string
  readonly fiscalYear: string
  readonly method: string
  readonly path: string
}

/**
 * Each stock that a bill keeps otherwise than was decided for the fiscal year.
 *
 * @source ATIGA art. 37.2
 */
export function checkStockMethods(named: readonly StockNamed[], decided: readonly Omit<StockNamed, 'path'>[]): readonly Issue[] {
  return named.flatMap(({ group, fiscalYear, method, path }) => {
    const known = decided.find(each => each.group === group && each.fiscalYear === fiscalYear)
    if (known === undefined || known.method === method) return []
    return [error('origin.stock-method-changed', path, { group, fiscalYear, method: known.method, given: method })]
  })
}

function isPercent(text: string | undefined): boolean {
  return text !== undefined && compare(decimal(text), HUNDRED) <= 0
}
