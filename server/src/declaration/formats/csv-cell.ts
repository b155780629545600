import type { CellKind, Column } from './csv-columns.ts'
import type { Draft } from './draft-fields.ts'

/** Lists of things that are more than their number: a container in a cell is its number alone. */
const OBJECT_LISTS: ReadonlySet<string> = new Set(['containers', 'transportDocuments'])

export const EXPECTED: Readonly<Record<CellKind, string>> = {
  text: 'text',
  decimal: 'a decimal with a point and no grouping, such as 1250.50',
  whole: 'a whole number',
  day: 'a day such as 2026-02-28',
  list: 'numbers separated by spaces',
}

/** The value of a cell; undefined when it is not what its column holds. */
export function readCell(cell: string, { kind, to }: Column): unknown {
  const text = cell.trim()
  switch (kind) {
    case 'text':
      return text.replace(/^'(?=[=+\-@])/, '')
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined
    case 'whole':
      return /^\d{1,9}$/.test(text) ? Number(text) : undefined
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
    case 'list':
      return text.split(/\s+/).map(id => (OBJECT_LISTS.has(to) ? { id } : id))
  }
}

export function writeCell(holder: unknown, { kind, to }: Column): string {
  const value = valueAt(holder, to)
  if (Array.isArray(value)) return value.map(each => (OBJECT_LISTS.has(to) ? valueAt(each, 'id') : each)).join(' ')
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  return kind === 'text' ? defused(String(value)) : String(value)
}

/** Whether a spreadsheet would take the cell for something to compute. @source OWASP, CSV Injection */
export function looksLikeFormula(cell: string): boolean {
  return /^[\s]*[=@]/.test(cell)
}

/** The cell as one that no spreadsheet computes: an apostrophe before what begins like a formula. */
export function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** Sets `quantities.1.unit`, making the objects and lists on the way. */
export function setCell(draft: Draft, to: string, value: unknown): void {
  const names = to.split('.')
  let holder: unknown = draft
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1
    const inner: unknown = valueAt(holder, name) ?? (/^\d+$/.test(names[index + 1] ?? '') ? [] : {})
    if (Array.isArray(holder)) holder[Number(name)] = isLast ? value : inner
    else if (typeof holder === 'object' && holder !== null) Object.assign(holder, { [name]: isLast ? value : inner })
    holder = inner
  }
}

function valueAt(holder: unknown, to: string): unknown {
  let value = holder
  for (const name of to.split('.')) {
    if (Array.isArray(value)) value = value[Number(name)]
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, name))
      value = Object.entries(value).find(([key]) => key === name)?.[1]
    else return undefined
  }
  return value
}
