/** An object under construction, addressed by dotted names that come from the mapping, never from a sender. */
export type Draft = Record<string, unknown>

export function getAt(draft: Draft, path: string): unknown {
  let value: unknown = draft
  for (const name of path.split('.')) {
    if (!isDraft(value)) return undefined
    value = value[name]
  }
  return value
}

export function setAt(draft: Draft, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.length === 0 ? draft : objectAt(draft, names.join('.'))
  holder[last] = value
}

/** The object at a path, made where there is none yet. */
export function objectAt(draft: Draft, path: string): Draft {
  let holder = draft
  for (const name of path.split('.')) {
    const inner = holder[name]
    if (isDraft(inner)) holder = inner
    else {
      const made: Draft = Object.create(null)
      holder[name] = made
      holder = made
    }
  }
  return holder
}

/** The list at a path, made where there is none yet. */
export function listAt(draft: Draft, path: string): unknown[] {
  const present = getAt(draft, path)
  if (Array.isArray(present)) return present
  const made: unknown[] = []
  setAt(draft, path, made)
  return made
}

export function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
