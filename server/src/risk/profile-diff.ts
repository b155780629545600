import { diffOf, type ProfileDiff } from '@lintas/contract'
import type { RiskProfile } from '@lintas/customs/risk'

/** What a version of a profile changes in the one it would replace, as whoever approves it reads it; everything it says where it replaces none. */
export function diffOfProfile(proposed: RiskProfile, running: RiskProfile | undefined): ProfileDiff {
  const subject = `${proposed.id}, version ${proposed.version}`
  if (running === undefined) return diffOf({ subject, act: 'add', after: wordsOf(proposed) })
  return { ...diffOf({ subject, act: 'change', before: wordsOf(running), after: wordsOf(proposed) }), against: running.version }
}

/** The fields in the order they are read. The days are named apart from those of a diff, which tell when a change holds. */
function wordsOf(profile: RiskProfile): object {
  const { reason, expression, controls, instructions, objective, owner, mitigable, validFrom, validTo, maxHitsPerDay } = profile
  return {
    reason,
    expression,
    controls,
    instructions,
    objective,
    owner,
    mitigable: mitigable ? 'yes' : 'no',
    runsFrom: validFrom,
    runsUntilBefore: validTo,
    maxHitsPerDay: maxHitsPerDay ?? 'no limit',
  }
}
