import type { DebtorAccountAnswer } from '@lintas/contract'
import { Alert, Anchor, Button, Group, Paper, Progress, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statementPage, usePayAccount } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { AccountLedger } from './AccountLedger.tsx'
import { GuaranteeEnd } from './GuaranteeEnd.tsx'
import { InterestOnAccount } from './Interest.tsx'
import { ProlongGuarantee } from './ProlongGuarantee.tsx'

interface DebtorAccountProps {
  readonly state: string
  readonly account: DebtorAccountAnswer
}

/** One account with customs: how much of it is used, what its last statement asks for, and a month of it as a ledger. */
export function DebtorAccount({ state, account }: DebtorAccountProps) {
  const { t } = useTranslation()
  const [month, setMonth] = useState(() => new Date().toISOString().slice(0, 7))
  const pay = usePayAccount(state)
  const { number, kind, currency, limit, used, left, payable, overdue, status } = account
  const share = shareOf(used, limit)
  return (
    <Paper withBorder p="md" component="article" aria-label={number}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3}>
            {number}: {t(`payments.kind.${kind}`)}
          </Title>
          <Text>{t(`payments.status.${status}`)}</Text>
        </Group>
        <Progress value={share} aria-label={t('payments.used')} />
        <Group style={{ columnGap: 32, rowGap: 0 }}>
          {(
            [
              ['used', used],
              ['left', left],
              ['limit', limit],
              ['payable', payable],
            ] as const
          ).map(([name, amount]) => (
            <Text key={name}>
              {t(`payments.${name}`)}: <Amount amount={amount} currency={currency} strong={name === 'left'} />
            </Text>
          ))}
        </Group>
        <GuaranteeEnd account={account} />
        <ProlongGuarantee state={state} account={account} />
        {overdue && <Alert color="red">{t('payments.overdue')}</Alert>}
        {overdue && <InterestOnAccount state={state} account={number} />}
        {pay.error !== null && <Failure failure={pay.error} />}
        <Group align="flex-end" className="no-print">
          <TextInput
            type="month"
            label={t('payments.month')}
            value={month}
            onChange={event => /^\d{4}-\d{2}$/.test(event.currentTarget.value) && setMonth(event.currentTarget.value)}
          />
          <Anchor href={statementPage(state, number, month)} target="_blank" rel="noreferrer">
            {t('payments.print')}
          </Anchor>
          {/^[0.]*$/.test(payable) || (
            <Button loading={pay.isPending} onClick={() => pay.mutate(number)}>
              {t('payments.payAccount')}
            </Button>
          )}
        </Group>
        <AccountLedger state={state} account={number} month={month} />
      </Stack>
    </Paper>
  )
}

/** How much of a limit is used, in whole per cent. Both have the digits of one currency. */
function shareOf(used: string, limit: string): number {
  const [part, whole] = [used, limit].map(text => BigInt(text.replace('.', '')))
  const share = whole === undefined || whole === 0n ? 0n : ((part ?? 0n) * 100n) / whole
  return Number(share < 0n ? 0n : share > 100n ? 100n : share)
}
