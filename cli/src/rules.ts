import { isDecided, type Rule } from '@lintas/customs/declaration'
import { RULES, type RuleFacts } from '@lintas/customs/journey'
import type { Command } from 'commander'

/** One rule of the catalogue as it is printed. */
interface PrintedRule {
  readonly id: string
  readonly severity: string
  readonly module: string
  readonly scope: string
  readonly decided: boolean
  /** `rules` ask the document before anything is decided; `lodging` is asked of what the node holds as it registers. */
  readonly by?: 'rules' | 'lodging'
  readonly waitsFor?: string
  readonly about: string
  readonly codes: readonly string[]
}

export function register(program: Command): void {
  program
    .command('rules')
    .description('The catalogue of validation, V01 to V60: what is asked of a declaration, and what of it waits for what.')
    .option('--json', 'print one JSON object a rule')
    .action(printRules)
}

function printRules({ json }: { readonly json?: true }): void {
  const rules = RULES.toSorted((a, b) => number(a) - number(b)).map(printed)
  if (json) {
    for (const rule of rules) console.log(JSON.stringify(rule))
    return
  }
  for (const { id, severity, module, scope, waitsFor, about } of rules) {
    console.log(
      `${id}  ${severity.padEnd(7)}  ${module.padEnd(11)}  ${scope.padEnd(10)}  ${about}${waitsFor === undefined ? '' : ` (waits for ${waitsFor})`}`,
    )
  }
  const ids = new Set(rules.map(({ id }) => id))
  const decided = new Set(rules.filter(rule => rule.decided).map(({ id }) => id))
  console.log(`${decided.size} of ${ids.size} are decided.`)
}

function printed(rule: Rule<RuleFacts>): PrintedRule {
  const { id, severity, module, scope, about, codes } = rule
  return { id, severity, module, scope, decided: isDecided(rule), ...standingOf(rule), about, codes }
}

function standingOf(rule: Rule<RuleFacts>): Pick<PrintedRule, 'by' | 'waitsFor'> {
  if ('waitsFor' in rule) return { waitsFor: rule.waitsFor }
  return { by: 'check' in rule ? 'rules' : 'lodging' }
}

function number({ id }: Pick<Rule, 'id'>): number {
  return Number(id.slice(1))
}
