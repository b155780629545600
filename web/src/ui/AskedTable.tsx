import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from './Failure.tsx'
import { type Column, TableSection } from './TableSection.tsx'

interface AskedTableProps<Data, Row> {
  readonly title: string
  /** Said where there is no row. */
  readonly none: string
  /** What the node was asked, and the rows in its answer. */
  readonly asked: UseQueryResult<Data>
  readonly rowsOf: (data: Data) => readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly children?: ReactNode
}

/** A table of what a node answers: a skeleton until it does, and what failed with a way to ask again. */
export function AskedTable<Data, Row>({ asked, rowsOf, ...table }: AskedTableProps<Data, Row>) {
  if (asked.isError) return <Failure failure={asked.error} retry={() => asked.refetch()} />
  if (asked.data === undefined) return <Skeleton height={120} />
  return <TableSection {...table} rows={rowsOf(asked.data)} />
}
