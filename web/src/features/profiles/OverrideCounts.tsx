import { Anchor, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useOverrideCounts } from '../../api/profiles.ts'
import { Failure } from '../../ui/Failure.tsx'

const COLUMNS = ['total', 'lowering', 'waiting', 'refused'] as const

/** How often each officer deviated from what screening asked for, most first. */
export function OverrideCounts({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const counts = useOverrideCounts(state)
  const items = counts.data?.items ?? []
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {t('overrides.title')}
      </Title>
      {counts.isError && <Failure failure={counts.error} retry={() => counts.refetch()} />}
      {counts.isPending && <Skeleton height={80} />}
      {counts.isSuccess && items.length === 0 && <Text>{t('overrides.none')}</Text>}
      {items.length > 0 && (
        <>
          <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('overrides.officer')}</Table.Th>
                  <Table.Th>{t('overrides.office')}</Table.Th>
                  {COLUMNS.map(column => (
                    <Table.Th key={column} ta="right">
                      {t(`overrides.${column}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(each => (
                  <Table.Tr key={`${each.officer} ${each.office}`}>
                    <Table.Th scope="row">{each.officerName ?? each.officer}</Table.Th>
                    <Table.Td>{each.office}</Table.Td>
                    {COLUMNS.map(column => (
                      <Table.Td key={column} className="figure">
                        {each[column]}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Anchor href={`/${state}/api/v1/overrides.csv`} download>
            {t('overrides.csv')}
          </Anchor>
        </>
      )}
    </Stack>
  )
}
