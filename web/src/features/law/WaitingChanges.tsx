import type { LawProposalAnswer } from '@lintas/contract'
import { Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideLaw, useWaitingLaw } from '../../api/law.ts'
import { useSession } from '../../api/session.ts'
import { DiffTable } from '../../ui/DiffTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface WaitingChangesProps {
  readonly state: string
  readonly mayDecide: boolean
}

/** Changes to the law that one administrator proposed and a second has not decided on. */
export function WaitingChanges({ state, mayDecide }: WaitingChangesProps) {
  const { t } = useTranslation()
  const waiting = useWaitingLaw(state, true)
  return (
    <Stack gap="sm" component="section" aria-label={t('law.waiting')}>
      <Title order={2} size="h3">
        {t('law.waiting')}
      </Title>
      {waiting.isError && <Failure failure={waiting.error} retry={() => waiting.refetch()} />}
      {waiting.data?.items.length === 0 && <Text>{t('law.waitingNone')}</Text>}
      {waiting.data?.items.map(each => (
        <Proposal key={each.id} state={state} proposal={each} mayDecide={mayDecide} />
      ))}
    </Stack>
  )
}

interface ProposalProps {
  readonly state: string
  readonly proposal: LawProposalAnswer
  readonly mayDecide: boolean
}

function Proposal({ state, proposal, mayDecide }: ProposalProps) {
  const { t, i18n } = useTranslation()
  const { id, kind, reason, diffs, proposedBy, proposedName } = proposal
  const isOwn = useSession(state).data?.accountId === proposedBy
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Paper withBorder p="md" component="article" aria-label={reason}>
      <Stack gap="sm">
        <Text fw={600}>{t(`law.kinds.${kind}`, kind)}</Text>
        <Text>{t('law.proposed', { by: proposedName ?? proposedBy, reason })}</Text>
        {diffs.map(({ subject, act, validFrom, validTo, fields, source }) => (
          <div key={`${subject} ${act} ${validFrom}`}>
            <Text fw={600}>
              {t(`law.act.${act}`, { subject })}
              {validFrom !== undefined && act !== 'end' && `, ${t('law.since', { day: day(validFrom) })}`}
              {validTo !== undefined && `, ${t('law.until', { day: day(validTo) })}`}
            </Text>
            {source !== undefined && <Text size="sm">{source}</Text>}
            {fields.length > 0 && <DiffTable fields={fields} />}
          </div>
        ))}
        {mayDecide && (isOwn ? <Text>{t('law.own')}</Text> : <Decide state={state} id={id} />)}
      </Stack>
    </Paper>
  )
}

function Decide({ state, id }: { readonly state: string; readonly id: string }) {
  const { t } = useTranslation()
  const decide = useDecideLaw(state, id)
  const [reason, setReason] = useState('')
  return (
    <Stack gap="sm">
      {decide.isError && <Failure failure={decide.error} />}
      <Textarea label={t('law.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} autosize minRows={2} />
      <Group>
        <Button loading={decide.isPending} onClick={() => decide.mutate({ decision: 'approved' })}>
          {t('law.approve')}
        </Button>
        <Button
          variant="default"
          disabled={reason.trim().length < 10}
          loading={decide.isPending}
          onClick={() => decide.mutate({ decision: 'refused', reason })}
        >
          {t('law.refuse')}
        </Button>
      </Group>
    </Stack>
  )
}
