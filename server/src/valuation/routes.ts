import * as contract from '@lintas/contract'
import { type Issue, parseCurrency } from '@lintas/customs/kernel'
import type { ExchangeRates } from '@lintas/customs/reference'
import { valueWorksheet } from '@lintas/customs/valuation'
import type { z } from 'zod'
import { languageOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import { sayFindings } from './say-findings.ts'

/** What a worksheet comes to: anyone may ask, nothing is registered. */
export function registerRoutes(node: Node): void {
  const config = { who: 'valuation.work-out' } as const
  routes(node.http, 'valuation', api => {
    api.post('/valuations', { config, schema: contract.workOutWorksheet }, async (request, reply) => {
      const { worksheet, date, rates: given } = request.body
      const day = date ?? node.clock.today()
      const { state, law } = node
      const rates = withGiven(given, state, day, await ratesOf(node))
      const valued = valueWorksheet(worksheet, { state, law, rates, day })
      if (!valued.ok) return reply.problem(422, valued.issues.map(inBody))
      return { ...valued.value, date: day, worksheet: sayFindings(valued.value.worksheet, languageOf(request)) }
    })
  })
}

/** Issues speak of the worksheet; the caller wrote a question around it. */
function inBody(issue: Issue): Issue {
  return { ...issue, path: issue.path === '' ? 'worksheet' : `worksheet.${issue.path}` }
}

/** The caller's own rates before those of customs, and recorded as such. */
function withGiven(
  given: z.output<typeof contract.worksheetQuestion>['rates'],
  state: Node['state'],
  day: ReturnType<Node['clock']['today']>,
  rates: ExchangeRates,
): ExchangeRates {
  return {
    find(text, on) {
      const [currency, rate] = [parseCurrency(text), given[text]]
      if (currency === undefined || rate === undefined || /^0*(\.0*)?$/.test(rate)) return rates.find(text, on)
      return { state, currency, unit: 1, rate, validFrom: day, source: 'given by the caller' }
    },
  }
}
