import type { DebtPosition, RefundAnswer } from '@lintas/contract'
import { Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useClaimRefund } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'

interface RefundListProps {
  readonly state: string
  readonly overpaid: DebtPosition['overpaid']
  readonly refunds: readonly RefundAnswer[]
}

/** What was paid beyond the charges, and what became of the claims for it: a refusal with its reasons and their law. */
export function RefundList({ state, overpaid, refunds }: RefundListProps) {
  const { t } = useTranslation()
  const claim = useClaimRefund(state)
  const open = new Set(refunds.filter(each => each.status === 'claimed' || each.status === 'approved-once').map(each => each.mrn))
  const unclaimed = overpaid.filter(each => !open.has(each.mrn))
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{t('payments.refunds')}</Title>
      {claim.error !== null && <Failure failure={claim.error} />}
      {unclaimed.length === 0 && refunds.length === 0 && <Text>{t('payments.refundsNone')}</Text>}
      {unclaimed.map(({ mrn, amount, currency }) => (
        <Group key={mrn}>
          <DeclarationLink state={state} mrn={mrn} />
          <Text>
            {t('payments.overpaid')}: <Amount amount={amount} currency={currency} strong />
          </Text>
          <Button
            size="xs"
            variant="default"
            loading={claim.isPending && claim.variables.mrn === mrn}
            onClick={() => claim.mutate({ mrn, reason: t('payments.claimReason') })}
          >
            {t('payments.claim')}
          </Button>
        </Group>
      ))}
      {refunds.map(refund => (
        <Stack key={refund.id} gap={4}>
          <Group>
            <DeclarationLink state={state} mrn={refund.mrn} />
            <Amount amount={refund.amount} currency={refund.currency} />
            <Text>{t(`payments.refundStatus.${refund.status}`)}</Text>
          </Group>
          {refund.status === 'refused' && (
            <List>
              {refund.decisions
                .flatMap(each => each.reasons)
                .map(({ text, legalBasis }) => (
                  <List.Item key={text}>
                    {text} ({legalBasis})
                  </List.Item>
                ))}
            </List>
          )}
        </Stack>
      ))}
    </Stack>
  )
}
