import type { ComparedLanesAnswer } from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { LANES } from '@lintas/customs/risk'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { CodeLink } from '../classification/CodeLink.tsx'
import { writeCode } from '../classification/code-text.ts'
import { writeShare } from './write-share.ts'

/** How many declarations of goods got which lane, state by state, and what inspections of them found. */
export function LaneFigures({ state, goods: { code, sides } }: { readonly state: string; readonly goods: ComparedLanesAnswer }) {
  const { t } = useTranslation()
  return (
    <TableSection
      title={t('lanes.figures', { code: writeCode(code) })}
      none=""
      rows={sides}
      keyOf={each => each.state}
      minWidth={820}
      columns={[
        { name: t('lanes.state'), show: each => STATE_FACTS[each.state].name },
        { name: t('lanes.declarations'), isFigure: true, show: each => each.declarations },
        ...LANES.map(lane => ({
          name: t(`lane.${lane}`),
          isFigure: true as const,
          show: ({ lanes, declarations }: ComparedLanesAnswer['sides'][number]) =>
            `${lanes[lane]} (${writeShare(String(lanes[lane] / declarations))})`,
        })),
        {
          name: t('lanes.inspections'),
          isFigure: true,
          show: ({ inspections, shares }) =>
            inspections === undefined
              ? t('lanes.tooFew')
              : `${inspections.found} / ${inspections.inspected} (${writeShare(shares.found?.rate ?? '0')})`,
        },
      ]}
    >
      <CodeLink state={state} code={code} on={undefined}>
        {t('decideCodes.see', { code: writeCode(code) })}
      </CodeLink>
    </TableSection>
  )
}
