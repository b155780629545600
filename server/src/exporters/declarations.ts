import { randomBytes } from 'node:crypto'
import { at, error, type Issue, ok, type Result } from '@lintas/customs/kernel'
import { checkOriginDeclaration, lookUp, type OriginDeclaration, type SelfCertifiedGiven } from '@lintas/customs/origin'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { tellDeclared, tellRevoked } from '../proofs/index.ts'
import { type DeclarationRow, insertDeclaration, revokeDeclaration } from './declaration-store.ts'
import { findNamed } from './register-store.ts'

/**
 * Makes a declaration out for a certified exporter of this state: only where exporter, signatory and every product are in its register on the day, so that
 * what is declared here is honoured there.
 *
 * @source ATIGA Annex 8, rules 2.6, 12A.4(b) and 12B
 */
export async function makeDeclaration(
  tx: Writer,
  node: Node,
  { trader, body }: { readonly trader: string; readonly body: OriginDeclaration },
  by: string,
): Promise<Result<DeclarationRow>> {
  const { document, kind, country } = body
  const issues = [
    ...checkOriginDeclaration(body).filter(each => each.severity === 'error'),
    ...(kind === 'original' && country !== node.state
      ? [error('exporters.declaration-elsewhere', 'country', { country, state: node.state })]
      : []),
    ...(document.issuedOn > node.clock.today()
      ? [error('exporters.declaration-day-to-come', 'document.issuedOn', { day: document.issuedOn })]
      : []),
    ...(await lookUpAll(tx, node.state, body)).flat().map(issue => ({ ...issue, severity: 'error' as const })),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const number = `${node.state}-OD-${randomBytes(16).toString('base64url')}`
  const row = await insertDeclaration(tx, { number, trader, body, madeAt: node.clock.now(), by })
  if (row === undefined)
    return { ok: false, issues: [error('exporters.declaration-made', 'document.number', { document: document.number })] }
  await tellDeclared(tx, node, body, number)
  await note(tx, node, row, 'make', by)
  return ok(row)
}

/** What the look-ups find of each product of a declaration: nothing where it is honoured. */
export async function lookUpAll(reader: Reader, country: string, { authorisation, signatory, document, products }: OriginDeclaration) {
  const { registers, rows } = await findNamed(reader, [country], [authorisation])
  const given: SelfCertifiedGiven = { registers, exporters: rows.map(({ state, entry }) => ({ ...entry, state })) }
  return products.map(({ code }, index): readonly Issue[] =>
    lookUp({ country, authorisation, signatory, code, on: document.issuedOn }, given).map(issue => {
      const { path, ...rest } = issue
      return path === 'id' ? at(`products[${index}]`, { ...rest, path: 'code' }) : issue
    }),
  )
}

/** Revokes a declaration; one that was is as it was. The caller has seen to it that it may. */
export async function revoke(tx: Writer, node: Node, row: DeclarationRow, reason: string, by: string): Promise<DeclarationRow> {
  const revoked = await revokeDeclaration(tx, row.number, reason, by, node.clock.now())
  if (revoked === undefined) return row
  await tellRevoked(tx, node, revoked.body)
  await note(tx, node, revoked, 'revoke', by, { reason })
  return revoked
}

async function note(
  tx: Writer,
  { events }: Pick<Node, 'events'>,
  { number, trader, body: { document, products } }: DeclarationRow,
  act: string,
  by: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const facts = { issuedOn: document.issuedOn, products: products.length }
  await events.append(tx, [
    { subject: 'origin-declaration', subjectId: number, act, by, facts, payload: { trader, document: document.number, ...payload } },
  ])
}
