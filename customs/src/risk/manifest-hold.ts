import type { Manifested } from '../cargo/index.ts'
import { eachOnce } from './control.ts'
import { LANES, laneOf } from './lane.ts'
import type { RiskHit, Screening } from './screen.ts'

/** A declaration lodged before its manifest came, and what of it does not match: codes of V17. */
export interface Unmatched {
  readonly manifest: string
  readonly codes: readonly string[]
}

/**
 * A screening with a hold where the manifest asks for one: customs holds a transport document, or the declaration does not match the manifest that
 * came after it.
 *
 * @source domain notes §4.5 V17
 */
export function holdForManifest(screening: Screening, manifested: Manifested | undefined, unmatched: Unmatched | undefined): Screening {
  const codes = new Map<string, Set<string>>()
  const note = (manifest: string, code: string) => codes.set(manifest, (codes.get(manifest) ?? new Set()).add(code))
  for (const each of manifested?.documents ?? []) if (each.isHeld === true) note(each.manifest, 'cargo.document-held')
  for (const code of unmatched?.codes ?? []) note(unmatched?.manifest ?? '', code)
  if (codes.size === 0) return screening
  const hits = [...codes].map(([manifest, found]) => hitOf(manifest, [...found].join(', ')))
  const controls = eachOnce([...screening.controls, 'hold'])
  const lane = laneOf(controls)
  const all = [...screening.hits, ...hits]
  const asking = all.filter(hit => hit.controls.length > 0).length
  return { ...screening, hits: all, controls, lane, rank: LANES.indexOf(lane) * 100 + Math.min(99, asking) }
}

function hitOf(manifest: string, problem: string): RiskHit {
  return { source: 'manifest', profile: manifest, version: 1, problem, paths: [], controls: ['hold'], mitigated: false, capped: false }
}
