import type { DebtPosition } from '@lintas/contract'
import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDefer, usePayDeclaration } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from './day.ts'

interface DueListProps {
  readonly state: string
  readonly due: DebtPosition['due']
  /** Accounts that charges can be put on. */
  readonly accounts: readonly string[]
}

/** What is due now, and the ways to settle it. */
export function DueList({ state, due, accounts }: DueListProps) {
  const { t, i18n } = useTranslation()
  const pay = usePayDeclaration(state)
  const defer = useDefer(state)
  const failure = pay.error ?? defer.error
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{t('payments.due')}</Title>
      {failure !== null && <Failure failure={failure} />}
      {due.length === 0 && <Text>{t('payments.dueNone')}</Text>}
      {due.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('payments.declaration')}</Table.Th>
                <Table.Th>{t('payments.since')}</Table.Th>
                <Table.Th className="figure">{t('payments.amount')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {due.map(({ mrn, amount, currency, since }) => (
                <Table.Tr key={mrn}>
                  <Table.Td>
                    <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace">
                      {mrn}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{writeDay(since, i18n.language)}</Table.Td>
                  <Table.Td className="figure">
                    <Amount amount={amount} currency={currency} strong />
                  </Table.Td>
                  <Table.Td>
                    <Group gap="xs" justify="flex-end">
                      {accounts.map(account => (
                        <Button
                          key={account}
                          size="xs"
                          variant="default"
                          loading={defer.isPending && defer.variables.mrn === mrn}
                          onClick={() => defer.mutate({ mrn, account })}
                        >
                          {t('payments.defer', { account })}
                        </Button>
                      ))}
                      <Button size="xs" variant="default" loading={pay.isPending && pay.variables === mrn} onClick={() => pay.mutate(mrn)}>
                        {t('payments.pay')}
                      </Button>
                    </Group>
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
