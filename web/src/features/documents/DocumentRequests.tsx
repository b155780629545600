import type { StoredRequest } from '@lintas/contract'
import { Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRequestAct, useRequests } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { RequestedDocument } from './RequestedDocument.tsx'

interface DocumentRequestsProps {
  readonly state: string
  readonly mrn: string
  /** Of which side the reader is; what can be done differs. */
  readonly side: 'declarant' | 'customs'
  /** Whether anything may be done about them now. */
  readonly isOpen: boolean
}

/** What customs asked for, until when, and how each document stands. Nothing where nothing was asked. */
export function DocumentRequests({ state, mrn, side, isOpen }: DocumentRequestsProps) {
  const requests = useRequests(state, mrn)
  if (requests.isError) return <Failure failure={requests.error} retry={() => requests.refetch()} />
  if (requests.data === undefined) return <Skeleton height={60} />
  return (
    <>
      {requests.data.items.toReversed().map(each => (
        <Request key={each.number} state={state} mrn={mrn} request={each} side={side} isOpen={isOpen} />
      ))}
    </>
  )
}

function Request({ state, mrn, request, side, isOpen }: DocumentRequestsProps & { readonly request: StoredRequest }) {
  const { t, i18n } = useTranslation()
  const act = useRequestAct(state, mrn)
  const { number, reason, dueOn, overdue, documents } = request
  const open = documents.filter(each => each.state === 'asked' || each.state === 'answered')
  const day = writeDay(dueOn, i18n.language)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('documents.requestNumber', { number })}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t(side === 'declarant' ? 'documents.customsAsks' : 'documents.youAsk', { number })}
          </Title>
          {open.length === 0 ? (
            <Badge color="gray" variant="outline" tt="none">
              {t('documents.settled')}
            </Badge>
          ) : (
            <Text fw={600} {...(overdue ? { c: 'light-dark(#9b1c14, #ffb4ad)' } : {})}>
              {t(overdue ? 'documents.overdueSince' : 'documents.until', { day })}
            </Text>
          )}
        </Group>
        <Text>{reason}</Text>
        {documents.map(each => (
          <RequestedDocument key={each.id} state={state} mrn={mrn} document={each} side={side} isOpen={isOpen} />
        ))}
        {side === 'customs' && isOpen && open.length > 0 && (
          <Group>
            <Button variant="subtle" loading={act.isPending} onClick={() => act.mutate({ act: 'withdraw', request: number })}>
              {t('documents.withdraw')}
            </Button>
          </Group>
        )}
        {act.isError && <Failure failure={act.error} />}
      </Stack>
    </Paper>
  )
}
