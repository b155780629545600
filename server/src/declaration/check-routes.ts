import * as contract from '@lintas/contract'
import { type App, languageOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import { scheduleOn, schedulesOf } from '../tariff/index.ts'
import { type CheckedIn, checkFile } from './check.ts'
import { FILE_BYTES_MAX } from './formats/read-file.ts'

/** The door for checking a file. It stands in a corner of its own, where every body arrives as the bytes it is. */
export function registerCheck(node: Node): void {
  routes(node.http, 'declaration', api => {
    readEverythingAsBytes(api)
    const config = { who: contract.MAY['declaration.check'] }
    api.post('/declarations/check', { config, schema: contract.checkDeclaration, bodyLimit: FILE_BYTES_MAX }, async request => {
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array()
      const checkedIn = request.query.scope === 'state' ? await gatherFacts(node) : undefined
      return checkFile(bytes, checkedIn, languageOf(request))
    })
  })
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
  return { state, day, law, schedule, otherSchedules, rates }
}
