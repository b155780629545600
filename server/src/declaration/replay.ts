import { createHash } from 'node:crypto'
import { decide, ENGINE } from '@lintas/customs/journey'
import { openExchangeRates } from '@lintas/customs/reference'
import { schedulesOf } from '../tariff/index.ts'
import { seal } from './canonical.ts'
import type { Desk } from './desk.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/** A decision taken again beside the one that was kept. Digests in hexadecimal. */
export interface Replayed {
  readonly mrn: string
  readonly number: number
  readonly identical: boolean
  readonly sha256: string
  /** Absent where it would be refused now. */
  readonly replayed?: string
  /** The engine that decided, and the one that decided again. */
  readonly engine: string
  readonly engineNow: string
}

/**
 * Takes the newest decision on a declaration again, from what was kept with it and what its versions name: the document, the law, the schedule, the
 * rates, the profiles, the secret of its lot. Identical means: the same bytes, and those the digest was taken of.
 */
export async function replay(desk: Desk, row: DeclarationRow): Promise<Replayed> {
  const { node, risk, lawBooks } = desk
  const { inputs, body, text, sha256 } = await getDecision(node.db, row.mrn, row.decision)
  const { restsOn, screening } = body
  const [{ document }, law, schedule, profiles, { secret }] = await Promise.all([
    getVersion(node.db, row.mrn, inputs.version),
    lawBooks.get(restsOn.law),
    restsOn.schedule === undefined ? undefined : schedulesOf(node).find(restsOn.schedule),
    risk.profilesOf(screening.asked),
    risk.books(inputs.decidedOn, inputs.lot.day),
  ])
  const rates = openExchangeRates(restsOn.exchangeRates)
  const given = { ...inputs, documentSha256: seal(document).sha256.toString('hex') }
  const decided = decide(document, given, { law, schedule, rates, profiles, secret })
  const kept = createHash('sha256').update(text).digest('hex')
  const replayed = decided.ok ? { replayed: seal(decided.value).sha256.toString('hex') } : {}
  const identical = replayed.replayed === sha256 && kept === sha256
  return { mrn: row.mrn, number: row.decision, identical, sha256, ...replayed, engine: body.engine, engineNow: ENGINE }
}
