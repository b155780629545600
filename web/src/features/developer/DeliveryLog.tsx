import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDeliveries, useEndpointActs } from '../../api/webhooks.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeInstant } from '../../ui/When.tsx'

interface DeliveryLogProps {
  readonly state: string
  readonly endpoint: string
  readonly timeZone: string
}

/** What was sent to an address last and what waits, each to be sent again. */
export function DeliveryLog({ state, endpoint, timeZone }: DeliveryLogProps) {
  const { t, i18n } = useTranslation()
  const deliveries = useDeliveries(state, endpoint)
  const acts = useEndpointActs(state)
  if (deliveries.isError) return <Failure failure={deliveries.error} retry={() => deliveries.refetch()} />
  if (deliveries.data === undefined) return <Skeleton height={100} />
  if (deliveries.data.items.length === 0) return <Text c="dimmed">{t('developer.nothingSent')}</Text>
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('developer.outcome')}</Table.Th>
            <Table.Th>{t('developer.when')}</Table.Th>
            <Table.Th>{t('developer.type')}</Table.Th>
            <Table.Th>{t('developer.about_')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.data.items.map(each => (
            <Table.Tr key={each.id}>
              <Table.Td>
                {t(`developer.delivery.${each.status}`)}
                {each.lastAnswer !== undefined && ` (${each.lastAnswer})`}
              </Table.Td>
              <Table.Td>{writeInstant(each.createdAt, timeZone, i18n.language)}</Table.Td>
              <Table.Td>{each.type}</Table.Td>
              <Table.Td>
                {each.type.startsWith('declaration.') && (
                  <Anchor component={Link} to={`/${state}/declarations/${each.about}`} ff="monospace">
                    {each.about}
                  </Anchor>
                )}
              </Table.Td>
              <Table.Td>
                {each.status !== 'pending' && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    onClick={() => acts.mutate({ act: 'replay', id: endpoint, delivery: each.id })}
                    loading={acts.isPending}
                  >
                    {t('developer.replay')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
