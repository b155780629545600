import { PATHS_MAX } from './ask.ts'
import { type ControlRecord, controlsToOpen, isAbout } from './control-record.ts'
import type { RiskHit, Screening } from './screen.ts'

/** One of several consignments as far as controls are asked of it: its transport document, and the places of its goods items. */
interface Screened {
  readonly id: string
  readonly places: readonly number[]
}

/**
 * The controls a screening adds to those a declaration about several consignments has already: of each consignment those that hits about it, or
 * about the whole, ask for. What is released is asked for nothing more.
 */
export function controlsToOpenEach(
  screening: Screening,
  before: readonly ControlRecord[],
  documentVersion: number,
  consignments: readonly Screened[],
  released: readonly string[],
): readonly ControlRecord[] {
  return consignments.flatMap(({ id, places }, nth) => {
    if (released.includes(id)) return []
    const hits = screening.hits.filter(hit => concerns(hit, places))
    const asked = before.filter(record => isAbout(record, id))
    const opened = controlsToOpen({ ...screening, hits }, asked, documentVersion)
    return opened.map(record => ({ ...record, id: `${record.id}.${nth + 1}`, consignment: id }))
  })
}

/** A hit names the goods it is about, the first so many of them; one that names none, or may not name all, is about every consignment. */
function concerns({ paths }: RiskHit, places: readonly number[]): boolean {
  return paths.length === 0 || paths.length >= PATHS_MAX || places.some(place => paths.includes(`goodsItems[${place}]`))
}
