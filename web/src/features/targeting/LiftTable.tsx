import type { LiftMonth } from '@lintas/contract'
import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLift } from '../../api/targeting.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'

/** What profiles find against what the lot finds, by office and month. */
export function LiftTable({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const lift = useLift(state)
  const counted = ({ inspected, found }: LiftMonth['drawn']) => t('targeting.counted', { inspected, found })
  return (
    <Stack gap="sm">
      <AskedTable
        title={t('targeting.lift.title')}
        none={t('targeting.lift.none')}
        asked={lift}
        rowsOf={({ items }) => items}
        keyOf={row => `${row.month} ${row.office}`}
        columns={[
          { name: t('targeting.month'), show: row => row.month },
          { name: t('targeting.office'), show: row => row.office },
          { name: t('targeting.lift.targeted'), isFigure: true, show: row => counted(row.targeted) },
          { name: t('targeting.lift.between'), isFigure: true, show: row => betweenOf(row.targeted) },
          { name: t('targeting.lift.drawn'), isFigure: true, show: row => counted(row.drawn) },
          {
            name: t('targeting.lift.lift'),
            isFigure: true,
            show: row => (row.lift === undefined ? t('targeting.lift.unknown') : `× ${row.lift}`),
          },
          { name: t('targeting.lift.revenue'), isFigure: true, show: row => row.revenue },
        ]}
      >
        <Text>{t('targeting.lift.about')}</Text>
        {lift.data?.items.some(each => each.isWorse) === true && <Text fw={600}>{t('targeting.lift.worse')}</Text>}
      </AskedTable>
      <Anchor href={`/${state}/api/v1/risk/lift.csv`} download>
        {t('delegations.csv')}
      </Anchor>
    </Stack>
  )
}

/** The share that is found, nineteen times in twenty between these. */
function betweenOf({ low, high }: LiftMonth['targeted']): string {
  if (low === undefined || high === undefined) return '–'
  const percent = (share: string) => `${Math.round(Number(share) * 100)} %`
  return `${percent(low)} – ${percent(high)}`
}
