import { parseState } from '@lintas/customs/reference'
import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDebtorAccounts, usePosition, useRefunds } from '../../api/payments.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { DebtorAccount } from './DebtorAccount.tsx'
import { DueList } from './DueList.tsx'
import { ReceiptList } from './ReceiptList.tsx'
import { RefundList } from './RefundList.tsx'
import { SecurityList } from './SecurityList.tsx'

/** Everything between a trader and customs that is money: due, on account, held, to come back, paid. */
export function Payments() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const session = useSession(state)
  const may = session.data?.permissions.includes('debt.pay') ?? false
  const position = usePosition(state, may)
  const accounts = useDebtorAccounts(state, may)
  const refunds = useRefunds(state, may)
  const code = parseState(state)
  if (code === undefined) return null

  const failed = [position, accounts, refunds].find(each => each.isError)
  const open = accounts.data?.items.filter(each => each.kind === 'deferred-payment' && each.status === 'open') ?? []
  return (
    <Stack gap="xl">
      <div>
        <Title order={1}>{t('payments.title')}</Title>
        <Text>{t('payments.intro')}</Text>
      </div>
      {!may && !session.isPending && (
        <Anchor component={Link} to={`/${state}/sign-in`}>
          {t('payments.signIn')}
        </Anchor>
      )}
      {failed !== undefined && <Failure failure={failed.error} retry={() => failed.refetch()} />}
      {may && failed === undefined && (position.data === undefined || accounts.data === undefined || refunds.data === undefined) && (
        <Skeleton height={240} />
      )}
      {position.data !== undefined && accounts.data !== undefined && refunds.data !== undefined && (
        <>
          <DueList state={state} due={position.data.due} accounts={open.map(each => each.number)} />
          <Stack component="section" gap="md">
            <Title order={2}>{t('payments.accounts')}</Title>
            {accounts.data.items.length === 0 && <Text>{t('payments.accountsNone')}</Text>}
            {accounts.data.items.map(account => (
              <DebtorAccount key={account.number} state={state} account={account} />
            ))}
          </Stack>
          <SecurityList state={state} securities={position.data.securities} />
          <RefundList state={state} overpaid={position.data.overpaid} refunds={refunds.data.items} />
          <ReceiptList state={state} receipts={position.data.receipts} />
        </>
      )}
    </Stack>
  )
}
