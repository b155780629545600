/** Reads a field by its dotted name; undefined where anything on the way is absent. */
export function fieldOf(holder: unknown, name: string): unknown {
  let value = holder
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value
}
