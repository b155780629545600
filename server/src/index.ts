/**
 * The door for what starts a node. Light on purpose: a command that finds a running region needs none of the server, so
 * the server is loaded when it is first used.
 */
export { CLONE, type Config, readConfig } from './platform/config.ts'
export { whyNoDemonstration } from './platform/home-kind.ts'
export { findRegion, type RegionNote, visitRegion } from './platform/region-note.ts'
export type { Region } from './region.ts'

export async function loadServer() {
  return await import('./main.ts')
}
