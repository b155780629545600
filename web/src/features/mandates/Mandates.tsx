import type { Mandate } from '@lintas/contract'
import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMandates, useRevokeMandate } from '../../api/mandates.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { GiveMandate } from './GiveMandate.tsx'

/** Who may declare and pay for whom: a trader gives and revokes, a broker sees what he holds. */
export function Mandates() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const session = useSession(state)
  const mandates = useMandates(state)
  const revoke = useRevokeMandate(state)
  const mayGive = session.data?.permissions.includes('access.give-mandate') === true
  const day = (text: string) => writeDay(text, i18n.language)
  const daysOf = ({ validFrom, validTo }: Mandate) =>
    validTo === undefined
      ? t('mandates.from', { from: day(validFrom) })
      : t('mandates.fromUntil', { from: day(validFrom), until: day(validTo) })
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('mandates.title')}</Title>
        <Text>{t('mandates.about')}</Text>
      </div>
      {mayGive && <GiveMandate state={state} />}
      {mandates.isError && <Failure failure={mandates.error} retry={() => mandates.refetch()} />}
      {mandates.isPending && <Skeleton height={160} />}
      {mandates.isSuccess && (
        <TableSection
          title={t('mandates.list')}
          none={t('mandates.none')}
          rows={mandates.data.items}
          keyOf={each => each.id}
          columns={[
            { name: t('mandates.principal'), show: each => `${each.principal.name} (${each.principal.traderId})` },
            { name: t('mandates.agent'), show: each => `${each.agent.name} (${each.agent.traderId})` },
            { name: t('mandates.scopes'), show: each => each.scopes.map(scope => t(`mandates.scope.${scope}`)).join(', ') },
            { name: t('mandates.days'), show: daysOf },
            {
              name: t('mandates.standing'),
              show: each =>
                each.revokedAt !== undefined ? (
                  t('mandates.revoked', { day: day(each.revokedAt.slice(0, 10)) })
                ) : mayGive ? (
                  <Button
                    variant="default"
                    size="xs"
                    loading={revoke.isPending && revoke.variables === each.id}
                    onClick={() => revoke.mutate(each.id)}
                  >
                    {t('mandates.revoke')}
                  </Button>
                ) : (
                  t('mandates.stands')
                ),
            },
          ]}
        >
          {revoke.isError && <Failure failure={revoke.error} />}
        </TableSection>
      )}
    </Stack>
  )
}
