import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeize } from '../../api/seizures.ts'
import { Failure } from '../../ui/Failure.tsx'

interface SeizeGoodsProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
  onDone(): void
}

/** A supervisor seizes goods: what, where they are, why, on which law. The chain of custody begins with whoever signs. */
export function SeizeGoods({ state, mrn, revision, onDone }: SeizeGoodsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const seize = useSeize(state, mrn, revision, ({ number }) => navigate({ to: `/${state}/seizures/${number}` }))
  const [description, setDescription] = useState('')
  const [place, setPlace] = useState('')
  const [seal, setSeal] = useState('')
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const isWhole = description.trim().length >= 5 && place.trim().length >= 2 && text.trim().length >= 10 && legalBasis.trim().length >= 3
  const body = { description, place, ...(seal.trim().length < 2 ? {} : { seal }), reasons: [{ text, legalBasis }] }
  return (
    <Stack gap="sm">
      <TextInput
        label={t('seizure.goods')}
        value={description}
        maxLength={500}
        onChange={event => setDescription(event.currentTarget.value)}
      />
      <TextInput label={t('seizure.place')} value={place} maxLength={140} onChange={event => setPlace(event.currentTarget.value)} />
      <TextInput label={t('seizure.seal')} value={seal} maxLength={140} onChange={event => setSeal(event.currentTarget.value)} />
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
      {seize.isError && <Failure failure={seize.error} />}
      <Group>
        <Button disabled={!isWhole} loading={seize.isPending} onClick={() => seize.mutate(body)}>
          {t('case.act.seize')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
