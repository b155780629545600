import type { CostRequest } from '@lintas/contract'
import { type ComparedCost, compareStates, type Difference } from '@lintas/customs/cost'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { Accordion, List, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../api/client.ts'
import { useCosts } from '../../api/cost.ts'
import { Amount } from '../../ui/Amount.tsx'
import { useOptionName } from './option-name.ts'

/** The same goods in every state: a table on a desk, cards on a phone, and what the states say differently. */
export function EveryState({ question }: { readonly question: CostRequest }) {
  const { t } = useTranslation()
  const rows = useRows(question)
  const costs = useCosts(question).flatMap(({ cost }): ComparedCost[] => (cost === undefined ? [] : [cost]))
  return (
    <Stack>
      <Title order={2}>{t('cost.everyStateTitle')}</Title>
      <Table.ScrollContainer minWidth={600} visibleFrom="sm">
        <Table aria-label={t('cost.everyStateTitle')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cost.state')}</Table.Th>
              <Table.Th>{t('cost.cheapest')}</Table.Th>
              <Table.Th ta="right">{t('cost.total')}</Table.Th>
              <Table.Th ta="right">{t('cost.shareHeading')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ state, way, total, share }) => (
              <Table.Tr key={state}>
                <Table.Th scope="row">{STATE_FACTS[state].name}</Table.Th>
                <Table.Td>{way}</Table.Td>
                <Table.Td ta="right">{total !== undefined && <Amount {...total} />}</Table.Td>
                <Table.Td ta="right" className="figure">
                  {share}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <SimpleGrid cols={1} hiddenFrom="sm">
        {rows.map(({ state, way, total, share }) => (
          <Paper key={state} withBorder p="sm">
            <Text fw={600}>{STATE_FACTS[state].name}</Text>
            {total !== undefined && (
              <Text>
                <Amount {...total} strong /> · {share}
              </Text>
            )}
            <Text size="sm">{way}</Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Differences differences={compareStates(costs)} />
    </Stack>
  )
}

interface Row {
  readonly state: State
  /** The cheapest way, or what is missing for one. */
  readonly way: string
  readonly total?: { readonly amount: string; readonly currency: string }
  readonly share?: string
}

/** Each state's cheapest way; those that something is missing for last. */
function useRows(question: CostRequest): readonly Row[] {
  const { t } = useTranslation()
  const nameOf = useOptionName()
  const rows = useCosts(question).map(({ state, cost, failure }): Row => {
    const [option] = cost?.options ?? []
    if (failure !== undefined)
      return { state, way: failure instanceof Refusal ? (failure.problem.issues?.[0]?.message ?? failure.message) : t('cost.noAnswer') }
    if (option === undefined) return { state, way: '…' }
    const { bill, missing } = option
    if (bill === undefined || missing.length > 0) return { state, way: missing[0]?.message ?? t('cost.noAnswer') }
    const { total: amount, currency, share } = bill
    return { state, way: nameOf(option), total: { amount, currency }, ...(share === undefined ? {} : { share: `${share} %` }) }
  })
  return rows.toSorted((a, b) => Number(a.total === undefined) - Number(b.total === undefined))
}

/** What states say differently, each with where it stands. */
function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useTranslation()
  if (differences.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2}>{t('cost.differences')}</Title>
      <Accordion multiple variant="contained" order={3}>
        {differences.map(({ about, name, says }) => (
          <Accordion.Item key={`${about} ${name}`} value={`${about} ${name}`}>
            <Accordion.Control>
              {t(`cost.differs.${about}`)}
              {name === about ? '' : `: ${name}`}
            </Accordion.Control>
            <Accordion.Panel>
              <List>
                {says.map(({ state, words, source }) => (
                  <List.Item key={state}>
                    {STATE_FACTS[state].name}: {words}
                    {source !== undefined && (
                      <Text component="span" size="sm" style={{ overflowWrap: 'anywhere' }}>
                        {' '}
                        ({source})
                      </Text>
                    )}
                  </List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  )
}
