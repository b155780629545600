import type { Manifest } from '../cargo/index.ts'
import type { Day } from '../kernel/index.ts'
import type { Control } from './control.ts'
import { isAboutManifest } from './expression.ts'
import { CargoFeatures, ManifestFeatures } from './manifest-features.ts'
import { type CompiledProfile, type ProfileSet, profilesOn } from './profile.ts'

/** Why transport documents of a manifest were picked, before anything is declared of them. For officers only. */
export interface ManifestHit {
  readonly profile: string
  readonly version: number
  readonly reason: string
  readonly instructions?: string
  /** What the profile would have asked of; what is done about it an officer decides. */
  readonly controls: readonly Control[]
  /** The first fifty; none where it is about the journey as a whole. */
  readonly documents: readonly string[]
  readonly count: number
  /** What went wrong, where it could not be asked. */
  readonly problem?: string
}

const DOCUMENTS_MAX = 50

/**
 * Asks the profiles that speak of manifests about one. A profile that fails is a hit of its own.
 *
 * @source WCO SAFE Framework of Standards, pillar 1, standard 6 (advance electronic information)
 */
export function screenManifest(manifest: Manifest, set: ProfileSet, day: Day): readonly ManifestHit[] {
  const whole = new ManifestFeatures(manifest)
  const cargo = manifest.transportDocuments.map(document => new CargoFeatures(document, manifest))
  return profilesOn(set, day)
    .profiles.filter(({ expression }) => isAboutManifest(expression))
    .flatMap(profile => ask(profile, whole, cargo))
}

function ask(
  { profile, expression }: CompiledProfile,
  manifest: ManifestFeatures,
  cargo: readonly CargoFeatures[],
): readonly ManifestHit[] {
  const about = expression.asks === 'manifest' ? [undefined] : cargo
  const picked: string[] = []
  let count = 0
  let problem: string | undefined
  for (const each of about) {
    try {
      if (!expression.holdsOnCargo(manifest, each)) continue
      count += 1
      if (each !== undefined && picked.length < DOCUMENTS_MAX) picked.push(each.number)
    } catch (thrown) {
      problem ??= thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
    }
  }
  if (count === 0 && problem === undefined) return []
  const { id, version, reason, instructions, controls } = profile
  const words = { ...(instructions === undefined ? {} : { instructions }), ...(problem === undefined ? {} : { problem }) }
  return [{ profile: id, version, reason, controls, documents: picked, count, ...words }]
}
