import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefuseRelease } from '../../api/cases.ts'
import { Failure } from '../../ui/Failure.tsx'

interface RefuseReleaseProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
  onDone(): void
}

/** A supervisor refuses the release in writing: a reason the declarant can answer, and the law it rests on. */
export function RefuseRelease({ state, mrn, revision, onDone }: RefuseReleaseProps) {
  const { t } = useTranslation()
  const refuse = useRefuseRelease(state, mrn, revision)
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const isWhole = text.trim().length >= 10 && legalBasis.trim().length >= 3
  return (
    <Stack gap="sm">
      <Text>{t('case.refuse.explanation')}</Text>
      <Textarea
        label={t('case.refuse.reason')}
        value={text}
        maxLength={4_000}
        autosize
        minRows={3}
        onChange={event => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('case.refuse.law')}
        value={legalBasis}
        maxLength={500}
        onChange={event => setLegalBasis(event.currentTarget.value)}
      />
      {refuse.isError && <Failure failure={refuse.error} />}
      <Group>
        <Button disabled={!isWhole} loading={refuse.isPending} onClick={() => refuse.mutate([{ text, legalBasis }], { onSuccess: onDone })}>
          {t('case.act.refuse-release')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
