import { Refused } from './refused.ts'

/** What the steps so far answered, by name; `run` is different in every run. */
export type Memory = Readonly<Record<string, unknown>>

/** Fills in what earlier steps answered: `{{entry.mrn}}`, `{{lots.items.0.id}}`. A text that is nothing else becomes the value itself. */
export function fill(value: unknown, memory: Memory): unknown {
  if (typeof value === 'string') {
    const whole = /^\{\{([^{}]+)\}\}$/.exec(value)
    if (whole !== null) return find(whole[1] ?? '', memory)
    return value.replace(/\{\{([^{}]+)\}\}/g, (_, path: string) => String(find(path, memory)))
  }
  if (Array.isArray(value)) return value.map(each => fill(each, memory))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, memory)]))
}

function find(path: string, memory: Memory): unknown {
  let found: unknown = memory
  for (const name of path.trim().split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined
  if (found === undefined) throw new Refused(`nothing is known as {{${path}}}; earlier steps answered ${Object.keys(memory).join(', ')}`)
  return found
}
