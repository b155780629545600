import type { RiskModelAnswer, Worklist } from '@lintas/contract'
import { Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useModels } from '../../api/targeting.ts'
import { TableSection } from '../../ui/TableSection.tsx'
import { namePolicy } from './name-policy.ts'

const TradeOff = lazy(() => import('./TradeOff.tsx'))

/** What each policy gives up for what it gains: on the trial of the model in use as a curve, and today, by what waits. */
export function Policies({ state, list }: { readonly state: string; readonly list: Worklist }) {
  const { t, i18n } = useTranslation()
  const models = useModels(state).data
  const card = models?.items.find(each => each.isActive)?.card
  const figure = (value: string) => Number(value).toLocaleString(i18n.language)
  return (
    <Stack gap="sm">
      <TableSection
        title={t('targeting.policy.title')}
        none=""
        rows={list.outlooks}
        keyOf={each => each.revenueWeight}
        columns={[
          { name: t('targeting.policy.by'), show: each => namePolicy(each.revenueWeight, t) },
          { name: t('targeting.policy.inspections'), isFigure: true, show: each => each.inspections },
          { name: t('targeting.policy.found'), isFigure: true, show: each => figure(each.found) },
          { name: t('targeting.policy.revenue'), isFigure: true, show: each => `${list.currency} ${figure(each.revenue)}` },
          { name: t('targeting.policy.now'), show: each => (each.isChosen ? t('targeting.policy.chosen') : '') },
        ]}
      >
        <Text>{t('targeting.policy.about')}</Text>
      </TableSection>
      {card !== undefined && <OnTrial card={card} chosen={Number(list.revenueWeight)} />}
    </Stack>
  )
}

interface OnTrialProps {
  readonly card: NonNullable<RiskModelAnswer['card']>
  readonly chosen: number
}

/** How deep the trial's list is inspected for the curve. */
const DEPTH = 0.1

function OnTrial({ card: { trial }, chosen }: OnTrialProps) {
  const { t } = useTranslation()
  const points = (trial.policies ?? []).flatMap(({ revenueWeight, points: deep }) => {
    const at = deep.find(each => each.share === DEPTH)
    return at === undefined ? [] : [{ revenueWeight, found: at.precision, revenue: at.revenueRecall }]
  })
  if (points.length === 0) return <Text>{t('targeting.policy.noCurve')}</Text>
  if (points.every(each => each.revenue === 0)) return <Text>{t('targeting.policy.noRevenue')}</Text>
  return (
    <Stack gap={0}>
      <Text>{t('targeting.policy.curve', { count: trial.items })}</Text>
      {trial.rated !== undefined && <Text>{t('targeting.policy.rated', { rated: trial.rated, count: trial.items })}</Text>}
      <Suspense fallback={<Skeleton height={300} />}>
        <TradeOff points={points} chosen={chosen} />
      </Suspense>
    </Stack>
  )
}
