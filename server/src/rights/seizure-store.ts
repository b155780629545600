import type { Handover } from '@lintas/customs/rights'
import type { Reader, Writer } from '../platform/node.ts'

/** What was seized, in the words of who seized it. */
export interface SeizedGoods {
  readonly description: string
  readonly items?: readonly number[]
  readonly packages?: number
}

export type SeizureState = 'seized' | 'restored' | 'forfeited'

export interface Seizure {
  readonly number: string
  readonly mrn: string
  readonly goods: SeizedGoods
  readonly state: SeizureState
  readonly chain: readonly Handover[]
  readonly listed: string
}

interface Row extends Omit<Seizure, 'chain'> {
  readonly chain: readonly (Pick<Handover, 'number'> & {
    readonly handover: Omit<Handover, 'number' | 'givenBy' | 'givenAt' | 'takenBy' | 'takenAt'>
    readonly givenBy: string | null
    readonly givenAt: string
    readonly takenBy: string | null
    readonly takenAt: string | null
  })[]
}

const SEIZURES = `SELECT s.number, s.mrn, s.goods, s.state, s.listed,
  (SELECT json_agg(json_build_object('number', c.number, 'handover', c.handover, 'givenBy', c.given_by, 'givenAt', c.given_at,
     'takenBy', c.taken_by, 'takenAt', c.taken_at) ORDER BY c.number) FROM custody c WHERE c.seizure = s.number) AS chain
  FROM seizure s JOIN declaration d USING (mrn)`

export async function findSeizure(reader: Reader, number: string): Promise<Seizure | undefined> {
  const [row] = await reader.query<Row>(`${SEIZURES} WHERE s.number = $1`, [number], 'rights.seizure')
  return row === undefined ? undefined : seizureOf(row)
}

export async function findSeizureOf(reader: Reader, mrn: string): Promise<Seizure | undefined> {
  const [row] = await reader.query<Row>(`${SEIZURES} WHERE s.mrn = $1 ORDER BY s.listed DESC LIMIT 1`, [mrn], 'rights.seizure-of')
  return row === undefined ? undefined : seizureOf(row)
}

/** Seizures, the newest first: of a trader, of an office, or all. */
export async function listSeizures(
  reader: Reader,
  { trader, office }: { readonly trader?: string | undefined; readonly office?: string | undefined },
  before: string | undefined,
  limit: number,
): Promise<readonly Seizure[]> {
  const rows = await reader.query<Row>(
    `${SEIZURES} WHERE ($1::text IS NULL OR $1 IN (d.principal, d.filer, d.declarant)) AND ($2::text IS NULL OR d.office = $2)
       AND ($3::bigint IS NULL OR s.listed < $3) ORDER BY s.listed DESC LIMIT $4`,
    [trader ?? null, office ?? null, before ?? null, limit],
    'rights.seizures',
  )
  return rows.map(seizureOf)
}

/** Keeps a seizure with the first link of its chain: whoever seized has the goods. */
export async function insertSeizure(
  tx: Writer,
  { number, mrn, goods }: Pick<Seizure, 'number' | 'mrn' | 'goods'>,
  first: Pick<Handover, 'holder' | 'place' | 'seal' | 'packages' | 'note'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query('INSERT INTO seizure (number, mrn, goods) VALUES ($1, $2, $3)', [number, mrn, JSON.stringify(goods)])
  await tx.query(
    'INSERT INTO custody (seizure, number, handover, given_at, taken_by, taken_at) VALUES ($1, 1, $2, $3, $4, $3)',
    [number, JSON.stringify(first), at, by],
    'rights.insert-first-custody',
  )
}

export async function addHandover(
  tx: Writer,
  { number, chain }: Pick<Seizure, 'number' | 'chain'>,
  handover: Pick<Handover, 'holder' | 'place' | 'seal' | 'packages' | 'note'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO custody (seizure, number, handover, given_by, given_at) VALUES ($1, $2, $3, $4, $5)',
    [number, chain.length + 1, JSON.stringify(handover), by, at],
    'rights.insert-custody',
  )
}

export async function takeHandover(tx: Writer, number: string, link: number, by: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE custody SET taken_by = $3, taken_at = $4 WHERE seizure = $1 AND number = $2 AND taken_by IS NULL',
    [number, link, by, at],
    'rights.take-custody',
  )
}

export async function moveSeizure(tx: Writer, number: string, state: SeizureState): Promise<void> {
  await tx.query('UPDATE seizure SET state = $2 WHERE number = $1', [number, state], 'rights.move-seizure')
}

function seizureOf({ chain, ...row }: Row): Seizure {
  return {
    ...row,
    chain: chain.map(({ number, handover, givenBy, givenAt, takenBy, takenAt }) => ({
      number,
      ...handover,
      ...(givenBy === null ? {} : { givenBy }),
      givenAt,
      ...(takenBy === null ? {} : { takenBy }),
      ...(takenAt === null ? {} : { takenAt }),
    })),
  }
}
