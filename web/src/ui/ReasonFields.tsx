import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** One reason of a decision as it is being written, with the law it rests on. */
export interface WrittenReason {
  readonly text: string
  readonly legalBasis: string
  /** Whether the node will take it: words the declarant can answer, and a law. */
  readonly isWhole: boolean
  /** As the bodies of decisions carry it. */
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  setText(text: string): void
  setLegalBasis(legalBasis: string): void
}

export function useReason(): WrittenReason {
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const isWhole = text.trim().length >= 10 && legalBasis.trim().length >= 3
  return { text, legalBasis, isWhole, reasons: [{ text, legalBasis }], setText, setLegalBasis }
}

/** Where a reason is written: what was found wrong, in words the declarant can answer, and the law. */
export function ReasonFields({ reason }: { readonly reason: WrittenReason }) {
  const { t } = useTranslation()
  return (
    <>
      <Textarea
        label={t('case.refuse.reason')}
        value={reason.text}
        maxLength={4_000}
        autosize
        minRows={3}
        onChange={event => reason.setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('case.refuse.law')}
        value={reason.legalBasis}
        maxLength={500}
        onChange={event => reason.setLegalBasis(event.currentTarget.value)}
      />
    </>
  )
}
