import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePriceAdjustments } from '../../api/valuation.ts'
import { writeDay } from '../../ui/When.tsx'

interface AdjustPriceProps {
  readonly state: string
  readonly mrn: string
  readonly sequences: readonly number[]
  readonly busy: boolean
  readonly send: (body: unknown) => void
}

/** The declarant adjusts a price that was declared as subject to it; where it was not, or the time is not on file, nothing is offered. */
export function AdjustPrice({ state, mrn, sequences, busy, send }: AdjustPriceProps) {
  const { t, i18n } = useTranslation()
  const { data } = usePriceAdjustments(state, mrn)
  const [sequence, setSequence] = useState(String(sequences[0] ?? ''))
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState('')
  const [reason, setReason] = useState('')
  if (data?.until === undefined) return null
  const adjust = () => send({ items: [{ sequence: Number(sequence), price: { amount, currency: currency.toUpperCase() } }], reason })
  return (
    <Stack gap="xs">
      <Text>{t('valuation.adjustUntil', { day: writeDay(data.until, i18n.language) })}</Text>
      <Group grow preventGrowOverflow={false}>
        <NativeSelect
          label={t('valuation.itemNumber')}
          data={sequences.map(String)}
          value={sequence}
          onChange={event => setSequence(event.currentTarget.value)}
        />
        <TextInput
          label={t('valuation.newPrice')}
          inputMode="decimal"
          value={amount}
          onChange={event => setAmount(event.currentTarget.value)}
        />
        <TextInput
          label={t('valuation.currency')}
          maxLength={3}
          value={currency}
          onChange={event => setCurrency(event.currentTarget.value)}
        />
      </Group>
      <Textarea label={t('valuation.reason')} autosize value={reason} onChange={event => setReason(event.currentTarget.value)} />
      <Button loading={busy} disabled={[amount, currency, reason].includes('')} onClick={adjust}>
        {t('valuation.adjust')}
      </Button>
    </Stack>
  )
}
