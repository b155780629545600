import { compare, decimal, HUNDRED, isNegative, parseDecimal, type Rational, toExact } from '../kernel/index.ts'

/** How far a change of tariff classification reaches: chapter, heading, subheading. */
export const CHANGE_DIGITS = { CC: 2, CTH: 4, CTSH: 6 } as const
export type TariffChange = keyof typeof CHANGE_DIGITS

/** One thing an alternative asks for. Whoever meets all of them meets the alternative. */
export type Requirement =
  | { readonly kind: 'wholly-obtained' }
  | { readonly kind: 'value'; readonly percentMin: Rational }
  | { readonly kind: 'change'; readonly level: TariffChange; readonly except: readonly CodeRange[] }
  /** A process that the sheet of the rule describes under this name. */
  | { readonly kind: 'process'; readonly name: string }

/** Codes from a prefix to a prefix of the same length, both included: `5106-5113`; one prefix is a range to itself. */
export interface CodeRange {
  readonly from: string
  readonly to: string
}

export type Alternative = readonly Requirement[]

/** A rule of origin. One alternative is enough, and the exporter chooses which; of an alternative all requirements are needed. */
export type Rule = readonly Alternative[]

/**
 * Reads a rule in our grammar; undefined where it is none.
 *
 * ```
 * rule        = alternative { "|" alternative }
 * alternative = requirement { "&" requirement }
 * requirement = "WO" | "RVC" percent | ("CC" | "CTH" | "CTSH") [ "except" codes ] | "PROCESS" name
 * codes       = code [ "-" code ] { "," code [ "-" code ] }      each of 2, 4 or 6 digits
 * ```
 *
 * @source ATIGA art. 25(k), 28.2(a) and (b)
 */
export function parseRule(text: string): Rule | undefined {
  const alternatives = text.split('|').map(readAlternative)
  const rule = alternatives.filter(each => each !== undefined)
  return rule.length === alternatives.length ? rule : undefined
}

/** A rule the code itself wrote. */
export function ruleOf(text: string): Rule {
  const rule = parseRule(text)
  if (rule === undefined) throw new Error(`given '${text}', needs a rule such as RVC 40 | CTH`)
  return rule
}

/** The rule as our grammar writes it; `parseRule` reads it again. */
export function formatRule(rule: Rule): string {
  return rule.map(formatAlternative).join(' | ')
}

export function formatAlternative(alternative: Alternative): string {
  return alternative.map(formatRequirement).join(' & ')
}

/** Whether a code stands in one of the ranges. */
export function isAmong(ranges: readonly CodeRange[], code: string): boolean {
  return ranges.some(({ from, to }) => {
    const prefix = code.slice(0, from.length)
    return prefix.length === from.length && from <= prefix && prefix <= to
  })
}

function readAlternative(text: string): Alternative | undefined {
  const requirements = text.split('&').map(part => readRequirement(part.trim()))
  const found = requirements.filter(each => each !== undefined)
  const kinds = new Set(found.map(each => each.kind))
  return found.length === requirements.length && kinds.size === found.length ? found : undefined
}

function readRequirement(text: string): Requirement | undefined {
  if (text === 'WO') return { kind: 'wholly-obtained' }
  const [, percent] = /^RVC (\d{1,3}(?:\.\d{1,4})?)$/.exec(text) ?? []
  if (percent !== undefined) return readPercent(percent)
  const [, level, codes] = /^(CC|CTH|CTSH)(?: except (.+))?$/.exec(text) ?? []
  if (level !== undefined) {
    const except = codes === undefined ? [] : codes.split(',').map(each => readRange(each.trim()))
    const known = except.filter(each => each !== undefined)
    return known.length === except.length ? { kind: 'change', level: level as TariffChange, except: known } : undefined
  }
  const [, name] = /^PROCESS ([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(text) ?? []
  return name === undefined ? undefined : { kind: 'process', name }
}

function readPercent(text: string): Requirement | undefined {
  const percentMin = parseDecimal(text)
  if (percentMin === undefined || isNegative(percentMin) || compare(percentMin, HUNDRED) > 0) return undefined
  return { kind: 'value', percentMin }
}

function readRange(text: string): CodeRange | undefined {
  const [, from = '', to = from] = /^((?:\d\d){1,3})(?:-((?:\d\d){1,3}))?$/.exec(text) ?? []
  return from === '' || from.length !== to.length || from > to ? undefined : { from, to }
}

function formatRequirement(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'wholly-obtained':
      return 'WO'
    case 'value':
      return `RVC ${toExact(requirement.percentMin)}`
    case 'change': {
      const { level, except } = requirement
      const codes = except.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(', ')
      return codes === '' ? level : `${level} except ${codes}`
    }
    case 'process':
      return `PROCESS ${requirement.name}`
  }
}

/** What holds for goods that no product-specific rule names. @source ATIGA art. 28.1(a) */
export const GENERAL_RULE: Rule = [[{ kind: 'value', percentMin: decimal('40') }], [{ kind: 'change', level: 'CTH', except: [] }]]
