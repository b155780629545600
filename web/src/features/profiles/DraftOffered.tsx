import type { OfferedProfileAnswer } from '@lintas/contract'
import { addDays } from '@lintas/customs/kernel'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { useActOnOffers } from '../../api/profiles.ts'
import { todayIn } from '../../ui/today.ts'

/** Days a draft made here runs, once two people agree. */
const DAYS = 180

interface DraftOfferedProps {
  readonly state: string
  readonly offer: OfferedProfileAnswer
  readonly offered: NonNullable<OfferedProfileAnswer['offered']>
  readonly act: ReturnType<typeof useActOnOffers>
  onDone(): void
}

/** What an offer is called here, and who answers for it. */
export function DraftOffered({ state, offer, offered, act, onDone }: DraftOfferedProps) {
  const { t } = useTranslation()
  const [id, setId] = useState(offered.title)
  const [owner, setOwner] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const today = todayIn(state)
    act.mutate(
      { act: 'draft', from: offer.from, offer: offer.id, own: { id, owner, validFrom: today, validTo: addDays(today, DAYS) } },
      { onSuccess: onDone },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group grow>
          <TextInput label={t('write.id')} required maxLength={60} value={id} onChange={event => setId(event.currentTarget.value)} />
          <TextInput
            label={t('profiles.field.owner')}
            required
            maxLength={140}
            value={owner}
            onChange={event => setOwner(event.currentTarget.value)}
          />
        </Group>
        <Group>
          <Button type="submit" loading={act.isPending}>
            {t('write.propose', { days: DAYS })}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('documents.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
