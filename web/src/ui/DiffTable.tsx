import type { Diff } from '@lintas/contract'
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface DiffTableProps {
  readonly fields: Diff['fields']
  /** The word for a field, where it has one. */
  readonly name?: (field: string) => string
}

/** What was and what is to be, one row a field. */
export function DiffTable({ fields, name = field => field }: DiffTableProps) {
  const { t } = useTranslation()
  const hasBefore = fields.some(each => each.before !== undefined)
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={170}>{t('profiles.what')}</Table.Th>
            {hasBefore && <Table.Th>{t('profiles.from')}</Table.Th>}
            <Table.Th>{t('profiles.to')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ field, before, after }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {name(field)}
              </Table.Th>
              {hasBefore && <Table.Td style={{ overflowWrap: 'anywhere' }}>{before === undefined ? '–' : <del>{before}</del>}</Table.Td>}
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{after === undefined ? '–' : <ins>{after}</ins>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
