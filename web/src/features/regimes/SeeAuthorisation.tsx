import { Anchor, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ledgerFile, reconciliationFile, useLedger, useStockReconciliations } from '../../api/regimes.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { LotCard } from './LotCard.tsx'
import { ReliefList } from './ReliefList.tsx'

/** One authorisation: what is suspended in all and where it stands, the stock by commodity and by lot, the periods that were reconciled. */
export function SeeAuthorisation() {
  const { state = '', number = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const read = useLedger(state, number)
  const periods = useStockReconciliations(state, number)
  if (read.isError) return <Failure failure={read.error} retry={() => read.refetch()} />
  if (read.data === undefined) return <Skeleton height={320} />
  const { authorisation, currency, debt, list, stock, lots, more } = read.data
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Stack gap="lg">
      <Title order={1}>
        {t(`regimes.kinds.${authorisation.regime}`)} {number}
      </Title>
      <Text>
        {authorisation.holder}. {t(`regimes.standings.${authorisation.standing}`)}.{' '}
        {t('regimes.period', { from: day(authorisation.validFrom), to: day(authorisation.validTo) })}
      </Text>
      <Group className="no-print">
        <Anchor href={ledgerFile(state, number, 'ledger/page')} target="_blank" rel="noreferrer">
          {t('regimes.print')}
        </Anchor>
        <Anchor href={ledgerFile(state, number, 'ledger.csv')}>{t('regimes.csv')}</Anchor>
      </Group>
      <Title order={2}>{t('regimes.debt')}</Title>
      <Group style={{ columnGap: 32, rowGap: 0 }}>
        {(['suspended', 'open', 'discharged', 'due', 'carried'] as const).map(name => (
          <Text key={name}>
            {t(`regimes.debts.${name}`)}: <Amount amount={debt[name]} currency={currency} strong={name === 'due'} />
          </Text>
        ))}
      </Group>
      {list !== undefined && <ReliefList list={list} />}
      <Title order={2}>{t('regimes.stock')}</Title>
      {stock.length === 0 && <Text>{t('regimes.noStock')}</Text>}
      {stock.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('regimes.code')}</Table.Th>
                {(['entered', 'promised', 'left'] as const).map(name => (
                  <Table.Th key={name} className="figure">
                    {t(`regimes.${name}`)}
                  </Table.Th>
                ))}
                <Table.Th>{t('regimes.moved')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {stock.map(each => (
                <Table.Tr key={`${each.code} ${each.unit}`}>
                  <Table.Td>{each.code}</Table.Td>
                  {[each.entered, each.promised, each.left].map((quantity, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
                    <Table.Td key={index} className="figure">
                      {quantity} {each.unit}
                    </Table.Td>
                  ))}
                  <Table.Td>{each.moved.map(({ kind, quantity }) => `${t(`regimes.movement.${kind}`)} ${quantity}`).join(', ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {lots.length > 0 && <Title order={2}>{t('regimes.lots')}</Title>}
      {lots.map(lot => (
        <LotCard key={lot.id} state={state} lot={lot} />
      ))}
      {more && <Text>{t('regimes.more')}</Text>}
      {(periods.data?.items ?? []).length > 0 && <Title order={2}>{t('regimes.periods')}</Title>}
      {(periods.data?.items ?? []).map(({ id, from, to, due }) => (
        <Group key={id}>
          <Text>{t('regimes.period', { from: day(from), to: day(to) })}</Text>
          <Text>
            {t('regimes.debts.due')}: <Amount amount={due} currency={currency} strong />
          </Text>
          <Anchor href={reconciliationFile(state, number, id, 'page')} target="_blank" rel="noreferrer">
            {t('regimes.print')}
          </Anchor>
          <Anchor href={reconciliationFile(state, number, id, 'csv')}>{t('regimes.csv')}</Anchor>
        </Group>
      ))}
    </Stack>
  )
}
