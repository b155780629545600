import {
  type Basket,
  type ConsignmentAssessmentAnswer,
  type ConsignmentAssessmentRequest,
  type ProblemDocument,
  readBasket,
} from '@lintas/contract'
import { STATES, type State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { ProblemError, type RegionClient } from './client.ts'
import { readJson } from './given-file.ts'
import { Refused } from './refused.ts'
import { readStates } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('cost-basket')
    .description('What one basket of goods would be charged in several states: the bill of each, or what is missing for it.')
    .argument('<file>', 'the basket, such as examples/basket.json')
    .option('--states <states>', 'all, or some: TH,VN', readStates, [...STATES])
    .option('--json', 'print one JSON object a state')
    .action(costBasket)
}

type Charge = ConsignmentAssessmentAnswer['bill']['items'][number]['charges'][number]

/** The bill of one state, or the gap: every issue that stands in its way. */
type Cost = { readonly state: State } & (ConsignmentAssessmentAnswer | { readonly gap: ProblemDocument['issues'] })

async function costBasket(file: string, { states, json }: { readonly states: readonly State[]; readonly json?: true }): Promise<void> {
  const basket = await openBasket(file)
  const costs = await withRegion(region => Promise.all(states.map(state => costIn(region, state, basket))))
  for (const cost of costs) console.log(json ? JSON.stringify(cost) : linesOf(cost))
  if (json === undefined) console.log(summaryOf(costs))
  if (costs.every(cost => 'gap' in cost)) process.exitCode = 1
}

async function costIn(region: RegionClient, state: State, basket: Basket): Promise<Cost> {
  try {
    const path = '/api/v1/assessments/consignments'
    return { state, ...(await region.node(state).public.post<ConsignmentAssessmentAnswer>(path, questionOf(basket, state))) }
  } catch (failure) {
    if (failure instanceof ProblemError && failure.status === 422) return { state, gap: failure.problem.issues }
    throw failure
  }
}

function questionOf({ rates, items, ...sale }: Basket, state: State): ConsignmentAssessmentRequest {
  return {
    ...sale,
    rates: rates[state] ?? {},
    items: items.map(({ nationalCodes, ...item }) => ({ ...item, code: nationalCodes[state] ?? item.code })),
  }
}

function linesOf(cost: Cost): string {
  if ('gap' in cost) return [`${cost.state}: no bill`, ...missingOf(cost.gap)].join('\n')
  const { currency, total, items, assumed } = cost.bill
  const lines = items.flatMap(({ code, customsValue, charges, landedCost = [], atSale = [] }) => [
    `  ${code}, customs value ${currency} ${customsValue}`,
    ...landedCost.map(each => `    counts in bases: ${each.name} ${currency} ${each.exact} (${groundOf(each)})`),
    ...atSale.map(each => `    paid at the sale: ${each.name} ${currency} ${each.amount} (${groundOf(each)})`),
    ...charges.map(each => `    ${each.name} ${currency} ${each.amount}: ${each.legalRef} (${groundOf(each)})`),
  ])
  const granted = cost.proofs === 'assumed' ? ['proofs of origin'] : []
  const rests = [...granted, ...assumed].join(', ')
  return [`${cost.state}: ${currency} ${total}`, ...lines, ...(rests === '' ? [] : [`  rests on what is assumed: ${rests}`])].join('\n')
}

/** The row of law a charge stands in and, where its rate is the national schedule's, the cell, each with how far it can be relied on. */
function groundOf({ lawRow, confidence, schedule }: Charge): string {
  const cell = schedule === undefined ? '' : `; ${schedule.version} row ${schedule.row}, ${schedule.column}, ${schedule.confidence}`
  return `${lawRow}, ${confidence}${cell}`
}

/** Everything that stands in the way of a bill, each once, with the goods it is about. */
function missingOf(gap: ProblemDocument['issues']): readonly string[] {
  return gap
    .filter(issue => issue.severity === 'error')
    .map(({ path, message, code }) => `  ${path === '' ? '' : `${path}: `}${message} (${code})`)
}

/** The states in one line each: what they charge, or what is missing. */
function summaryOf(costs: readonly Cost[]): string {
  const lines = costs.map(cost => {
    if ('gap' in cost)
      return `${cost.state}  missing: ${[...new Set(cost.gap.filter(issue => issue.severity === 'error').map(issue => issue.code))].join(', ')}`
    const { currency, total, totals } = cost.bill
    return `${cost.state}  ${`${currency} ${total}`.padStart(18)}  ${totals.map(each => `${each.kind} ${each.amount}`).join(', ')}`
  })
  return ['', ...lines].join('\n')
}

async function openBasket(file: string): Promise<Basket> {
  const read = readBasket(await readJson(file))
  if ('problem' in read) throw new Refused(`${file} is no basket:\n${read.problem}`)
  return read.basket
}
