import { toExact } from '../kernel/index.ts'
import { type Advice, advice } from './finding.ts'
import type { Requirement, Rule } from './rule.ts'
import type { ProcessRule } from './rule-sheet.ts'

/**
 * A rule in words: for each alternative a sentence a requirement. Any one alternative is enough; all its requirements are needed.
 *
 * @source ATIGA art. 25(k), 28.2(b)
 */
export function explainRule(rule: Rule, processes: Readonly<Record<string, ProcessRule>>): readonly (readonly Advice[])[] {
  return rule.map(alternative => alternative.map(requirement => explainRequirement(requirement, processes)))
}

function explainRequirement(requirement: Requirement, processes: Readonly<Record<string, ProcessRule>>): Advice {
  switch (requirement.kind) {
    case 'wholly-obtained':
      return advice('origin.in-words-wholly-obtained')
    case 'value':
      return advice('origin.in-words-value', { min: toExact(requirement.percentMin) })
    case 'change': {
      const { level, except } = requirement
      const code = `origin.in-words-${level.toLowerCase()}`
      if (except.length === 0) return advice(code)
      return advice(`${code}-except`, { except: except.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ') })
    }
    case 'process': {
      const found = processes[requirement.name]
      return advice('origin.in-words-process', {
        name: found?.name ?? requirement.name,
        processes: (found?.anyOf ?? [[requirement.name]]).map(list => list.join(' and ')).join(' or '),
        from: found?.from ?? 'any material that does not originate',
      })
    }
  }
}
