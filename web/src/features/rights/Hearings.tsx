import type { HearingAnswer } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHearingAct, useHearings } from '../../api/hearings.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'
import { writeDay } from '../../ui/When.tsx'

interface HearingsProps {
  readonly state: string
  readonly mrn: string
  /** Whether the goods are released: nothing is heard of before. */
  readonly released: boolean
}

/** What customs found after release: the declarant is heard, an officer decides. Nothing is shown where nothing was found. */
export function Hearings({ state, mrn, released }: HearingsProps) {
  const { t } = useTranslation()
  const hearings = useHearings(state, mrn, released).data?.items ?? []
  if (hearings.length === 0) return null
  return (
    <Paper withBorder p="md" component="section" aria-label={t('hearing.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('hearing.title')}
      </Title>
      <Stack>
        {hearings.map(hearing => (
          <Hearing key={hearing.id} state={state} hearing={hearing} />
        ))}
      </Stack>
    </Paper>
  )
}

function Hearing({ state, hearing }: { readonly state: string; readonly hearing: HearingAnswer }) {
  const { t, i18n } = useTranslation()
  const act = useHearingAct(state, hearing.mrn)
  const { id, finding, hearUntil, answer, outcome, decisions, acts } = hearing
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {t(`rights.kind.${finding.kind}`)}.{' '}
        {outcome === undefined ? t('hearing.until', { day: writeDay(hearUntil, i18n.language) }) : t(`hearing.outcome.${outcome}`)}
      </Text>
      {finding.facts !== undefined && <Text size="sm">{finding.facts}</Text>}
      {finding.reasons.map(({ text, legalBasis }) => (
        <Text key={text} size="sm">
          {text} ({legalBasis})
        </Text>
      ))}
      {answer !== undefined && <Text size="sm">{t('hearing.answered', { words: answer.words })}</Text>}
      {decisions.map(number => (
        <Anchor key={number} component={Link} to={`/${state}/decisions/${number}`} ff="monospace" size="sm">
          {number}
        </Anchor>
      ))}
      {act.isError && <Failure failure={act.error} />}
      {acts.includes('answer') && <Answer busy={act.isPending} send={words => act.mutate({ path: `/${id}/answer`, body: { words } })} />}
      {acts.includes('decide') && <Decide busy={act.isPending} send={body => act.mutate({ path: `/${id}/decision`, body })} />}
    </Stack>
  )
}

function Answer({ busy, send }: { readonly busy: boolean; send(words: string): void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  return (
    <Stack gap="xs">
      <Textarea
        label={t('hearing.words')}
        value={words}
        maxLength={4_000}
        autosize
        minRows={3}
        onChange={event => setWords(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={words.trim().length < 10} loading={busy} onClick={() => send(words)}>
          {t('hearing.answer')}
        </Button>
      </Group>
    </Stack>
  )
}

function Decide({ busy, send }: { readonly busy: boolean; send(body: unknown): void }) {
  const { t } = useTranslation()
  const reason = useReason()
  const [breach, setBreach] = useState('')
  const charged = { outcome: 'assessed', reasons: reason.reasons, ...(breach.trim() === '' ? {} : { breach: breach.trim() }) }
  return (
    <Stack gap="xs">
      <ReasonFields reason={reason} />
      <TextInput
        label={t('hearing.breach')}
        description={t('hearing.breachHint')}
        value={breach}
        maxLength={60}
        onChange={event => setBreach(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={!reason.isWhole} loading={busy} onClick={() => send(charged)}>
          {t('hearing.charge')}
        </Button>
        <Button variant="default" loading={busy} onClick={() => send({ outcome: 'dropped' })}>
          {t('hearing.drop')}
        </Button>
      </Group>
    </Stack>
  )
}
