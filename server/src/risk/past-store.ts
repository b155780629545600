import type { BackTestAnswer } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Decision, figuresOf, type Given } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import type { Outcome, PastDeclaration } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

/** Declarations are read in portions, so that nobody waits for a long answer. */
const PORTION = 250

interface Row {
  readonly mrn: string
  readonly document: DeclarationDocument
  readonly valuation: Decision['valuation']
  readonly assessment: Decision['assessment']
  readonly importer: Given['importer'] | null
  readonly declarant: Given['declarant'] | null
  readonly known: Given['known'] | null
  readonly picked: readonly string[]
  readonly outcome: Outcome | null
  readonly drawn: boolean | null
}

const PAST = `SELECT d.mrn, v.document, n.body->'valuation' AS valuation, n.body->'assessment' AS assessment,
    n.inputs->'importer' AS importer, n.inputs->'declarant' AS declarant, n.inputs->'known' AS known,
    ARRAY(SELECT profile FROM risk_hit WHERE mrn = d.mrn AND decision = 1 AND source = 'profile') AS picked, i.outcome, i.drawn
  FROM declaration d JOIN declaration_version v ON v.mrn = d.mrn AND v.version = 1 JOIN decision n ON n.mrn = d.mrn AND n.number = 1
    LEFT JOIN risk_inspection i ON i.mrn = d.mrn`

/** The declarations registered in some days as they were first screened, the newest first, at most so many. */
export async function* readPast(reader: Reader, from: Day, to: Day, most: number): AsyncGenerator<PastDeclaration> {
  const numbers = await reader.query<{ mrn: string }>(
    'SELECT mrn FROM declaration WHERE registered_on >= $1 AND registered_on < $2 ORDER BY listed DESC LIMIT $3',
    [from, to, most],
    'risk-past-numbers',
  )
  for (let at = 0; at < numbers.length; at += PORTION) {
    const mrns = numbers.slice(at, at + PORTION).map(each => each.mrn)
    const rows = await reader.query<Row>(`${PAST} WHERE d.mrn = ANY ($1) ORDER BY d.listed DESC`, [mrns], 'risk-past')
    yield* rows.map(pastOf)
  }
}

/** One declaration as it was first screened. */
export async function findPast(reader: Reader, mrn: string): Promise<PastDeclaration | undefined> {
  const [row] = await reader.query<Row>(`${PAST} WHERE d.mrn = $1`, [mrn], 'risk-past-one')
  return row === undefined ? undefined : pastOf(row)
}

/** How many declarations were registered in some days. */
export async function countPast(reader: Reader, from: Day, to: Day): Promise<number> {
  const [row] = await reader.query<{ count: string }>(
    'SELECT count(*) FROM declaration WHERE registered_on >= $1 AND registered_on < $2',
    [from, to],
    'risk-past-count',
  )
  return Number(row?.count ?? 0)
}

export async function keepBackTest(tx: Writer, id: string, version: number, answer: BackTestAnswer, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO risk_back_test (id, version, body, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id, version) DO UPDATE SET body = excluded.body, asked_by = excluded.asked_by, asked_at = excluded.asked_at`,
    [id, version, JSON.stringify(answer), by, at],
  )
}

export async function findBackTest(
  reader: Reader,
  id: string,
  version: number,
): Promise<{ readonly body: BackTestAnswer; readonly askedBy: string; readonly askedAt: Date } | undefined> {
  const [row] = await reader.query<{ body: BackTestAnswer; askedBy: string; askedAt: Date }>(
    'SELECT body, asked_by AS "askedBy", asked_at AS "askedAt" FROM risk_back_test WHERE id = $1 AND version = $2',
    [id, version],
    'risk-back-test',
  )
  return row
}

function pastOf({ mrn, document, valuation, assessment, importer, declarant, known, picked, outcome, drawn }: Row): PastDeclaration {
  return {
    mrn,
    document,
    figures: figuresOf(valuation, assessment),
    facts: { importer: importer ?? undefined, declarant: declarant ?? undefined, known: known ?? undefined },
    picked,
    outcome: outcome ?? undefined,
    drawn: drawn ?? false,
  }
}
