/**
 * Which of the codes somebody watches a change touches: those that begin as one it is about, and those it is about a part of. A change that names no
 * codes is about all goods.
 */
export function touchedCodes(watched: readonly string[], changed: readonly string[] | undefined): readonly string[] {
  if (changed === undefined) return watched
  return watched.filter(code => changed.some(each => each.startsWith(code) || code.startsWith(each)))
}
