import * as contract from '@lintas/contract'
import { LAW_KINDS } from '@lintas/customs/journey'
import { day, type Result } from '@lintas/customs/kernel'
import { type LawKind, type LawRow, type LawRowChange, lawProposalSchema } from '@lintas/customs/reference'
import { STARTER_PROFILES } from '@lintas/customs/risk'
import { z } from 'zod'
import { namesOf } from '../platform/access/index.ts'
import { type App, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import type { StateLaw } from '../platform/state-law.ts'
import { listProposals, type ProposalRow } from './law-store.ts'
import { approveLaw, proposeLaw, refuseLaw } from './propose-law.ts'

/** The doors of the law: everybody reads its rows; one administrator proposes a change, another decides. */
export function registerLaw(node: Node, stateLaw: StateLaw, api: App): void {
  api.get('/law/rows', { config: { who: 'law.read' }, schema: contract.listLawRows }, request => {
    const { kind, on, key, limit, cursor } = request.query
    const [after] = readCursor(cursor, z.tuple([z.int32().min(0)])) ?? [0]
    const kinds = TOLD.filter(each => kind === undefined || each.name === kind)
    const rows = kinds.flatMap(each => rowsOf(node, each, on).map(row => rowAnswer(each, row)))
    const found = rows.filter(row => key === undefined || row.key === key)
    const next = after + limit
    const page = pageFrom(found.slice(after, next + 1), limit, () => [next])
    const known = TOLD.filter(each => node.law.rows(each).some(row => row.state === node.state)).map(each => each.name)
    return { ...page, lawVersion: node.law.version, kinds: known }
  })

  const propose = { config: { who: 'law.propose' as const }, schema: contract.proposeLaw }
  api.post('/law/proposals', propose, async (request, reply) => {
    const { reason, ...proposal } = request.body
    const made = await proposeLaw(node, lawProposalSchema.parse(proposal), reason, request.caller.accountId)
    return reply.code(201).send(await given(made))
  })

  const read = { config: { who: 'law.read-proposals' as const }, schema: contract.listLawProposals }
  api.get('/law/proposals', read, async request => {
    const { limit, cursor, status } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listProposals(node.db, status, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: await answersOf(node, page.items) }
  })

  const decide = { config: { who: 'law.decide' as const }, schema: contract.decideLaw }
  api.post('/law/proposals/:id/approval', decide, async request => {
    const { id } = request.params
    const by = request.caller.accountId
    const { body } = request
    if (body.decision === 'refused') return await given(await refuseLaw(node, id, by, body.reason))
    const approved = await given(await approveLaw(node, stateLaw.files, id, by))
    await stateLaw.refresh()
    return approved
  })

  async function given(result: Result<ProposalRow>): Promise<contract.LawProposalAnswer> {
    if (!result.ok) throw new Problem(STATUSES[result.issues[0]?.code ?? ''] ?? 422, result.issues)
    const [answer] = await answersOf(node, [result.value])
    if (answer === undefined) throw new Error('given one proposal, needs one answer')
    return answer
  }
}

/** Why a consignment is picked is for officers alone, who read it among the risk profiles. All other law is everybody's. */
const TOLD = LAW_KINDS.filter(each => each.name !== STARTER_PROFILES.name)

const STATUSES: Readonly<Record<string, number>> = { 'law.proposal-unknown': 404, 'law.proposal-decided': 409, 'law.proposal-own': 403 }

function rowsOf({ law, state }: Node, kind: LawKind<LawRow>, on: string | undefined): readonly LawRow[] {
  return on === undefined ? law.rows(kind).filter(row => row.state === state) : law.on(kind, state, day(on))
}

function rowAnswer(kind: LawKind<LawRow>, row: LawRow): contract.LawRowAnswer {
  const { id, validFrom, validTo, knownSince, legalRef, source, confidence, note } = row
  const rate = contract
    .diffOf({ subject: '', act: 'add', after: row })
    .fields.find(each => each.field === 'rate' || each.field === 'rate.rate')?.after
  return {
    id,
    kind: kind.name,
    key: kind.keyOf(row),
    name: nameOf(kind.name, row),
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    knownSince,
    legalRef,
    source,
    confidence,
    ...(note === undefined ? {} : { note }),
    ...(rate === undefined ? {} : { rate }),
    row: { ...row },
  }
}

function nameOf(kind: string, row: LawRow): string {
  return 'name' in row && typeof row.name === 'string' ? row.name : kind
}

async function answersOf(
  { db, state }: { readonly db: Reader; readonly state: string },
  rows: readonly ProposalRow[],
): Promise<contract.LawProposalAnswer[]> {
  const names = await namesOf(
    db,
    rows.flatMap(({ proposedBy, decidedBy }) => (decidedBy === null ? [proposedBy] : [proposedBy, decidedBy])),
  )
  return rows.map(({ id, kind, changes, reason, proposedBy, proposedAt, decidedBy, decidedAt, decision, refusal }) => {
    const [proposedName, decidedName] = [names.get(proposedBy), names.get(decidedBy ?? '')]
    return {
      id,
      kind,
      reason,
      status: decision ?? 'waiting',
      diffs: changes.filter(change => change.for === undefined).map(change => diffOfChange(kind, state, change)),
      proposedBy,
      ...(proposedName === undefined ? {} : { proposedName }),
      proposedAt: proposedAt.toISOString(),
      ...(decidedBy === null ? {} : { decidedBy }),
      ...(decidedName === undefined ? {} : { decidedName }),
      ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
      ...(refusal === null ? {} : { refusal }),
    }
  })
}

/** A change in words. What ends another row reads as the change from that one. */
function diffOfChange(kind: string, state: string, { act, before, after }: LawRowChange): contract.Diff {
  const subject = `${nameOf(kind, after)} of ${state}`
  return contract.diffOf({ subject, act: act === 'add' && before !== undefined ? 'change' : act, before, after })
}
