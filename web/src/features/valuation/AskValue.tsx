import { Button, Collapse, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface AskValueProps {
  readonly sequences: readonly number[]
  readonly currency: string
  readonly busy: boolean
  readonly send: (body: unknown) => void
}

/** An officer's question: about which goods, why, what is to be shown, until when. */
export function AskValue({ sequences, currency, busy, send }: AskValueProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [sequence, setSequence] = useState(String(sequences[0] ?? ''))
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState('')
  const [dueOn, setDueOn] = useState('')
  const ask = () => send({ supposed: [{ sequence: Number(sequence), value: { amount, currency } }], reason, asked, dueOn })
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        {t('valuation.ask')}
      </Button>
      <Collapse expanded={isOpen} w="100%">
        <Stack gap="xs">
          <NativeSelect
            label={t('valuation.itemNumber')}
            data={sequences.map(String)}
            value={sequence}
            onChange={event => setSequence(event.currentTarget.value)}
          />
          <TextInput
            label={t('valuation.supposedAmount', { currency })}
            inputMode="decimal"
            value={amount}
            onChange={event => setAmount(event.currentTarget.value)}
          />
          <Textarea label={t('valuation.asksWhy')} autosize value={reason} onChange={event => setReason(event.currentTarget.value)} />
          <Textarea label={t('valuation.asksWhat')} autosize value={asked} onChange={event => setAsked(event.currentTarget.value)} />
          <TextInput type="date" label={t('valuation.due')} value={dueOn} onChange={event => setDueOn(event.currentTarget.value)} />
          <Button loading={busy} onClick={ask} disabled={[amount, reason, asked, dueOn].includes('')}>
            {t('valuation.send')}
          </Button>
        </Stack>
      </Collapse>
    </Stack>
  )
}
