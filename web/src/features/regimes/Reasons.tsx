import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface Reason {
  readonly text: string
  readonly legalBasis: string
}

interface ReasonsProps {
  readonly yes: string
  readonly no: string
  readonly busy: boolean
  decide(isYes: boolean, reasons: readonly Reason[]): void
}

/** An officer's word, with its reason and the law it rests on; the node refuses a "no" without them. */
export function Reasons({ yes, no, busy, decide }: ReasonsProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const reasons = text.trim() === '' ? [] : [{ text, legalBasis }]
  return (
    <>
      <Group grow preventGrowOverflow={false}>
        <TextInput label={t('money.text')} value={text} onChange={event => setText(event.currentTarget.value)} maxLength={2_000} />
        <TextInput label={t('money.law')} value={legalBasis} onChange={event => setLegalBasis(event.currentTarget.value)} maxLength={200} />
      </Group>
      <Group>
        <Button loading={busy} onClick={() => decide(true, reasons)}>
          {yes}
        </Button>
        <Button variant="default" loading={busy} onClick={() => decide(false, reasons)}>
          {no}
        </Button>
      </Group>
    </>
  )
}
