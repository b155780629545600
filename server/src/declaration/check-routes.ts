import * as contract from '@lintas/contract'
import { findStateOf } from '@lintas/customs/journey'
import { error } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'
import { type App, languageOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import { correlationsOn, scheduleOn, schedulesOf } from '../tariff/index.ts'
import { type CheckedIn, checkReading, tell } from './check.ts'
import { readFileApart } from './formats/read-apart.ts'
import { FILE_BYTES_MAX } from './formats/read-file.ts'

/** The door for checking a file. It stands in a corner of its own, where every body arrives as the bytes it is. */
export function registerCheck(node: Node): void {
  routes(node.http, 'declaration', api => {
    readEverythingAsBytes(api)
    const config = { who: 'declaration.check' } as const
    api.post('/declarations/check', { config, schema: contract.checkDeclaration, bodyLimit: FILE_BYTES_MAX }, async request => {
      const checkedIn = request.query.scope === 'state' ? await gatherFacts(node) : undefined
      return checkReading(await readFileApart(bytesIn(request)), checkedIn, languageOf(request))
    })

    api.post('/declarations/reading', { config, schema: contract.readDeclarationFile, bodyLimit: FILE_BYTES_MAX }, async request => {
      const { format, version = null, document = null, problems } = await readFileApart(bytesIn(request))
      const state = (document === null ? undefined : findStateOf(document)) ?? null
      const found = document !== null && state === null ? [...problems, error('declaration.state-unknown', '')] : problems
      return { format, version, document, state, problems: found.map(each => tell(each, languageOf(request))) }
    })
  })
}

function bytesIn({ body }: FastifyRequest): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array()
}

/** A place in a file is lost once somebody else has parsed it. */
function readEverythingAsBytes(api: App): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

async function gatherFacts(node: Node): Promise<CheckedIn> {
  const { state, law } = node
  const day = node.clock.today()
  const [schedule, rates] = await Promise.all([scheduleOn(node, day), ratesOf(node)])
  const otherSchedules = schedule === undefined ? [] : await schedulesOf(node).others(schedule.version.id)
  return { state, day, law, schedule, otherSchedules, correlations: await correlationsOn(node, day), rates }
}
