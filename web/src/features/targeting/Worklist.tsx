import type { ListedConsignment } from '@lintas/contract'
import { Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useTakeFromList, useWorklist } from '../../api/targeting.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { namePolicy } from './name-policy.ts'
import { Policies } from './Policies.tsx'
import { SetDay } from './SetDay.tsx'

/** What the own office inspects today, and what waits; a supervisor says what it can do and what it ranks by, an officer takes from it what nothing stopped. */
export function Worklist({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const list = useWorklist(state)
  const session = useSession(state)
  const take = useTakeFromList(state)
  const office = session.data?.office ?? ''
  const permissions = session.data?.permissions ?? []
  const mayTake = permissions.includes('risk.override')
  const columns = [
    {
      name: t('targeting.declaration'),
      show: ({ mrn, isGreen }: ListedConsignment) => (
        <Anchor component={Link} to={`/${state}/${isGreen ? 'declarations' : 'cases'}/${mrn}`}>
          {mrn}
        </Anchor>
      ),
    },
    { name: t('targeting.trader'), show: ({ trader }: ListedConsignment) => trader },
    {
      name: t('targeting.day.likely'),
      isFigure: true,
      show: (each: ListedConsignment) => `${Math.round(Number(each.probability) * 100)} %`,
    },
    {
      name: t('targeting.day.atStake'),
      isFigure: true,
      show: (each: ListedConsignment) => `${list.data?.currency} ${Number(each.revenue).toLocaleString(i18n.language)}`,
    },
  ] as const
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('targeting.day.title')}</Title>
      <Text>{t('targeting.day.about')}</Text>
      {permissions.includes('risk.set-capacity') && !list.isPending && (
        <SetDay key={list.data?.setAt ?? ''} state={state} office={office} now={list.data ?? undefined} />
      )}
      {list.isError && <Failure failure={list.error} retry={() => list.refetch()} />}
      {list.isPending && <Skeleton height={80} />}
      {list.data === null && <Text>{t('targeting.day.unknown', { office })}</Text>}
      {take.isError && <Failure failure={take.error} />}
      {list.data != null && (
        <>
          <Text fw={600}>
            {t('targeting.day.room', {
              inspections: list.data.inspections,
              exploring: `${Math.round(Number(list.data.exploration) * 100)} %`,
              done: list.data.done,
              policy: namePolicy(list.data.revenueWeight, t),
            })}
          </Text>
          <TableSection
            none={t('targeting.day.none')}
            rows={list.data.cases}
            keyOf={each => each.mrn}
            columns={[
              { name: t('targeting.day.why'), show: each => t(`targeting.why.${each.why}`) },
              ...columns,
              {
                show: each =>
                  each.isGreen && mayTake && each.why !== 'later' ? (
                    <Take mrn={each.mrn} isTrusted={each.isTrusted} take={take} />
                  ) : each.isGreen ? (
                    t('targeting.day.green')
                  ) : (
                    ''
                  ),
              },
            ]}
          />
          {list.data.released.length > 0 && (
            <TableSection
              title={t('targeting.day.released')}
              none=""
              rows={list.data.released}
              keyOf={each => each.mrn}
              columns={[
                ...columns,
                {
                  show: ({ mrn }) =>
                    mayTake ? (
                      <Button
                        size="compact-md"
                        variant="default"
                        aria-label={`${t('targeting.day.note')} ${mrn}`}
                        loading={take.isPending && take.variables.mrn === mrn}
                        onClick={() => take.mutate({ mrn, control: 'document-check' })}
                      >
                        {t('targeting.day.note')}
                      </Button>
                    ) : (
                      ''
                    ),
                },
              ]}
            />
          )}
          <Policies state={state} list={list.data} />
        </>
      )}
    </Stack>
  )
}

interface TakeProps {
  readonly mrn: string
  readonly isTrusted: boolean
  readonly take: ReturnType<typeof useTakeFromList>
}

/** Of a trusted trader one step less is asked, so that one button is left. */
function Take({ mrn, isTrusted, take }: TakeProps) {
  const { t } = useTranslation()
  const button = (control: 'examination' | 'document-check', text: string) => (
    <Button
      size="compact-md"
      variant="default"
      aria-label={`${t(text)} ${mrn}`}
      loading={take.isPending && take.variables.mrn === mrn && take.variables.control === control}
      onClick={() => take.mutate({ mrn, control })}
    >
      {t(text)}
    </Button>
  )
  return (
    <Group gap="xs" wrap="nowrap">
      {isTrusted ? (
        button('examination', 'targeting.day.checkDocuments')
      ) : (
        <>
          {button('examination', 'targeting.day.examine')}
          {button('document-check', 'targeting.day.checkDocuments')}
        </>
      )}
    </Group>
  )
}
