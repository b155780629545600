import { addDays } from '@lintas/customs/kernel'
import { REGISTERS, type Register } from '@lintas/customs/risk'
import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProposeEntry } from '../../api/watch-list.ts'
import { Failure } from '../../ui/Failure.tsx'
import { todayIn } from '../../ui/today.ts'

/** Days an entry proposed here runs, where nobody says until when. */
const DAYS = 365

/** What is to be watched, who says so, and until when; a second person lets it run. */
export function ProposeEntry({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const today = todayIn(state)
  const empty = { text: '', source: '', owner: '', note: '', validTo: addDays(today, DAYS) as string }
  const [words, setWords] = useState(empty)
  const [register, setRegister] = useState<Register>('party')
  const propose = useProposeEntry(state)
  const field = (name: keyof typeof empty) => ({
    value: words[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setWords({ ...words, [name]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { note, ...rest } = words
    const draft = { ...rest, register, validFrom: today, ...(note.trim() === '' ? {} : { note }) }
    propose.mutate(draft, { onSuccess: () => setWords(empty) })
  }
  return (
    <Paper withBorder p="md" component="section">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('watchList.propose')}
          </Title>
          <Group grow>
            <NativeSelect
              label={t('watchList.what')}
              data={REGISTERS.map(value => ({ value, label: t(`watchList.register.${value}`) }))}
              value={register}
              onChange={event => setRegister(REGISTERS.find(each => each === event.currentTarget.value) ?? 'party')}
            />
            <TextInput label={t('watchList.text')} required minLength={3} maxLength={300} {...field('text')} />
          </Group>
          <Group grow>
            <TextInput label={t('watchList.source')} required minLength={3} maxLength={500} {...field('source')} />
            <TextInput label={t('profiles.field.owner')} required minLength={3} maxLength={140} {...field('owner')} />
          </Group>
          <Group grow>
            <TextInput label={t('watchList.note')} maxLength={2_000} {...field('note')} />
            <TextInput type="date" label={t('profiles.field.runsUntilBefore')} required {...field('validTo')} />
          </Group>
          {propose.isError && <Failure failure={propose.error} />}
          <Group>
            <Button type="submit" loading={propose.isPending}>
              {t('watchList.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
