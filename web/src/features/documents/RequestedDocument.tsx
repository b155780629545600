import type { RequestedDocument as Requested } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRequestAct } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'
import { addressOf } from './Documents.tsx'
import { nameOf } from './name-of.ts'
import { UploadDocument } from './UploadDocument.tsx'

interface RequestedDocumentProps {
  readonly state: string
  readonly mrn: string
  readonly document: Requested
  readonly side: 'declarant' | 'customs'
  readonly isOpen: boolean
}

/** One document customs asked for: how it stands, what was answered, and what the reader may do about it now. */
export function RequestedDocument({ state, mrn, document, side, isOpen }: RequestedDocumentProps) {
  const { t } = useTranslation()
  const last = document.answers.at(-1)
  return (
    <Paper withBorder p="sm" bg="var(--surface)">
      <Stack gap="xs">
        <Group justify="space-between" align="baseline">
          <Text fw={600}>{nameOf(t, document)}</Text>
          <Text size="sm">{t(`documents.state.${document.state}`)}</Text>
        </Group>
        {document.items.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('documents.items', { items: document.items.join(', ') })}
          </Text>
        )}
        {last?.document !== undefined && (
          <Anchor href={addressOf(state, mrn, last.document.id)} download style={{ overflowWrap: 'anywhere' }}>
            {last.document.name}
          </Anchor>
        )}
        {last?.cannotBeHad !== undefined && <Text>{t('documents.cannotBeHad', { why: last.cannotBeHad })}</Text>}
        {last?.verdictReason !== undefined && document.state === 'asked' && (
          <Text c="light-dark(#9b1c14, #ffb4ad)">{t('documents.refusedBecause', { why: last.verdictReason })}</Text>
        )}
        {isOpen && side === 'declarant' && document.state === 'asked' && <Answer state={state} mrn={mrn} document={document} />}
        {isOpen && side === 'customs' && document.state === 'answered' && <Verdict state={state} mrn={mrn} document={document} />}
      </Stack>
    </Paper>
  )
}

type OneProps = Pick<RequestedDocumentProps, 'state' | 'mrn' | 'document'>

/** The declarant brings the document, or says why it cannot be had. */
function Answer({ state, mrn, document }: OneProps) {
  const { t } = useTranslation()
  const act = useRequestAct(state, mrn)
  const [why, setWhy] = useState<string>()
  const answer = (body: unknown) => act.mutate({ act: 'answer', document: document.id, body })
  return (
    <Stack gap="xs">
      <Group align="flex-start">
        <UploadDocument
          state={state}
          mrn={mrn}
          label={t('documents.bring')}
          type={document.type}
          onAdded={({ id }) => answer({ document: id })}
        />
        {why === undefined && (
          <Button variant="subtle" onClick={() => setWhy('')}>
            {t('documents.cannot')}
          </Button>
        )}
      </Group>
      {why !== undefined && (
        <Reason
          label={t('documents.why')}
          submit={t('documents.sendAnswer')}
          isPending={act.isPending}
          onSubmit={text => answer({ cannotBeHad: text })}
          onCancel={() => setWhy(undefined)}
        />
      )}
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}

/** An officer accepts the answer, or says why it does not do. */
function Verdict({ state, mrn, document }: OneProps) {
  const { t } = useTranslation()
  const act = useRequestAct(state, mrn)
  const [isRefusing, setRefusing] = useState(false)
  const judge = (body: unknown) => act.mutate({ act: 'verdict', document: document.id, body })
  return (
    <Stack gap="xs">
      {isRefusing ? (
        <Reason
          label={t('documents.whyRefused')}
          submit={t('documents.refuse')}
          isPending={act.isPending}
          onSubmit={reason => judge({ verdict: 'refused', reason })}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <Group>
          <Button size="md" loading={act.isPending} onClick={() => judge({ verdict: 'accepted' })}>
            {t('documents.accept')}
          </Button>
          <Button size="md" variant="default" onClick={() => setRefusing(true)}>
            {t('documents.refuse')}
          </Button>
        </Group>
      )}
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}

interface ReasonProps {
  readonly label: string
  readonly submit: string
  readonly isPending: boolean
  onSubmit(text: string): void
  onCancel(): void
}

/** A few words that something needs. */
function Reason({ label, submit, isPending, onSubmit, onCancel }: ReasonProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <Stack gap="xs">
      <Textarea label={label} value={text} maxLength={2_000} autosize minRows={2} onChange={event => setText(event.currentTarget.value)} />
      <Group>
        <Button disabled={text.trim().length < 3} loading={isPending} onClick={() => onSubmit(text)}>
          {submit}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
