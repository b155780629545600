import { error, type Issue } from '../kernel/index.ts'
import type { ContestedDecided } from './act-record.ts'
import type { Act } from './acts.ts'
import { inProcess, type Standing } from './standing.ts'

/** Goods whose refusal or seizure does not stand go on where they were: what was found against them is found in order. Goods that are held are so no longer. */
export function undo(standing: Standing, undone: ContestedDecided['undoes']): Standing {
  if (undone === 'hold') return unheld(standing)
  if (undone === undefined) return standing
  return inProcess({
    ...standing,
    controls: standing.controls.map(each => (each.outcome === 'adverse' ? { ...each, outcome: 'satisfied' } : each)),
  })
}

export function unheld({ held: _, ...standing }: Standing): Standing {
  return inProcess(standing)
}

/** Goods are held once, and no longer than they are. */
export function refuseAboutHold(held: Standing['held'], act: Act): Issue | undefined {
  if (act === 'hold' && held) return error('declaration.held', '', { act })
  return act === 'lift-hold' && !held ? error('declaration.not-held', '', { act }) : undefined
}
