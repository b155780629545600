import { Stack, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface Column<Row> {
  /** Its heading; one without holds buttons. */
  readonly name?: string
  readonly isFigure?: true
  readonly show: (row: Row) => ReactNode
}

interface TableSectionProps<Row> {
  /** Left out where the card it stands in bears it. */
  readonly title?: string
  /** Said where there is no row. */
  readonly none: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  /** One of several parts of a card: a smaller heading. */
  readonly inCard?: true
  /** Narrower than this in pixels it scrolls. */
  readonly minWidth?: number
  /** What goes between heading and table, such as a failure. */
  readonly children?: ReactNode
}

/** A part of a page that is one table. A screen too narrow for it scrolls it, by keyboard too. */
export function TableSection<Row>({ title, none, rows, keyOf, columns, inCard, minWidth = 600, children }: TableSectionProps<Row>) {
  return (
    <Stack component="section" gap="sm">
      {title !== undefined && <Title {...(inCard ? { order: 3, size: 'h5' } : { order: 2 })}>{title}</Title>}
      {children}
      {rows.length === 0 && <Text>{none}</Text>}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ name, isFigure }) =>
                  name === undefined ? (
                    <Table.Td key="" />
                  ) : (
                    <Table.Th key={name} {...figure(isFigure)}>
                      {name}
                    </Table.Th>
                  ),
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(row => (
                <Table.Tr key={keyOf(row)}>
                  {columns.map(({ name = '', isFigure, show }) => (
                    <Table.Td key={name} {...figure(isFigure)}>
                      {show(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}

function figure(isFigure: true | undefined): { readonly className?: string } {
  return isFigure ? { className: 'figure' } : {}
}
