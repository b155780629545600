import type { RefundAnswer } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideRefund } from '../../api/money-desk.ts'
import { useWaitingRefunds } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'

/** Refunds that wait for an officer: claimed by the debtor or found by customs. */
export function DecideRefunds() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const refunds = useWaitingRefunds(state)
  return (
    <Stack gap="lg">
      <Title order={1}>{t('money.refunds')}</Title>
      {refunds.isError && <Failure failure={refunds.error} retry={() => refunds.refetch()} />}
      {refunds.isPending && <Skeleton height={160} />}
      {refunds.data?.length === 0 && <Text>{t('money.refundsNone')}</Text>}
      {refunds.data?.map(refund => (
        <Refund key={refund.id} state={state} refund={refund} />
      ))}
    </Stack>
  )
}

/** One refund with its reason, and the decision in words with its law; the node asks for a second officer where the amount does. */
function Refund({ state, refund }: { readonly state: string; readonly refund: RefundAnswer }) {
  const { t } = useTranslation()
  const decide = useDecideRefund(state, refund)
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const { mrn, debtor, amount, currency, reason, status, proposed } = refund
  const reasons = text.trim() === '' && legalBasis.trim() === '' ? [] : [{ text, legalBasis }]
  return (
    <Paper withBorder p="md" component="section" aria-label={mrn}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace" inherit>
            {mrn}
          </Anchor>{' '}
          <Amount amount={amount} currency={currency} strong />
        </Title>
        <Text>
          {debtor}: {reason} {t(`payments.refundStatus.${status}`)}
          {proposed && `, ${t('money.proposed')}`}.
        </Text>
        {decide.isError && <Failure failure={decide.error} />}
        <Group grow preventGrowOverflow={false}>
          <TextInput label={t('money.text')} value={text} onChange={event => setText(event.currentTarget.value)} maxLength={2_000} />
          <TextInput
            label={t('money.law')}
            value={legalBasis}
            onChange={event => setLegalBasis(event.currentTarget.value)}
            maxLength={200}
          />
        </Group>
        <Group>
          <Button loading={decide.isPending} onClick={() => decide.mutate({ decision: 'approved', reasons })}>
            {t('money.approve')}
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'refused', reasons })}>
            {t('money.refuse')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
