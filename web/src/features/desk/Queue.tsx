import type { Case } from '@lintas/contract'
import { Box, Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useHotkeys, useMediaQuery, useSessionStorage } from '@mantine/hooks'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type QueueFilter, useCaseCounts, useCases } from '../../api/cases.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CasePreview } from './CasePreview.tsx'
import classes from './desk.module.css'
import { QueueFilters } from './QueueFilters.tsx'
import { caseAddress, QueueRow, rowId } from './QueueRow.tsx'

const EVERYTHING: QueueFilter = { assigned: 'anybody', lane: '', state: 'open', search: '' }

/** Wide enough for the three panes side by side. */
const THREE_PANES = '(min-width: 75em)'

/** What waits for an officer, the highest risk first: filters, cases, and the chosen one before it is opened. J and K go down and up, Enter opens. */
export function Queue() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [filter, setFilter] = useSessionStorage({ key: `lintas.queue.${state}`, defaultValue: EVERYTHING })
  const [chosen, setChosen] = useState('')
  const hasPreview = useMediaQuery(THREE_PANES) === true
  const cases = useCases(state, filter)
  const counts = useCaseCounts(state)

  const rows = cases.data?.pages.flatMap(page => page.items) ?? []
  const selected = rows.find(each => each.mrn === chosen) ?? rows[0]
  const open = ({ mrn }: Case) => navigate({ to: caseAddress(state, mrn) })
  const step = (by: 1 | -1) => {
    const next = rows[rows.findIndex(each => each.mrn === selected?.mrn) + by]
    if (next === undefined) return
    setChosen(next.mrn)
    document.getElementById(rowId(next.mrn))?.focus()
  }
  useHotkeys([
    ['J', () => step(1)],
    ['K', () => step(-1)],
    ['Enter', () => document.activeElement === document.body && selected !== undefined && open(selected), { preventDefault: false }],
  ])

  return (
    <Stack className="wide">
      <Title order={1} size="h2">
        {t('desk.title')}
      </Title>
      <div className={classes.panes}>
        <QueueFilters filter={filter} counts={counts.data} onChange={setFilter} />
        <Stack gap="sm" className={classes.rows}>
          {cases.isError && <Failure failure={cases.error} retry={() => cases.refetch()} />}
          {cases.isPending && <Skeleton height={240} />}
          {cases.isSuccess && rows.length === 0 && (
            <Text>{t(JSON.stringify(filter) === JSON.stringify(EVERYTHING) ? 'desk.empty' : 'desk.noResults')}</Text>
          )}
          {rows.length > 0 && (
            <ul className={classes.list} aria-label={t('desk.title')}>
              {rows.map(each => (
                <QueueRow
                  key={each.mrn}
                  state={state}
                  case={each}
                  isSelected={hasPreview && each.mrn === selected?.mrn}
                  {...(hasPreview ? { onSelect: () => setChosen(each.mrn) } : {})}
                />
              ))}
            </ul>
          )}
          {cases.hasNextPage && (
            <Button variant="default" onClick={() => cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
              {t('list.more')}
            </Button>
          )}
          <Text size="sm" c="dimmed" visibleFrom="md">
            {t('desk.keys')}
          </Text>
        </Stack>
        {hasPreview && <Box className={classes.preview}>{selected !== undefined && <CasePreview state={state} case={selected} />}</Box>}
      </div>
    </Stack>
  )
}
