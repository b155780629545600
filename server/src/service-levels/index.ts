import * as contract from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { SERVICE_TARGETS } from '@lintas/customs/release'
import { csvOf, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { countDocuments, countLevels, countRemedies, type DocumentRow, type Group, type LevelRow, type RemedyRow } from './store.ts'

/** Fewer than these would say something about somebody. */
const PUBLIC_MIN = 10
const [WEEK_MS, KEPT_MS] = [7 * 24 * 3_600_000, 60_000]

type Levels = contract.ServiceLevels

/** How long customs takes: for everybody in groups, for officers whole. */
export function register(node: Node): void {
  const { timeZone } = STATE_FACTS[node.state]
  const kept = new Map<string, { readonly until: number; readonly levels: Promise<Levels> }>()

  /** Counted at most once a minute, whoever asks. */
  function read(by: Group, weeks: number, atLeast: number): Promise<Levels> {
    const key = `${by} ${weeks} ${atLeast}`
    const known = kept.get(key)
    if (known !== undefined && known.until > performance.now()) return known.levels
    const levels = count(by, weeks, atLeast)
    kept.set(key, { until: performance.now() + KEPT_MS, levels })
    levels.catch(() => kept.delete(key))
    return levels
  }

  async function count(by: Group, weeks: number, atLeast: number): Promise<Levels> {
    const now = node.clock.now()
    const since = new Date(now.getTime() - weeks * WEEK_MS)
    const targets = node.law.on(SERVICE_TARGETS, node.state, node.clock.today())
    const [rows, documents, remedies] = await Promise.all([
      countLevels(node.db, { by, since, now, timeZone, targets }),
      countDocuments(node.db, { since, timeZone }),
      countRemedies(node.db, { since, now, timeZone, byOffice: by === 'office' }),
    ])
    return { ...levelsOf(rows, documents, targets, atLeast), remedies: remediesOf(remedies, atLeast) }
  }

  routes(node.http, 'service-levels', api => {
    const everybody = { who: 'service-levels.read' } as const
    const officers = { who: 'service-levels.read-detail' } as const

    api.get('/service-levels', { config: everybody, schema: contract.readServiceLevels }, ({ query }) =>
      read(query.by, query.weeks, PUBLIC_MIN),
    )

    api.get('/service-levels.csv', { config: everybody, schema: contract.exportServiceLevels }, async ({ query }, reply) => {
      const { items } = await read(query.by, query.weeks, PUBLIC_MIN)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="service-levels.csv"')
      return csvOf([COLUMNS, ...items.map(item => COLUMNS.map(column => String(item[column] ?? '')))])
    })

    api.get('/service-levels/detail', { config: officers, schema: contract.readServiceDetail }, ({ query }) =>
      read(query.by, query.weeks, 1),
    )
  })
}

const COLUMNS = [
  'week',
  'group',
  'lodged',
  'released',
  'decisionMedianS',
  'decisionP90S',
  'releaseMedianS',
  'releaseP90S',
  'inTime',
  'counted',
] as const

/** What may be told: no group, and no time or share, of fewer than `atLeast`. */
export function levelsOf(
  rows: readonly LevelRow[],
  documents: readonly DocumentRow[],
  targets: readonly {
    readonly lane: string
    readonly withinSeconds: number
    readonly source: string
    readonly legalRef: string
    readonly confidence: 'official' | 'secondary' | 'assumed'
  }[],
  atLeast: number,
) {
  return {
    atLeast,
    targets: targets.map(({ lane, withinSeconds, source, legalRef, confidence }) => ({
      lane,
      withinSeconds,
      source,
      legalRef,
      confidence,
    })),
    items: rows.filter(row => row.lodged >= atLeast).map(row => levelOf(row, atLeast)),
    documents: documents
      .filter(row => row.requests >= atLeast)
      .map(({ week, requests, answered, answerMedianS }) => ({
        week,
        requests,
        answered,
        ...(answerMedianS === null || answered < atLeast ? {} : { answerMedianS }),
      })),
  }
}

/** What may be told of requests: as of declarations, nothing of fewer than `atLeast`. */
export function remediesOf(rows: readonly RemedyRow[], atLeast: number): contract.RemedyLevel[] {
  return rows
    .filter(row => row.asked >= atLeast)
    .map(({ month, group, remedy, asked, answered, withdrawn, answerMedianS, answerP90S, inTime, counted, overdue }) => ({
      month,
      group,
      remedy,
      asked,
      answered,
      withdrawn,
      ...(answerMedianS === null || answerP90S === null || answered < atLeast ? {} : { answerMedianS, answerP90S }),
      ...(counted < Math.max(1, atLeast) ? {} : { inTime, counted, overdue }),
    }))
}

function levelOf(row: LevelRow, atLeast: number): contract.ServiceLevel {
  const { week, group, lodged, decided, released, decisionMedianS, decisionP90S, releaseMedianS, releaseP90S, inTime, counted } = row
  return {
    week,
    group,
    lodged,
    released,
    ...(decisionMedianS === null || decisionP90S === null || decided < atLeast ? {} : { decisionMedianS, decisionP90S }),
    ...(releaseMedianS === null || releaseP90S === null || released < atLeast ? {} : { releaseMedianS, releaseP90S }),
    ...(counted < Math.max(1, atLeast) ? {} : { inTime, counted }),
  }
}
