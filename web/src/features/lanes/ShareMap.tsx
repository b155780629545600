import type { ComparedLanesAnswer } from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { LaneShare } from '@lintas/customs/rulings'
import { Anchor, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeCode } from '../classification/code-text.ts'
import { writeShare } from './write-share.ts'

interface ShareMapProps {
  readonly items: readonly ComparedLanesAnswer[]
  readonly share: LaneShare
  /** Shows the figures of a code. */
  readonly choose: (code: string) => void
}

/** Goods by states, as a table whose cells are the darker the larger the share. What differs from this state beyond chance is marked. */
export function ShareMap({ items, share, choose }: ShareMapProps) {
  const { t } = useTranslation()
  const [own] = items[0]?.sides ?? []
  const others = [...new Set(items.flatMap(({ sides }) => sides.map(each => each.state)))].filter(each => each !== own?.state).sort()
  const states = own === undefined ? others : [own.state, ...others]
  const cellOf = ({ sides, differences }: ComparedLanesAnswer, state: (typeof states)[number]) => {
    const rate = sides.find(each => each.state === state)?.shares[share]?.rate
    const isOther = differences.some(each => each.with === state && each.share === share)
    return (
      <Table.Td
        key={state}
        className="figure"
        style={rate === undefined ? {} : { background: tintOf(Number(rate)) }}
        fw={isOther ? 700 : 400}
      >
        {rate === undefined ? '–' : writeShare(rate)}
        {isOther && <span title={t('lanes.differs')}> ≠</span>}
      </Table.Td>
    )
  }
  return (
    <Table.ScrollContainer minWidth={140 + states.length * 72} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('lanes.map', { share: t(`lanes.shares.${share}`) })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lanes.goods')}</Table.Th>
            {states.map(each => (
              <Table.Th key={each} className="figure">
                <abbr title={STATE_FACTS[each].name}>{each}</abbr>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(each => (
            <Table.Tr key={each.code}>
              <Table.Td>
                <Anchor component="button" type="button" onClick={() => choose(each.code)}>
                  {writeCode(each.code)}
                </Anchor>
              </Table.Td>
              {states.map(state => cellOf(each, state))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** Never so dark that the figure in the cell is hard to read. */
function tintOf(rate: number): string {
  return `color-mix(in srgb, #1b6fa4 ${Math.round(rate * 50)}%, transparent)`
}
