import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDrift, useFairness } from '../../api/targeting.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'

/** What is watched over: whether what is declared has changed, and whom targeting falls on. */
export function Watched({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const drift = useDrift(state)
  const fairness = useFairness(state)
  const nameFeature = (feature: string) => {
    const [, model] = /^score of model (\d+)$/.exec(feature) ?? []
    return model === undefined ? t(`targeting.feature.${feature}`, feature) : t('targeting.feature.score', { model })
  }
  const percent = (share: string) => `${(Number(share) * 100).toFixed(1)} %`
  return (
    <>
      <AskedTable
        title={t('targeting.drift.title')}
        none={t('targeting.drift.none')}
        asked={drift}
        rowsOf={({ items }) => items}
        keyOf={each => each.feature}
        columns={[
          { name: t('targeting.drift.feature'), show: ({ feature }) => nameFeature(feature) },
          { name: t('targeting.drift.psi'), isFigure: true, show: each => each.psi },
          { name: t('targeting.drift.says'), show: each => t(`targeting.drift.${each.says}`) },
        ]}
      />
      <AskedTable
        title={t('targeting.fairness.title')}
        none={t('targeting.fairness.none')}
        asked={fairness}
        rowsOf={({ items }) => items}
        keyOf={each => each.size}
        columns={[
          { name: t('targeting.trader'), show: each => t(`targeting.size.${each.size}`) },
          { name: t('targeting.fairness.declarations'), isFigure: true, show: each => each.declarations },
          { name: t('targeting.fairness.picked'), isFigure: true, show: each => percent(each.pickedShare) },
          { name: t('targeting.fairness.alarmed'), isFigure: true, show: each => percent(each.alarmedShare) },
        ]}
      />
      <AskedTable
        title={t('targeting.fairness.byOrigin')}
        none={t('targeting.fairness.few', { min: fairness.data?.groupMin })}
        asked={fairness}
        rowsOf={({ byOrigin }) => byOrigin}
        keyOf={each => `${each.size} ${each.origin ?? ''}`}
        columns={[
          { name: t('targeting.trader'), show: each => t(`targeting.size.${each.size}`) },
          {
            name: t('targeting.feature.origin'),
            show: ({ origin, origins }) => origin ?? t('targeting.fairness.others', { count: origins }),
          },
          { name: t('targeting.fairness.declarations'), isFigure: true, show: each => each.declarations },
          { name: t('targeting.fairness.picked'), isFigure: true, show: each => percent(each.pickedShare) },
          { name: t('targeting.fairness.alarmed'), isFigure: true, show: each => percent(each.alarmedShare) },
        ]}
      >
        <Text>{t('targeting.fairness.pooled', { min: fairness.data?.groupMin })}</Text>
      </AskedTable>
    </>
  )
}
