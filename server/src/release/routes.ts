import * as contract from '@lintas/contract'
import type { ReleaseNote } from '@lintas/customs/release'
import type { AdverseDecision } from '@lintas/customs/rights'
import { idempotent, languageOf, Problem, refuse, requireMatch, routes, sayIn } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { listAdverseDecisions } from './adverse-decisions.ts'
import type { VisibleDeclarations } from './declarations.ts'
import { notePage, qrOf } from './note-page.ts'
import { findNote, findNoteByCode, type KeptNote } from './notes.ts'
import { refuseRelease } from './refuse.ts'

/** The doors of the release: the note and its proof, the refusal and what was refused. */
export function registerRoutes(node: Node, declarations: VisibleDeclarations): void {
  routes(node.http, 'release', api => {
    const read = { who: 'release.read' } as const

    api.get('/declarations/:mrn/release-note', { config: read, schema: contract.readReleaseNote }, async request => {
      const { note, code, releasedAt } = await getNote(node, declarations, request.caller, request.params.mrn, request.query.consignment)
      const verifyAt = verifyAddress(node, code)
      return { note: sayNote(note, languageOf(request)), releasedAt: releasedAt.toISOString(), verifyAt, qrSvg: await qrOf(verifyAt) }
    })

    api.get('/declarations/:mrn/release-note/page', { config: read, schema: contract.printReleaseNote }, async (request, reply) => {
      const { note, code } = await getNote(node, declarations, request.caller, request.params.mrn, request.query.consignment)
      const verifyAt = verifyAddress(node, code)
      return reply.type('text/html; charset=utf-8').send(notePage(note, verifyAt, await qrOf(verifyAt), languageOf(request)))
    })

    const verify = { who: 'release.verify' } as const
    api.get('/release-notes/:code', { config: verify, schema: contract.verifyReleaseNote }, async request => {
      const kept = await findNoteByCode(node.db, request.params.code)
      if (kept === undefined) throw refuse(404, 'release.note-unknown')
      const { mrn, state, releasedOn, consignment, office, packages, containers } = kept.note
      return {
        mrn,
        state,
        releasedOn,
        ...(consignment === undefined ? {} : { consignment }),
        ...(office === undefined ? {} : { office }),
        ...(packages === undefined ? {} : { packages }),
        containers: containers.map(each => each.id),
      }
    })

    const refusing = { who: 'release.refuse' } as const
    api.post('/declarations/:mrn/refusal', { config: refusing, schema: contract.refuseRelease }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
          requireMatch(request, held.revision)
          const refused = await refuseRelease(tx, node, declarations, held, request.body.reasons, request.caller.accountId)
          if (!refused.ok) throw new Problem(409, refused.issues)
          return await remember(tx, 200, sayNotice(refused.value, languageOf(request)))
        }),
      ),
    )

    api.get('/declarations/:mrn/notices', { config: read, schema: contract.listNotices }, async request => {
      const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
      const decisions = await listAdverseDecisions(node.db, mrn)
      return { items: decisions.map(each => sayNotice(each, languageOf(request))) }
    })
  })
}

async function getNote(
  node: Node,
  declarations: VisibleDeclarations,
  caller: Caller,
  given: string,
  consignment?: string,
): Promise<KeptNote> {
  const { mrn } = await declarations.getVisible(node.db, caller, given)
  const note = await findNote(node.db, mrn, consignment)
  if (note === undefined) throw refuse(404, 'release.not-released', { mrn })
  return note
}

/** The screen where anyone may ask whether a note is true: the code on it is the key. The same answer as data is at `/api/v1/release-notes/:code`. */
function verifyAddress({ baseUrl }: Node, code: string): string {
  return `${baseUrl}/notes/${code}`
}

function sayNote(note: ReleaseNote, language: string) {
  return { ...note, conditions: note.conditions.map(sayIn(language)) }
}

function sayNotice(notice: AdverseDecision, language: string) {
  return { ...notice, issues: notice.issues.map(sayIn(language)) }
}
