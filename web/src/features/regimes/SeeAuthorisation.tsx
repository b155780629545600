import { Anchor, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ledgerFile, reconciliationFile, useDrawbackClaims, useLedger, useStockReconciliations } from '../../api/regimes.ts'
import { useSession } from '../../api/session.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { Reconcile, TakeStock } from './CountStock.tsx'
import { ClaimCard, ClaimDrawback } from './Drawback.tsx'
import { LotCard } from './LotCard.tsx'
import { ReliefList } from './ReliefList.tsx'
import { SetStanding } from './SetStanding.tsx'

/** One authorisation: what is suspended in all and where it stands, the stock by commodity and by lot, the periods that were reconciled. */
export function SeeAuthorisation() {
  const { state = '', number = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const read = useLedger(state, number)
  const periods = useStockReconciliations(state, number)
  const claims = useDrawbackClaims(state)
  const permissions = useSession(state).data?.permissions ?? []
  if (read.isError) return <Failure failure={read.error} retry={() => read.refetch()} />
  if (read.data === undefined) return <Skeleton height={320} />
  const { authorisation, currency, debt, list, stock, lots, more } = read.data
  const keeps = permissions.includes('regimes.keep-stock')
  const own = (claims.data?.items ?? []).filter(each => each.authorisation === number)
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
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
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
        <LotCard key={lot.id} state={state} lot={lot} keeps={keeps} />
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
      {keeps && lots.some(lot => lot.left !== '0') && <TakeStock state={state} ledger={read.data} />}
      {keeps && stock.length > 0 && <Reconcile state={state} ledger={read.data} />}
      {own.length > 0 && <Title order={2}>{t('regimes.claims')}</Title>}
      {own.map(each => (
        <ClaimCard key={each.id} state={state} claim={each} isMine={!permissions.includes('regimes.judge')} />
      ))}
      {keeps && authorisation.regime === 'drawback' && <ClaimDrawback state={state} authorisation={number} />}
      {permissions.includes('regimes.suspend') && <SetStanding state={state} authorisation={authorisation} />}
    </Stack>
  )
}
