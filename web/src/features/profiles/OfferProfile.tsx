import type { StoredProfile } from '@lintas/contract'
import { STATES, type State } from '@lintas/customs/reference'
import { Button, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { useActOnOffers } from '../../api/profiles.ts'

interface OfferProfileProps {
  readonly state: string
  /** Those that run, and that somebody else proposed. */
  readonly profiles: readonly StoredProfile[]
  readonly act: ReturnType<typeof useActOnOffers>
  onDone(): void
}

/** Which profile is offered to whom; the note names nobody. */
export function OfferProfile({ state, profiles, act, onDone }: OfferProfileProps) {
  const { t } = useTranslation()
  const [place, setPlace] = useState('0')
  const [states, setStates] = useState<string[]>([])
  const [note, setNote] = useState('')
  const profile = profiles[Number(place)]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (profile === undefined) return
    const { id, version } = profile
    const said = note.trim() === '' ? {} : { note: note.trim() }
    act.mutate({ act: 'offer', profile: { id, version }, states: states as State[], ...said }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text>{t('offers.about')}</Text>
        <Group grow>
          <NativeSelect
            label={t('offers.profile')}
            data={profiles.map(({ id, version }, at) => ({ value: String(at), label: t('profiles.version', { id, version }) }))}
            value={place}
            onChange={event => setPlace(event.currentTarget.value)}
          />
          <MultiSelect
            label={t('watchList.shares.to')}
            data={STATES.filter(each => each !== state.toUpperCase())}
            value={states}
            onChange={setStates}
          />
        </Group>
        <TextInput label={t('offers.note')} maxLength={500} value={note} onChange={event => setNote(event.currentTarget.value)} />
        <Group>
          <Button type="submit" loading={act.isPending} disabled={states.length === 0 || profile === undefined}>
            {t('offers.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('documents.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
