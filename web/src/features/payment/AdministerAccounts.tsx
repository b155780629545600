import type { DebtorAccountAnswer } from '@lintas/contract'
import { parseState } from '@lintas/customs/reference'
import { Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideAccount } from '../../api/money-desk.ts'
import { useDebtorAccounts } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { GuaranteeEnd } from './GuaranteeEnd.tsx'
import { ProlongGuarantee } from './ProlongGuarantee.tsx'
import { ProposeAccount } from './ProposeAccount.tsx'

/** Debtors' accounts of a state: one administrator proposes one, another opens it. */
export function AdministerAccounts() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const accounts = useDebtorAccounts(state, true)
  const code = parseState(state)
  if (code === undefined) return null
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('money.accounts')}</Title>
        <Text>{t('money.accountsAbout')}</Text>
      </div>
      <ProposeAccount state={state} code={code} />
      {accounts.isError && <Failure failure={accounts.error} retry={() => accounts.refetch()} />}
      {accounts.isPending && <Skeleton height={160} />}
      {accounts.data?.items.length === 0 && <Text>{t('money.accountsNone')}</Text>}
      {accounts.data?.items.map(account => (
        <Account key={account.number} state={state} account={account} />
      ))}
    </Stack>
  )
}

/** An account and what may be decided about it now; the node refuses whoever proposed it. */
function Account({ state, account }: { readonly state: string; readonly account: DebtorAccountAnswer }) {
  const { t } = useTranslation()
  const decide = useDecideAccount(state, account)
  const [reason, setReason] = useState('')
  const { number, kind, instrument, guarantor, guarantorReference, validTo, trader, limit, used, currency, status } = account
  const why = reason.trim() === '' ? {} : { reason }
  return (
    <Paper withBorder p="md" component="section" aria-label={number}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {number}: {t(`payments.kind.${kind}`)}
        </Title>
        <Text>
          {trader}, {t(`payments.status.${status}`)}. {t('payments.limit')}: <Amount amount={limit} currency={currency} />,{' '}
          {t('payments.used')}: <Amount amount={used} currency={currency} />
        </Text>
        {guarantor !== undefined && (
          <Text>
            {[
              ...(instrument === undefined ? [] : [t(`payments.instrument.${instrument}`)]),
              guarantor,
              ...(guarantorReference === undefined ? [] : [guarantorReference]),
              ...(validTo === undefined ? [] : [t('payments.validTo', { day: validTo })]),
            ].join(', ')}
          </Text>
        )}
        <GuaranteeEnd account={account} />
        <ProlongGuarantee state={state} account={account} decides />
        {decide.isError && <Failure failure={decide.error} />}
        {(status === 'proposed' || status === 'open') && (
          <TextInput label={t('money.why')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={500} />
        )}
        <Group>
          {(status === 'proposed' || status === 'suspended') && (
            <Button loading={decide.isPending} onClick={() => decide.mutate({ decision: 'open', ...why })}>
              {t('money.open', { number })}
            </Button>
          )}
          {status === 'proposed' && (
            <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'rejected', ...why })}>
              {t('money.reject', { number })}
            </Button>
          )}
          {status === 'open' && (
            <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'suspended', ...why })}>
              {t('money.suspend', { number })}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
