import type { DebtorAccountAnswer, GuaranteeProlongation } from '@lintas/contract'
import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAskForProlongation, useDecideProlongation, useProlongations } from '../../api/payments.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { Reasons } from '../regimes/Reasons.tsx'

interface ProlongGuaranteeProps {
  readonly state: string
  readonly account: DebtorAccountAnswer
  /** Whether whoever reads it decides what its holder asks. */
  readonly decides?: boolean
}

/** What was asked about the end of a guarantee on paper: its holder asks for a later one, an administrator decides. Nothing of an account without an end. */
export function ProlongGuarantee({ state, account, decides = false }: ProlongGuaranteeProps) {
  const { t } = useTranslation()
  const { instrument, validTo } = account
  if (instrument === undefined || validTo === undefined) return null
  return (
    <Fieldset legend={t('payments.prolongation.title')} className="no-print">
      <Asked state={state} account={account} decides={decides} />
    </Fieldset>
  )
}

function Asked({ state, account: { number }, decides = false }: ProlongGuaranteeProps) {
  const asked = useProlongations(state, number)
  if (asked.isError) return <Failure failure={asked.error} retry={() => asked.refetch()} />
  const items = asked.data?.items ?? []
  return (
    <Stack gap="xs">
      {items.map(each => (
        <One key={each.id} state={state} account={number} asked={each} decides={decides} />
      ))}
      {!decides && asked.isSuccess && items.every(each => each.outcome !== undefined) && <Ask state={state} account={number} />}
    </Stack>
  )
}

interface OneProps {
  readonly state: string
  readonly account: string
  readonly asked: GuaranteeProlongation
  readonly decides: boolean
}

function One({ state, account, asked: { id, validTo, until, guarantorReference, reason, outcome, reasons }, decides }: OneProps) {
  const { t, i18n } = useTranslation()
  const decide = useDecideProlongation(state, account)
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <>
      <Text>
        {t('payments.prolongation.asked', { from: day(validTo), to: day(until), reference: guarantorReference, reason })}{' '}
        {t(`payments.prolongation.${outcome ?? 'waiting'}`)}
        {reasons.map(each => ` ${each.text} (${each.legalBasis})`).join('')}
      </Text>
      {decide.isError && <Failure failure={decide.error} />}
      {decides && outcome === undefined && (
        <Reasons
          yes={t('payments.prolongation.grant', { number: account })}
          no={t('payments.prolongation.refuse', { number: account })}
          busy={decide.isPending}
          decide={(isYes, said) => decide.mutate({ id, outcome: isYes ? 'granted' : 'refused', reasons: said })}
        />
      )}
    </>
  )
}

function Ask({ state, account }: { readonly state: string; readonly account: string }) {
  const { t } = useTranslation()
  const ask = useAskForProlongation(state, account)
  const [until, setUntil] = useState('')
  const [guarantorReference, setReference] = useState('')
  const [reason, setReason] = useState('')
  return (
    <>
      <Group grow preventGrowOverflow={false}>
        <TextInput
          type="date"
          label={t('payments.prolongation.until')}
          value={until}
          onChange={event => setUntil(event.currentTarget.value)}
        />
        <TextInput
          label={t('payments.prolongation.reference')}
          value={guarantorReference}
          onChange={event => setReference(event.currentTarget.value)}
          maxLength={70}
        />
        <TextInput label={t('money.why')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={1_000} />
      </Group>
      {ask.isError && <Failure failure={ask.error} />}
      <Group>
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ until, guarantorReference, reason })}>
          {t('payments.prolongation.ask')}
        </Button>
      </Group>
    </>
  )
}
