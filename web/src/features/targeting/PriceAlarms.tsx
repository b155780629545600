import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePriceAlarms } from '../../api/targeting.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { writeDay } from '../../ui/When.tsx'

/** Goods whose unit price lies far from what the same goods cost in the quarter before: to ask about, from the case. */
export function PriceAlarms({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const alarms = usePriceAlarms(state)
  return (
    <Stack gap="sm">
      <AskedTable
        title={t('targeting.price.title')}
        none={t('targeting.price.none')}
        asked={alarms}
        rowsOf={({ items }) => items}
        keyOf={each => `${each.mrn} ${each.item}`}
        columns={[
          { name: t('targeting.price.on'), show: each => writeDay(each.raisedOn, i18n.language) },
          {
            name: t('targeting.declaration'),
            show: each => (
              <Anchor component={Link} to={`/${state}/cases/${each.mrn}`}>
                {`${each.mrn} / ${each.item + 1}`}
              </Anchor>
            ),
          },
          { name: t('targeting.trader'), show: each => each.trader },
          { name: t('targeting.price.price'), isFigure: true, show: each => `${each.currency} ${each.price} / ${each.unit}` },
          { name: t('targeting.price.middle'), isFigure: true, show: each => `${each.currency} ${each.middle}` },
          { name: t('targeting.price.z'), isFigure: true, show: each => each.z },
        ]}
      >
        <Text>{t('targeting.price.about')}</Text>
      </AskedTable>
      <Anchor href={`/${state}/api/v1/risk/price-alarms.csv`} download>
        {t('delegations.csv')}
      </Anchor>
    </Stack>
  )
}
