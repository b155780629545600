import type { RegimeLedger } from '@lintas/contract'
import { Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { groupThousands } from '../../ui/Amount.tsx'
import { writeDay } from '../../ui/When.tsx'

/** The list of goods relieved for their use: of each line its cap, what declarations took of it in this period, and what is left. */
export function ReliefList({ list }: { readonly list: NonNullable<RegimeLedger['list']> }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <Title order={2}>{t('regimes.list')}</Title>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('regimes.line')}</Table.Th>
              <Table.Th>{t('regimes.goods')}</Table.Th>
              <Table.Th>{t('regimes.since')}</Table.Th>
              {(['cap', 'drawn', 'left'] as const).map(name => (
                <Table.Th key={name} className="figure">
                  {t(`regimes.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map(({ line, name, periodFrom, unit, ...amounts }) => (
              <Table.Tr key={line}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{writeDay(periodFrom, i18n.language)}</Table.Td>
                {(['cap', 'drawn', 'left'] as const).map(column => (
                  <Table.Td key={column} className="figure">
                    {groupThousands(amounts[column])} {unit}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
