import type { RegisterEntryAnswer } from '@lintas/contract'
import { STATES, type State } from '@lintas/customs/reference'
import { INDICATOR_REASONS, type IndicatorReason } from '@lintas/customs/risk'
import { Button, Group, MultiSelect, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { useActOnIndicators } from '../../api/watch-list.ts'

interface ShareEntryProps {
  readonly state: string
  /** Those that run, and that somebody else proposed. */
  readonly entries: readonly RegisterEntryAnswer[]
  readonly act: ReturnType<typeof useActOnIndicators>
  onDone(): void
}

/** Which entry is shared with whom, and why; the note names nobody. */
export function ShareEntry({ state, entries, act, onDone }: ShareEntryProps) {
  const { t } = useTranslation()
  const [entry, setEntry] = useState(entries[0]?.id ?? '')
  const [states, setStates] = useState<string[]>([])
  const [reason, setReason] = useState<IndicatorReason>('value')
  const [note, setNote] = useState('')
  const others = STATES.filter(each => each !== state.toUpperCase())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = note.trim() === '' ? {} : { note: note.trim() }
    act.mutate({ act: 'share', entry, states: states as State[], reason, ...said }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group grow>
          <NativeSelect
            label={t('watchList.text')}
            data={entries.map(({ id, text }) => ({ value: id, label: text }))}
            value={entry}
            onChange={event => setEntry(event.currentTarget.value)}
          />
          <MultiSelect label={t('watchList.shares.to')} data={others} value={states} onChange={setStates} />
        </Group>
        <Group grow>
          <NativeSelect
            label={t('watchList.shared.why')}
            data={INDICATOR_REASONS.map(value => ({ value, label: t(`watchList.reason.${value}`) }))}
            value={reason}
            onChange={event => setReason(INDICATOR_REASONS.find(each => each === event.currentTarget.value) ?? 'other')}
          />
          <TextInput
            label={t('watchList.shares.note')}
            maxLength={500}
            value={note}
            onChange={event => setNote(event.currentTarget.value)}
          />
        </Group>
        <Group>
          <Button type="submit" loading={act.isPending} disabled={states.length === 0 || entry === ''}>
            {t('watchList.shares.send')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('documents.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
