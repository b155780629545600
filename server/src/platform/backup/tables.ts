import type pg from 'pg'

/** A table as a backup holds it. */
export interface Table {
  readonly schema: string
  readonly name: string
  /** In order; without those the database computes itself. */
  readonly columns: readonly Column[]
  /** For a partition: of which table, and for which rows. One that was made while the node ran is made again. */
  readonly partitionOf?: string
  readonly bound?: string
}

export interface Column {
  readonly name: string
  readonly type: string
}

export interface Sequence {
  readonly name: string
  readonly lastValue: string
  readonly isCalled: boolean
}

/** The migrations' own table is not copied: what stands in it is done again by migrating. */
const OWN_SCHEMAS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** Every table that holds rows, those that others point to first; partitions after the table they belong to. */
export async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<{
    oid: string
    schema: string
    name: string
    columns: Column[]
    partition_of: string | null
    bound: string | null
  }>(`
    SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name,
      coalesce((
        SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ), '[]') AS columns,
      (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition) AS partition_of,
      pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${OWN_SCHEMAS} AND c.relname <> 'platform_migrations'
    ORDER BY n.nspname, c.relname`)
  const order = sortByNeed(
    rows.map(row => row.oid),
    await listNeeds(client),
  )
  return order.flatMap(oid => {
    const row = rows.find(each => each.oid === oid)
    if (row === undefined) return []
    const { schema, name, columns, partition_of, bound } = row
    return [{ schema, name, columns, ...(partition_of === null || bound === null ? {} : { partitionOf: partition_of, bound }) }]
  })
}

export async function listSequences(client: pg.ClientBase): Promise<readonly Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND ${OWN_SCHEMAS} ORDER BY 1`)
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const { rows: values } = await client.query<{ last_value: string; is_called: boolean }>(
      `SELECT last_value::text, is_called FROM ${name}`,
    )
    for (const value of values) sequences.push({ name, lastValue: value.last_value, isCalled: value.is_called })
  }
  return sequences
}

/** For each table the tables its rows point to. A foreign key of a partitioned table stands on each partition. */
async function listNeeds(client: pg.ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ user: string; needs: string[] }>(`
    WITH leaves AS (
      SELECT c.oid AS root, coalesce(t.relid, c.oid) AS leaf FROM pg_class c LEFT JOIN LATERAL pg_partition_tree(c.oid) t ON true
      WHERE c.relkind IN ('r', 'p')
    )
    SELECT k.conrelid::text AS user, array_agg(DISTINCT l.leaf::oid::text) AS needs
    FROM pg_constraint k JOIN leaves l ON l.root = k.confrelid
    WHERE k.contype = 'f' AND NOT k.condeferred AND l.leaf::oid <> k.conrelid GROUP BY 1`)
  return new Map(rows.map(row => [row.user, row.needs]))
}

function sortByNeed(tables: readonly string[], needs: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const sorted: string[] = []
  const entered = new Set<string>()
  const enter = (table: string) => {
    if (entered.has(table)) return
    entered.add(table)
    for (const needed of needs.get(table) ?? []) enter(needed)
    sorted.push(table)
  }
  for (const table of tables) enter(table)
  return sorted
}
