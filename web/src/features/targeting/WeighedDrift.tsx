import type { RiskModelAnswer } from '@lintas/contract'
import { Skeleton, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { nameWeighed } from './name-weighed.ts'

const DriftChart = lazy(() => import('./DriftChart.tsx'))

/** As many are drawn: those that moved farthest. */
const DRAWN = 8

interface WeighedDriftProps {
  readonly drift: NonNullable<RiskModelAnswer['features']>
}

/** How far each thing the model in use weighs has moved since its trial: drawn, and those to look at in a table. */
export function WeighedDrift({ drift: { items, recent, before, threshold } }: WeighedDriftProps) {
  const { t } = useTranslation()
  const named = items.map(each => ({ ...each, name: nameWeighed(each.feature, t) }))
  const moved = named.filter(each => each.says === 'alarm' || each.says === 'watch')
  return (
    <TableSection
      title={t('targeting.weighed.title')}
      none={t('targeting.weighed.noneMoved')}
      rows={moved}
      keyOf={each => each.feature}
      columns={[
        { name: t('targeting.drift.feature'), show: each => each.name },
        { name: t('targeting.drift.psi'), isFigure: true, show: each => each.psi },
        { name: t('targeting.drift.says'), show: each => t(`targeting.drift.${each.says}`) },
      ]}
    >
      <Text>{t('targeting.weighed.compared', { recent, before })}</Text>
      <Text size="sm" c="dimmed">
        {threshold === undefined
          ? t('targeting.drift.unjudged')
          : t('targeting.weighed.by', { ...threshold, confidence: t(`targeting.weighed.confidence.${threshold.confidence}`) })}
      </Text>
      <Suspense fallback={<Skeleton height={450} />}>
        <DriftChart features={named.slice(0, DRAWN)} threshold={threshold} />
      </Suspense>
    </TableSection>
  )
}
