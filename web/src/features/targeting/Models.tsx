import type { RiskModelAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useChangeModels, useModels } from '../../api/targeting.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { WeighedDrift } from './WeighedDrift.tsx'

/** Models: what each learned from and how good it was; trained on demand, put to use by a second person, gone back from at once. */
export function Models({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const models = useModels(state)
  const change = useChangeModels(state)
  const session = useSession(state).data
  const permissions = session?.permissions ?? []
  const mayUse = permissions.includes('risk.activate-model')
  const day = (on: string) => writeDay(on, i18n.language)
  const drift = models.data?.items.find(each => each.isActive)?.features
  const isTraining = models.data?.items.some(each => each.status === 'training') === true
  return (
    <Stack gap="sm">
      <AskedTable
        title={t('targeting.model.title')}
        none={t('targeting.model.none')}
        asked={models}
        rowsOf={({ items }) => items}
        keyOf={each => String(each.version)}
        columns={[
          { name: t('targeting.model.version'), isFigure: true, show: each => each.version },
          { name: t('targeting.model.status'), show: each => <Standing model={each} /> },
          { name: t('targeting.model.askedBy'), show: ({ askedBy }) => t(`targeting.model.asker.${askerOf(askedBy, session?.accountId)}`) },
          {
            name: t('targeting.model.of'),
            show: ({ card }) =>
              card === undefined ? '' : t('targeting.model.inspections', { count: card.inspected, from: day(card.from), to: day(card.to) }),
          },
          {
            name: t('targeting.model.trial'),
            show: ({ card }) =>
              card === undefined
                ? ''
                : t('targeting.model.against', { first: percent(card.trial.precision['0.1']), base: percent(card.trial.base) }),
          },
          {
            name: t('targeting.model.since'),
            show: ({ drift, against }) => (
              <>
                {drift !== undefined && (
                  <Text size="sm">{`${t('targeting.drift.psi')} ${drift.psi}: ${t(`targeting.drift.${drift.says}`)}`}</Text>
                )}
                {against !== undefined && (
                  <Text size="sm">{`${t('targeting.lift.lift')}: ${against.lift === undefined ? t('targeting.lift.unknown') : `× ${against.lift}`}`}</Text>
                )}
              </>
            ),
          },
          {
            show: each =>
              mayUse && each.status === 'trained' && !each.isActive && each.askedBy !== session?.accountId ? (
                <Button size="compact-md" variant="default" loading={change.isPending} onClick={() => change.mutate(each.version)}>
                  {t('targeting.model.activate')}
                </Button>
              ) : (
                ''
              ),
          },
        ]}
      >
        <Text>{t('targeting.model.about')}</Text>
        {models.data?.items.some(each => isAlarming(each)) === true && <Text fw={600}>{t('targeting.model.alarm')}</Text>}
      </AskedTable>
      {drift !== undefined && <WeighedDrift drift={drift} />}
      {change.isError && <Failure failure={change.error} />}
      <Group>
        {permissions.includes('risk.train-model') && (
          <Button variant="default" loading={change.isPending} disabled={isTraining} onClick={() => change.mutate('train')}>
            {t('targeting.model.train')}
          </Button>
        )}
        {mayUse && models.data?.active !== undefined && (
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate('roll-back')}>
            {t('targeting.model.rollBack')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** Whether something has changed since the model learned: its scores, what it weighs, or what it is worth. */
function isAlarming({ drift, features, against }: RiskModelAnswer): boolean {
  return drift?.says === 'alarm' || against?.isWorse === true || features?.items.some(each => each.says === 'alarm') === true
}

function Standing({ model: { isActive, status, progress } }: { readonly model: RiskModelAnswer }) {
  const { t } = useTranslation()
  return <>{isActive ? t('targeting.model.in-use') : t(`targeting.model.${status}`, { progress })}</>
}

/** A model that its asker would put to use needs somebody else. */
function askerOf(askedBy: string, own: string | undefined): 'you' | 'colleague' | 'by-itself' {
  if (askedBy === 'system') return 'by-itself'
  return askedBy === own ? 'you' : 'colleague'
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
