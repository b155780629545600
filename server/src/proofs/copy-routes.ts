import * as contract from '@lintas/contract'
import { checkCopy, copyActs, findProcedure, type ProofAct, type ProofStatus } from '@lintas/customs/proofs'
import type { FastifyReply } from 'fastify'
import { type App, Problem, refuse } from '../platform/http/index.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { getVisible, type ProofRequest } from './acted-on.ts'
import { checkAddress } from './check-address.ts'
import { formPdf } from './form-pdf.ts'
import * as store from './store.ts'

/** Does an act to a proof that this state issues; the words are kept with it. */
type Act = (
  request: ProofRequest,
  reply: FastifyReply,
  done: ProofAct,
  said: store.ActWords,
  work: (tx: Writer, row: store.ProofRow) => Promise<ProofStatus>,
) => Promise<contract.ProofAnswer>

/** The doors of certified true copies: the exporter who lost the paper asks, an officer makes one or refuses. No copy is another proof: nothing is drawn twice. */
export function registerCopyRoutes(api: App, node: Node, act: Act): void {
  const apply = { who: 'proofs.apply' } as const
  const read = { who: 'proofs.read' } as const
  const decide = { who: 'proofs.decide' } as const

  api.post('/proofs/:id/copy/request', { config: apply, schema: contract.askProofCopy }, (request, reply) =>
    act(request, reply, 'ask-copy', { text: request.body.reason }, async (tx, row) => {
      requireCopyable(node, row)
      await requireTurn(tx, row, 'ask-copy')
      return row.status
    }),
  )

  api.post('/proofs/:id/copy', { config: decide, schema: contract.makeProofCopy }, (request, reply) => {
    const text = request.body?.text
    const words = { copiedOn: node.clock.today(), ...(text === undefined ? {} : { text }) }
    return act(request, reply, 'copy', words, async (tx, row) => {
      requireCopyable(node, row)
      await requireTurn(tx, row, 'copy')
      return row.status
    })
  })

  api.post('/proofs/:id/copy/refusal', { config: decide, schema: contract.refuseProofCopy }, (request, reply) =>
    act(request, reply, 'refuse-copy', { reasons: request.body.reasons }, async (tx, row) => {
      await requireTurn(tx, row, 'refuse-copy')
      return row.status
    }),
  )

  api.get('/proofs/:id/copy.pdf', { config: read, schema: contract.printProofCopy }, async (request, reply) => {
    const row = await getVisible(node.db, request)
    if (!store.isIssued(row)) throw refuse(404, 'request.not-found')
    const made = (await store.listActs(node.db, row.id)).findLast(each => each.act === 'copy')
    if (made?.words?.copiedOn === undefined) throw refuse(404, 'request.not-found')
    reply.type('application/pdf').header('content-disposition', `attachment; filename="${row.number}-copy.pdf"`)
    return await formPdf({ ...row, copiedOn: made.words.copiedOn }, checkAddress(node, row.number))
  })
}

/** On paper, and no later than the procedures between the two states allow. */
function requireCopyable({ law, clock }: Node, row: store.ProofRow): void {
  if (!store.isIssued(row)) throw new Error(`given a proof of which a copy is asked for, needs one that was issued; it is ${row.status}`)
  const day = clock.today()
  const { issuingState: exporter, importingState: importer, issuedOn } = row
  const procedure = findProcedure(law, 'atiga', [exporter, importer], day)
  if (procedure === undefined) throw refuse(422, 'proofs.procedure-not-on-file', { exporter, importer, day })
  const issues = checkCopy({ type: row.form.type, issuedOn }, procedure, day)
  if (issues.length > 0) throw new Problem(422, issues)
}

async function requireTurn(reader: Reader, row: store.ProofRow, act: ProofAct): Promise<void> {
  const done = (await store.listActs(reader, row.id)).map(each => each.act)
  if (!copyActs(row.form.type, done).includes(act)) throw refuse(409, 'proofs.copy-not-its-turn')
}
