import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeize } from '../../api/seizures.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

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
  const reason = useReason()
  const isWhole = description.trim().length >= 5 && place.trim().length >= 2 && reason.isWhole
  const body = { description, place, ...(seal.trim().length < 2 ? {} : { seal }), reasons: reason.reasons }
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
      <ReasonFields reason={reason} />
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
