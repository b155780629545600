import { Button, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface AnswerValueProps {
  readonly busy: boolean
  readonly send: (body: unknown) => void
}

/** The declarant's answer: in words, and where the evidence is. */
export function AnswerValue({ busy, send }: AnswerValueProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [documents, setDocuments] = useState('')
  const lines = documents.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]))
  return (
    <Stack gap="xs">
      <Textarea
        label={t('valuation.answerWords')}
        autosize
        minRows={2}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
      <Textarea
        label={t('valuation.answerDocuments')}
        autosize
        value={documents}
        onChange={event => setDocuments(event.currentTarget.value)}
      />
      <Button loading={busy} disabled={words === ''} onClick={() => send({ words, documents: lines })}>
        {t('valuation.answer')}
      </Button>
    </Stack>
  )
}
