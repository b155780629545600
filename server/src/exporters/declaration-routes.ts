import * as contract from '@lintas/contract'
import type { Issue } from '@lintas/customs/kernel'
import { buildOriginDeclaration, checkOriginDeclaration, readOriginDeclaration } from '@lintas/customs/origin'
import QRCode from 'qrcode'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { type App, idempotent, languageOf, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { checkAddress, listReceipts, listToldUses, numberOf } from '../proofs/index.ts'
import { checkNumber } from './check.ts'
import { type DeclarationRow, findDeclaration, listDeclarations } from './declaration-store.ts'
import { lookUpAll, makeDeclaration, revoke } from './declarations.ts'
import { given } from './given.ts'
import { findExporter } from './register-store.ts'
import { tradersOf } from './visible.ts'

const TEXT_BYTES_MAX = 2 * 1024 * 1024

/** The doors of origin declarations: an exporter makes them out, anyone reads their text and checks their number. */
export function registerDeclarationRoutes(api: App, node: Node): void {
  const declaring = { who: 'exporters.apply' } as const
  const read = { who: 'exporters.read' } as const
  const anyone = { who: 'origin.check-proof' } as const

  const making = { config: declaring, schema: contract.makeOriginDeclaration, bodyLimit: TEXT_BYTES_MAX }
  api.post('/origin-declarations', making, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { body, caller } = request
      const exporter = await findExporter(node.db, node.state, body.authorisation)
      const trader = exporter?.trader ?? undefined
      if (trader === undefined || !caller.traderIds.includes(trader)) throw refuse(404, 'exporters.unknown', { code: body.authorisation })
      access.require(request, { actFor: trader, scope: 'export' })
      return await node.db.transaction(async tx => {
        const row = given(await makeDeclaration(tx, node, { trader, body }, caller.accountId))
        return await remember(tx, 201, await wholeOf(tx, node, row, languageOf(request)))
      })
    }),
  )

  api.get(
    '/origin-declarations',
    { config: read, schema: contract.listOriginDeclarations },
    async ({ caller, query: { limit, cursor } }) => {
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listDeclarations(node.db, tradersOf(caller), before, limit + 1), limit, row => [row.listed])
      return { ...page, items: page.items.map(row => headOf(node, row)) }
    },
  )

  api.get('/origin-declarations/:number', { config: read, schema: contract.readMadeDeclaration }, async request => {
    const row = await findDeclaration(node.db, request.params.number, tradersOf(request.caller))
    if (row === undefined) throw refuse(404, 'exporters.declaration-unknown')
    return await wholeOf(node.db, node, row, languageOf(request))
  })

  // The picture says what whoever asks has already: it is the same for numbers nobody has.
  api.get('/origin-declarations/:number/qr.svg', { config: anyone, schema: contract.drawOriginDeclaration }, async ({ params }, reply) => {
    const drawn = await QRCode.toString(checkAddress(node, params.number), { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
    return reply.type('image/svg+xml').send(drawn)
  })

  api.post('/origin-declarations/:number/revocation', { config: declaring, schema: contract.revokeOriginDeclaration }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { caller, params, body } = request
      const row = await findDeclaration(node.db, params.number, tradersOf(caller))
      if (row === undefined) throw refuse(404, 'exporters.declaration-unknown')
      return await node.db.transaction(async tx =>
        remember(tx, 200, await wholeOf(tx, node, await revoke(tx, node, row, body.reason, caller.accountId), languageOf(request))),
      )
    }),
  )

  const reading = {
    config: { who: 'origin.read-declaration' as const },
    schema: contract.readOriginDeclarationText,
    bodyLimit: TEXT_BYTES_MAX,
  }
  api.post('/origin-declarations/reading', reading, async request => {
    if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
    const found = readOriginDeclaration(request.body.toString('utf8'))
    if (!found.ok) throw new Problem(422, found.issues)
    const declaration = found.value
    const told = sayIn(languageOf(request))
    const notices = checkOriginDeclaration(declaration)
    if (tradersOf(request.caller) !== undefined) return { declaration, issues: notices.map(told) }
    const looked = await lookUpAll(node.db, declaration.country, declaration)
    return { declaration, issues: [...notices, ...looked.flat()].map(told), honoured: looked.map(each => each.length === 0) }
  })

  api.get('/proofs/check', { config: anyone, schema: contract.checkProof }, async request => {
    const { number } = request.query
    const standing = await checkNumber(node, number)
    const message = contract.messageOf({ code: `exporters.proof-${standing.answer}` }, languageOf(request))
    return { number, ...standing, message, state: node.state }
  })
}

function headOf(node: Node, { number, trader, body, madeAt, revokedAt, reason }: DeclarationRow) {
  return {
    number,
    trader,
    status: revokedAt === null ? ('valid' as const) : ('revoked' as const),
    declaration: body,
    checkAt: checkAddress(node, number),
    madeAt: madeAt.toISOString(),
    ...(reason === null ? {} : { reason }),
  }
}

async function wholeOf(reader: Reader, node: Node, row: DeclarationRow, language: string): Promise<contract.MadeOriginDeclaration> {
  const number = numberOf(row.body)
  return {
    ...headOf(node, row),
    text: buildOriginDeclaration(row.body),
    issues: checkOriginDeclaration(row.body).map(sayIn(language)),
    knownTo: await listReceipts(reader, number, 'declared'),
    revocationKnownTo: row.revokedAt === null ? [] : await listReceipts(reader, number, 'end'),
    uses: (await listToldUses(reader, number)).map(({ state, status, items }) => ({ state, status, items })),
  }
}

function sayIn(language: string) {
  return (issue: Issue) => ({ ...issue, message: contract.messageOf(issue, language) })
}
