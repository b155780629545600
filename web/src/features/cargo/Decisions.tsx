import { MANIFEST_DECISIONS, type ManifestDecision } from '@lintas/contract'
import { Button, Group, Paper, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswerRequest, useDecideManifest, useManifestDecisions } from '../../api/cargo.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface DecisionsProps {
  readonly state: string
  readonly number: string
  readonly mayDecide: boolean
  readonly mayAnswer: boolean
}

/** What customs decided about a manifest and asked of its carrier; an officer decides here, a carrier answers. */
export function Decisions({ state, number, mayDecide, mayAnswer }: DecisionsProps) {
  const { t } = useTranslation()
  const decisions = useManifestDecisions(state, number)
  const items = decisions.data?.items ?? []
  if (!mayDecide && items.length === 0) return null
  return (
    <Stack gap="sm" component="section" aria-label={t('cargo.decisions')}>
      <Title order={2} size="h3">
        {t('cargo.decisions')}
      </Title>
      {decisions.isError && <Failure failure={decisions.error} retry={() => decisions.refetch()} />}
      {items.map(decision => (
        <Decision key={decision.id} state={state} number={number} decision={decision} mayAnswer={mayAnswer} />
      ))}
      {mayDecide && <Decide state={state} number={number} />}
    </Stack>
  )
}

interface DecisionProps {
  readonly state: string
  readonly number: string
  readonly decision: ManifestDecision
  readonly mayAnswer: boolean
}

function Decision({ state, number, decision, mayAnswer }: DecisionProps) {
  const { t, i18n } = useTranslation()
  const answer = useAnswerRequest(state, number)
  const [words, setWords] = useState('')
  const { id, kind, documents, dueOn } = decision
  const isOpen = kind === 'request-information' && decision.answer === undefined
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>
        {t(`cargo.decision.${kind}`)}: {documents === undefined ? t('cargo.allDocuments') : documents.join(', ')}
      </Text>
      <Text>{decision.words}</Text>
      {isOpen && dueOn !== undefined && <Text size="sm">{t('cargo.answerBy', { day: writeDay(dueOn, i18n.language) })}</Text>}
      {decision.answer !== undefined && (
        <Text>
          {t('cargo.answer')}: {decision.answer}
        </Text>
      )}
      {isOpen && mayAnswer && (
        <Stack gap="xs" mt="xs">
          {answer.isError && <Failure failure={answer.error} />}
          <Textarea label={t('cargo.answer')} value={words} maxLength={2000} onChange={event => setWords(event.currentTarget.value)} />
          <Group>
            <Button loading={answer.isPending} disabled={words.trim().length < 3} onClick={() => answer.mutate({ id, words })}>
              {t('cargo.sendAnswer')}
            </Button>
          </Group>
        </Stack>
      )}
    </Paper>
  )
}

function Decide({ state, number }: { readonly state: string; readonly number: string }) {
  const { t } = useTranslation()
  const decide = useDecideManifest(state, number)
  const [kind, setKind] = useState<ManifestDecision['kind']>('request-information')
  const [words, setWords] = useState('')
  const [about, setAbout] = useState('')
  const documents = about.split(/[\s,]+/).filter(each => each !== '')
  const send = () =>
    decide.mutate({ kind, words, ...(documents.length === 0 ? {} : { documents }) }, { onSuccess: () => [setWords(''), setAbout('')] })
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        {decide.isError && <Failure failure={decide.error} />}
        <Select
          label={t('cargo.decide')}
          allowDeselect={false}
          data={MANIFEST_DECISIONS.map(value => ({ value, label: t(`cargo.decision.${value}`) }))}
          value={kind}
          onChange={value => value !== null && setKind(value as ManifestDecision['kind'])}
        />
        <TextInput
          label={t('cargo.aboutDocuments')}
          description={t('cargo.aboutDocumentsHelp')}
          value={about}
          onChange={event => setAbout(event.currentTarget.value)}
        />
        <Textarea label={t('cargo.words')} value={words} maxLength={2000} onChange={event => setWords(event.currentTarget.value)} />
        <Group>
          <Button loading={decide.isPending} disabled={words.trim().length < 3} onClick={send}>
            {t('cargo.sendDecision')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
