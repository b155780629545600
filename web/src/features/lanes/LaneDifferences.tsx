import type { ComparedLanesAnswer } from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeCode } from '../classification/code-text.ts'
import { writeShare } from './write-share.ts'

/** What differs beyond chance: here against there, and between which bounds. */
export function LaneDifferences({ items }: { readonly items: readonly ComparedLanesAnswer[] }) {
  const { t } = useTranslation()
  const rows = items.flatMap(({ code, sides, differences }) =>
    differences.map(difference => {
      const rateOf = (state: string | undefined) => sides.find(each => each.state === state)?.shares[difference.share]?.rate ?? '0'
      return { code, ...difference, here: rateOf(sides[0]?.state), there: rateOf(difference.with) }
    }),
  )
  return (
    <TableSection
      title={t('lanes.differences')}
      none={t('lanes.noDifferences')}
      rows={rows}
      keyOf={each => `${each.code} ${each.share} ${each.with}`}
      columns={[
        { name: t('lanes.goods'), show: each => writeCode(each.code) },
        { name: t('lanes.share'), show: each => t(`lanes.shares.${each.share}`) },
        { name: t('lanes.here'), isFigure: true, show: each => writeShare(each.here) },
        { name: t('lanes.with'), show: each => STATE_FACTS[each.with].name },
        { name: t('lanes.there'), isFigure: true, show: each => writeShare(each.there) },
        {
          name: t('lanes.difference'),
          isFigure: true,
          show: each =>
            t('lanes.between', { rate: writeShare(each.rate, true), low: writeShare(each.low, true), high: writeShare(each.high, true) }),
        },
      ]}
    >
      <Text size="sm">{t('lanes.test')}</Text>
    </TableSection>
  )
}
