import type { SecurityGiven } from '@lintas/contract'
import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'

/** Security customs holds: for which declaration, why, and as what. */
export function SecurityList({ state, securities }: { readonly state: string; readonly securities: readonly SecurityGiven[] }) {
  const { t } = useTranslation()
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{t('payments.securities')}</Title>
      {securities.length === 0 && <Text>{t('payments.securitiesNone')}</Text>}
      {securities.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('payments.declaration')}</Table.Th>
                <Table.Th>{t('payments.reason')}</Table.Th>
                <Table.Th>{t('payments.where')}</Table.Th>
                <Table.Th className="figure">{t('payments.held')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {securities.map(each => (
                <Table.Tr key={each.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/${state}/declarations/${each.mrn}`} ff="monospace">
                      {each.mrn}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{t(`payments.reasons.${each.reason}`)}</Table.Td>
                  <Table.Td>{each.account ?? t('payments.cash')}</Table.Td>
                  <Table.Td className="figure">
                    <Amount amount={each.open} currency={each.currency} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}
