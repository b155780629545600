import type { Case } from '@lintas/contract'
import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { LaneMark } from '../../ui/LaneMark.tsx'
import { Wait } from '../../ui/Wait.tsx'
import classes from './desk.module.css'

interface QueueRowProps {
  readonly state: string
  readonly case: Case
  readonly isSelected: boolean
  /** Where there is a preview, a first click shows the case in it; a second, or Enter, opens it. */
  onSelect?(): void
}

/** One case in the queue: lane, waiting time, trader, goods, value, the top reason, and who has taken it. */
export function QueueRow({ state, case: given, isSelected, onSelect }: QueueRowProps) {
  const { t } = useTranslation()
  const { mrn, lane, openedAt, assignedTo, assignedName, summary } = given
  const click = (event: MouseEvent) => {
    if (onSelect === undefined || event.detail !== 1) return // the keyboard, and a second click, open it
    event.preventDefault()
    onSelect()
  }
  return (
    <li>
      <Link to={caseAddress(state, mrn)} id={rowId(mrn)} className={classes.row} data-selected={isSelected || undefined} onClick={click}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <LaneMark lane={lane} />
          <Text component="span" size="sm" c="dimmed">
            <Wait since={openedAt} />
          </Text>
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="sm" align="baseline">
          <Text component="span" fw={600} truncate>
            {summary.trader === '' ? mrn : summary.trader}
          </Text>
          {summary.value !== undefined && <Amount amount={summary.value.amount} currency={summary.value.currency} />}
        </Group>
        <Text component="span" size="sm" truncate>
          {summary.goods} {summary.items > 1 && t('desk.moreItems', { count: summary.items - 1 })}
        </Text>
        {summary.timeSensitive !== undefined && (
          <Text component="span" size="sm" fw={600}>
            {t('desk.first', { kind: t(`urgent.kind.${summary.timeSensitive}`) })}
          </Text>
        )}
        <Text component="span" size="sm" c="dimmed" lineClamp={2}>
          {t(`desk.reason.${summary.reason}`, { defaultValue: summary.reason })}
        </Text>
        {assignedTo !== undefined && (
          <Text component="span" size="sm">
            {t('desk.takenBy', { name: assignedName ?? assignedTo })}
          </Text>
        )}
      </Link>
    </li>
  )
}

export function rowId(mrn: string): string {
  return `case-${mrn}`
}

export function caseAddress(state: string, mrn: string): string {
  return `/${state}/cases/${mrn}`
}
