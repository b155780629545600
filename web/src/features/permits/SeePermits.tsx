import type { PermitLoadAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDecidePermitLoad, usePermitLoads } from '../../api/permits.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { PermitsLeft } from './PermitsLeft.tsx'

/** Permits on file: what is left on each, and for administrators what was proposed. */
export function SeePermits() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const mayDecide = useSession(state).data?.permissions.includes('permits.decide') === true
  return (
    <Stack gap="lg">
      <Title order={1}>{t('permits.title')}</Title>
      {mayDecide && <Proposed state={state} />}
      <PermitsLeft state={state} />
    </Stack>
  )
}

/** What another administrator proposed waits here for a second person. */
function Proposed({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const loads = usePermitLoads(state)
  const decide = useDecidePermitLoad(state)
  const button = ({ id }: PermitLoadAnswer, decision: 'approved' | 'refused') => (
    <Button
      size="xs"
      variant={decision === 'approved' ? 'filled' : 'default'}
      loading={decide.isPending && decide.variables.id === id && decide.variables.decision === decision}
      onClick={() => decide.mutate({ id, decision })}
    >
      {t(`permits.decide.${decision}`)}
    </Button>
  )
  return (
    <TableSection
      title={t('permits.proposed')}
      none={loads.isSuccess ? t('permits.noneProposed') : ''}
      rows={loads.data?.items ?? []}
      keyOf={each => each.id}
      columns={[
        { name: t('permits.on'), show: each => writeDay(each.proposedAt.slice(0, 10), i18n.language) },
        { name: t('permits.source'), show: each => each.source },
        { name: t('permits.count'), isFigure: true, show: each => each.permits },
        {
          name: t('permits.standing'),
          show: each =>
            each.standing === 'proposed' ? (
              <Group gap="xs">
                {button(each, 'approved')}
                {button(each, 'refused')}
              </Group>
            ) : (
              t(`permits.loads.${each.standing}`)
            ),
        },
      ]}
    >
      <Text size="sm">{t('permits.aboutLoads')}</Text>
      {loads.isError && <Failure failure={loads.error} retry={() => loads.refetch()} />}
      {decide.isError && <Failure failure={decide.error} />}
    </TableSection>
  )
}
