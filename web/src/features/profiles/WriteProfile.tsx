import { addDays } from '@lintas/customs/kernel'
import { CONTROLS, OBJECTIVES, type ProfileDraft } from '@lintas/customs/risk'
import { Button, Group, MultiSelect, NativeSelect, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBackTest, useProposeProfile, useTryExpression } from '../../api/profiles.ts'
import { Failure } from '../../ui/Failure.tsx'
import { todayIn } from '../../ui/today.ts'
import { BackTestResult } from './BackTestResult.tsx'

/** Days a profile written here runs; nothing keeps its author from proposing the next version before. */
const DAYS = 180

const EMPTY = { id: '', owner: '', objective: 'revenue' as ProfileDraft['objective'], reason: '', expression: '' }

/** A profile as it is written: checked, tried on one declaration and on the past year, then proposed to a second person. */
export function WriteProfile({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(EMPTY)
  const [controls, setControls] = useState<ProfileDraft['controls']>(['document-check'])
  const [mrn, setMrn] = useState('')
  const trial = useTryExpression(state)
  const past = useBackTest(state)
  const propose = useProposeProfile(state)
  const { expression } = words
  const field = (name: keyof typeof EMPTY) => ({
    value: words[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setWords({ ...words, [name]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const today = todayIn(state)
    propose.mutate(
      { ...words, controls, mitigable: false, validFrom: today, validTo: addDays(today, DAYS) },
      { onSuccess: () => setWords(EMPTY) },
    )
  }
  const tried = trial.data?.tried
  return (
    <Paper withBorder p="md" component="section">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h4">
            {t('write.title')}
          </Title>
          <Textarea
            label={t('write.expression')}
            description={t('write.about')}
            autosize
            minRows={2}
            maxLength={2_000}
            required
            styles={{ input: { fontFamily: 'monospace' } }}
            {...field('expression')}
          />
          <Group align="flex-end">
            <TextInput label={t('write.mrn')} value={mrn} maxLength={35} onChange={event => setMrn(event.currentTarget.value)} />
            <Button
              variant="default"
              disabled={expression === ''}
              loading={trial.isPending}
              onClick={() => trial.mutate({ expression, ...(mrn.trim() === '' ? {} : { mrn: mrn.trim() }) })}
            >
              {t('write.try')}
            </Button>
            <Button variant="default" disabled={expression === ''} loading={past.isPending} onClick={() => past.mutate(expression)}>
              {t('backTest.run')}
            </Button>
          </Group>
          {trial.isError && <Failure failure={trial.error} />}
          {trial.data !== undefined && (
            <Text role="status">
              {tried === undefined ? t('write.valid') : t(tried.holds ? 'write.holds' : 'write.holdsNot', { mrn: tried.mrn })}
              {tried !== undefined && tried.paths.length > 0 && ` ${tried.paths.join(', ')}`}
              {tried?.problem !== undefined && ` ${tried.problem}`}
            </Text>
          )}
          {past.isError && <Failure failure={past.error} />}
          {past.data !== undefined && <BackTestResult answer={past.data} />}
          <Group grow>
            <TextInput label={t('write.id')} required {...field('id')} />
            <TextInput label={t('profiles.field.owner')} required {...field('owner')} />
          </Group>
          <TextInput label={t('profiles.field.reason')} required {...field('reason')} />
          <Group grow>
            <NativeSelect
              label={t('profiles.field.objective')}
              data={OBJECTIVES.map(value => ({ value, label: t(`write.objective.${value}`) }))}
              {...field('objective')}
            />
            <MultiSelect
              label={t('profiles.field.controls')}
              data={CONTROLS.map(value => ({ value, label: t(`control.${value}`) }))}
              value={controls}
              onChange={chosen => setControls(CONTROLS.filter(each => chosen.includes(each)))}
            />
          </Group>
          {propose.isError && <Failure failure={propose.error} />}
          <Group>
            <Button type="submit" loading={propose.isPending}>
              {t('write.propose', { days: DAYS })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
