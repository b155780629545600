import type { DebtRecordAnswer, WriteOffAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'

interface WriteOffsProps {
  readonly state: string
  readonly mrn: string
  readonly debt: DebtRecordAnswer
  readonly permissions: readonly string[]
}

/** What is given up of a debt that is not to be had: proposed by one officer, decided by another. */
export function WriteOffs({ state, mrn, debt, permissions }: WriteOffsProps) {
  const { t } = useTranslation()
  const waits = debt.writeOffs.some(each => each.status === 'proposed')
  const mayPropose = permissions.includes('debt.write-off') && debt.status !== 'discharged' && !waits
  if (debt.writeOffs.length === 0 && !mayPropose) return null
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('writeOff.title')}
      </Title>
      {debt.writeOffs.map(each => (
        <WriteOff key={each.id} state={state} writeOff={each} mayDecide={permissions.includes('debt.decide-write-off')} />
      ))}
      {mayPropose && <Propose state={state} mrn={mrn} />}
    </Stack>
  )
}

function WriteOff({
  state,
  writeOff,
  mayDecide,
}: {
  readonly state: string
  readonly writeOff: WriteOffAnswer
  readonly mayDecide: boolean
}) {
  const { t } = useTranslation()
  const { id, amount, currency, reason: why, legalBasis, status, decisionReason } = writeOff
  const decide = useAct<WriteOffAnswer, { readonly decision: 'approved' | 'refused'; readonly reason?: string }>(
    state,
    () => `write-offs/${id}/decision`,
    decided => decided,
  )
  const [reason, setReason] = useState('')
  return (
    <Stack gap="xs">
      <Text>
        {t(`writeOff.status.${status}`)}: {currency} {groupThousands(amount)}. {why} ({legalBasis})
        {decisionReason === undefined ? '' : ` ${decisionReason}`}
      </Text>
      {decide.isError && <Failure failure={decide.error} />}
      {mayDecide && status === 'proposed' && (
        <Group align="end">
          <TextInput
            label={t('writeOff.refusal')}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
            maxLength={2_000}
          />
          <Button loading={decide.isPending} onClick={() => decide.mutate({ decision: 'approved' })}>
            {t('writeOff.approve')}
          </Button>
          <Button
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate({ decision: 'refused', ...(reason.trim() === '' ? {} : { reason }) })}
          >
            {t('money.refuse')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Propose({ state, mrn }: { readonly state: string; readonly mrn: string }) {
  const { t } = useTranslation()
  const propose = useAct<WriteOffAnswer, { readonly amount?: string; readonly reason: string; readonly legalBasis: string }>(
    state,
    () => `declarations/${mrn}/write-offs`,
    wish => wish,
  )
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const isWhole = reason.trim().length >= 3 && legalBasis.trim().length >= 3
  return (
    <>
      {propose.isError && <Failure failure={propose.error} />}
      <Group align="end">
        <TextInput label={t('writeOff.amount')} value={amount} onChange={event => setAmount(event.currentTarget.value)} />
        <TextInput label={t('money.text')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={2_000} />
        <TextInput label={t('money.law')} value={legalBasis} onChange={event => setLegalBasis(event.currentTarget.value)} maxLength={200} />
        <Button
          variant="default"
          disabled={!isWhole}
          loading={propose.isPending}
          onClick={() => propose.mutate({ reason, legalBasis, ...(amount.trim() === '' ? {} : { amount: amount.trim() }) })}
        >
          {t('writeOff.propose')}
        </Button>
      </Group>
    </>
  )
}
