import * as contract from '@lintas/contract'
import { day } from '@lintas/customs/kernel'
import { findMeasures, type MeasureDirection, measuresKnown } from '@lintas/customs/permits'
import { csvOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { MEASURE_HEADINGS, measureAnswer, measureLine } from './answers.ts'
import { registerPermits } from './permit-routes.ts'

export { giveBackPermits, holdPermits, namesPermits, takePermitsAgain, writeOffPermits } from './draw.ts'

interface Asked {
  readonly code: string
  readonly direction: MeasureDirection
  readonly origin?: string | undefined
  readonly destination?: string | undefined
  readonly on?: string | undefined
}

/** Measures beside charges, for everybody: read from the law in force on the day; and permits on file, for their holders. */
export function register(node: Node): void {
  const config = { who: 'permits.read-measures' } as const

  function answer({ on: asked, ...question }: Asked): contract.MeasuresAnswer {
    const on = asked === undefined ? node.clock.today() : day(asked)
    const context = { law: node.law, state: node.state, day: on }
    return {
      state: node.state,
      on,
      lawVersion: node.law.version,
      code: question.code,
      direction: question.direction,
      known: measuresKnown(context, question),
      measures: findMeasures(context, question).map(measureAnswer),
    }
  }

  routes(node.http, 'permits', api => {
    api.get('/measures', { config, schema: contract.listMeasures }, request => answer(request.query))

    api.get('/measures.csv', { config, schema: contract.exportMeasures }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="measures.csv"')
      const { state, on, known, measures } = answer(request.query)
      return csvOf([MEASURE_HEADINGS, ...measures.map(each => measureLine(state, on, known, each))])
    })

    registerPermits(node, api)
  })
}
