import type { CostAnswer, CostBillAnswer, CostOptionAnswer, ProblemDocument, QuoteBody } from '@lintas/contract'
import type { Difference } from '@lintas/customs/cost'
import type { State } from '@lintas/customs/reference'

type Issues = CostAnswer['notices']

/** The answer of one state, or every issue for which it has none. */
export type StateCost = CostAnswer | { readonly state: State; readonly gap: ProblemDocument['issues'] }

/** What goods cost in one state, in lines to read: each option with its layers, then papers, then what to know. */
export function linesOf(cost: StateCost): string {
  if ('gap' in cost) return [`${cost.state}: no answer`, ...sayAll(cost.gap, 'error', '  ')].join('\n')
  const { state, code, day, direction, line = {}, incoterm, options, papers, notices } = cost
  const name = line.en ?? Object.values(line)[0]
  return [
    `${state} ${code}${name === undefined ? '' : ` ${name}`}${direction === 'export' ? ', leaving' : ''}, on ${day}, the price taken as ${incoterm}`,
    ...options.flatMap(optionLines),
    ...papers.map(
      ({ kind, name: paper, options: of = [], measure, basis }) =>
        `  paper: ${paper} (${kind}${of.length === 0 ? '' : ` for ${of.join(', ')}`}${sayMeasure(measure)}; ${basis.id}, ${basis.confidence})`,
    ),
    ...sayAll(notices, 'hint', '  note: '),
  ].join('\n')
}

function sayMeasure(measure: CostAnswer['papers'][number]['measure']): string {
  return measure === undefined ? '' : `: ${measure.name}${measure.concerns === 'some' ? ', some of these goods' : ''}; ${measure.authority}`
}

function optionLines({ id, requires, bill, missing, notices }: CostOptionAnswer): readonly string[] {
  const needs = requires.map(each =>
    each.kind === 'arrival'
      ? `arrival by ${each.channels.join(' or ')}`
      : each.kind === 'quota'
        ? `quota ${each.orderNumber} (${each.name}), of which ${each.left} ${each.unit} are left`
        : `proof of origin: ${each.forms.map(form => form.name).join(' or ') || 'none on file'}`,
  )
  return [
    `  ${id}: ${bill === undefined ? 'cannot be told' : missing.length > 0 ? 'cannot be had' : totalOf(bill)}${needs.length === 0 ? '' : `; needs ${needs.join(', ')}`}`,
    ...missing.map(issue => `    missing: ${issue.message} (${issue.code})`),
    ...(bill === undefined ? [] : billLines(bill)),
    ...sayAll(notices, 'warning', '    '),
  ]
}

/** `VND 2550000 (10 % of the value; USD 100.00)` */
export function totalOf({ currency, total, share, converted }: CostBillAnswer): string {
  const also = [
    ...(share === undefined ? [] : [`${share} % of the value`]),
    ...(converted === undefined ? [] : [`${converted.currency} ${converted.amount}`]),
  ]
  return `${currency} ${total}${also.length === 0 ? '' : ` (${also.join('; ')})`}`
}

function billLines({ currency, customsValue, basis, charges, landedCost = [], atSale = [], assumed }: CostBillAnswer): readonly string[] {
  return [
    `    customs value ${currency} ${customsValue} (${basis})`,
    ...landedCost.map(each => `    counts in bases: ${each.name} ${currency} ${each.exact} (${each.lawRow}, ${each.confidence})`),
    ...charges.map(charge => {
      const of =
        charge.rateUnit === '%' ? `${currency} ${charge.base}` : charge.quantities.map(each => `${each.value} ${each.unit}`).join(', ')
      const cell =
        charge.schedule === undefined
          ? ''
          : `; ${charge.schedule.version} row ${charge.schedule.row}, ${charge.schedule.column}, ${charge.schedule.confidence}`
      const spared = charge.relief === undefined ? '' : `, spared ${currency} ${charge.relief.otherwise} by ${charge.relief.lawRow}`
      return `    ${charge.name}: ${charge.rate} ${charge.rateUnit} of ${of} = ${currency} ${charge.amount}${spared} (${charge.lawRow}, ${charge.confidence}${cell})`
    }),
    ...atSale.map(each => `    paid at the sale: ${each.name} ${currency} ${each.amount} (${each.lawRow}, ${each.confidence})`),
    ...(assumed.length === 0 ? [] : [`    rests on what is assumed: ${assumed.join(', ')}`]),
  ]
}

/** A quote in lines to read. */
export function quoteLines({ number, state, madeOn, validTo, facts, option, bill, notice }: QuoteBody): readonly string[] {
  const { code, originCountry, value, incoterm } = facts
  return [
    `${number}: ${totalOf(bill)}, ${option.id}`,
    `  ${state} ${code}${originCountry === undefined ? '' : ` of ${originCountry}`}, ${value.currency} ${value.amount} ${incoterm ?? ''}`,
    `  made on ${madeOn}, kept to before ${validTo}`,
    ...billLines(bill).map(line => line.slice(2)),
    `  ${notice}`,
  ]
}

/** Issues of at least a severity, each in its sentence. */
function sayAll(issues: Issues, least: 'error' | 'warning' | 'hint', before: string): readonly string[] {
  const order = ['hint', 'warning', 'error']
  return issues
    .filter(issue => order.indexOf(issue.severity) >= order.indexOf(least))
    .map(issue => `${before}${issue.message} (${issue.code})`)
}

/** What states say differently, each difference with what stands where; states that say the same share a line. */
export function differenceLines(differences: readonly Difference[]): readonly string[] {
  return differences.flatMap(({ about, name, says }) => {
    const groups = new Map<string, (typeof says)[number][]>()
    for (const each of says) groups.set(each.words, [...(groups.get(each.words) ?? []), each])
    const lines = [...groups].map(([words, of]) => {
      const sources = [...new Set(of.flatMap(each => each.source ?? []))]
      return `    ${words}: ${of.map(each => each.state).join(' ')}${sources.length === 0 ? '' : ` (${sources.join(', ')})`}`
    })
    return [`  differs: ${about}${name === about ? '' : ` ${name}`}`, ...lines]
  })
}

/** The states in one line each: the cheapest way and what it charges, or what is missing. */
export function summaryOf(costs: readonly StateCost[]): string {
  return ['', ...costs.map(cost => `${cost.state}  ${inShort(cost)}`)].join('\n')
}

function inShort(cost: StateCost): string {
  if ('gap' in cost) return `no answer: ${codesOf(cost.gap)}`
  const [first] = cost.options
  if (first === undefined) return 'no option'
  if (first.bill === undefined || first.missing.length > 0) return `cannot be told: ${codesOf(first.missing)}`
  const proof = first.requires.some(each => each.kind === 'proof-of-origin') ? ' with a proof of origin' : ''
  return `${totalOf(first.bill)}, ${first.id}${proof}`
}

function codesOf(issues: Issues): string {
  return [...new Set(issues.filter(issue => issue.severity === 'error').map(issue => issue.code))].join(', ')
}
