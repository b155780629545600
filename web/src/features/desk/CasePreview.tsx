import type { Case } from '@lintas/contract'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAssignment } from '../../api/cases.ts'
import { useSession } from '../../api/session.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { LaneMark } from '../../ui/LaneMark.tsx'
import { When } from '../../ui/When.tsx'
import { caseAddress } from './QueueRow.tsx'

/** A case before it is opened: enough to decide whether to take it. */
export function CasePreview({ state, case: given }: { readonly state: string; readonly case: Case }) {
  const { t } = useTranslation()
  const code = parseState(state)
  if (code === undefined) return null
  const { mrn, lane, openedAt, summary, office } = given
  return (
    <Paper withBorder p="md" component="section" aria-label={t('desk.preview')}>
      <Stack gap="sm">
        <Text ff="monospace" c="dimmed">
          {mrn}
        </Text>
        <Title order={2} size="h4">
          {summary.trader}
        </Title>
        <LaneMark lane={lane} />
        <Text>{summary.goods}</Text>
        {summary.value !== undefined && <Amount {...summary.value} strong />}
        <Text>{t(`desk.reason.${summary.reason}`, { defaultValue: summary.reason })}</Text>
        <Text size="sm" c="dimmed" component="div">
          {office}, <When at={openedAt} timeZone={STATE_FACTS[code].timeZone} />
        </Text>
        <Assignment state={state} case={given} />
        <Button component={Link} to={caseAddress(state, mrn)}>
          {t('desk.open')}
        </Button>
      </Stack>
    </Paper>
  )
}

/** Who works on a case; take it, or give it back. */
export function Assignment({ state, case: given }: { readonly state: string; readonly case: Case }) {
  const { t } = useTranslation()
  const session = useSession(state)
  const assignment = useAssignment(state, given.mrn)
  const { assignedTo, assignedName, closedAt } = given
  const isMine = assignedTo !== undefined && assignedTo === session.data?.accountId
  const isSupervisor = session.data?.role === 'supervisor'
  return (
    <Stack gap="xs">
      {assignedTo !== undefined && <Text>{isMine ? t('desk.takenByYou') : t('desk.takenBy', { name: assignedName ?? assignedTo })}</Text>}
      {closedAt === undefined && (
        <Group gap="xs">
          {!isMine && (assignedTo === undefined || isSupervisor) && (
            <Button variant="default" loading={assignment.isPending} onClick={() => assignment.mutate('take')}>
              {t('desk.take')}
            </Button>
          )}
          {assignedTo !== undefined && (isMine || isSupervisor) && (
            <Button variant="default" loading={assignment.isPending} onClick={() => assignment.mutate('give-back')}>
              {t('desk.giveBack')}
            </Button>
          )}
        </Group>
      )}
      {assignment.isError && <Failure failure={assignment.error} />}
    </Stack>
  )
}
