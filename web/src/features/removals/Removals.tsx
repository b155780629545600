import type { RemovalSummary } from '@lintas/contract'
import { Button, Checkbox, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRemovals } from '../../api/removals.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { type Column, TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { GiveNotice } from './GiveNotice.tsx'
import { Period } from './Period.tsx'

/** Goods taken away before they are declared: notice of the next, what of each month is to be declared, and all that was removed. */
export function Removals() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [onlyOpen, setOnlyOpen] = useState(true)
  const removals = useRemovals(state, onlyOpen)
  const rows = removals.data?.pages.flatMap(page => page.items) ?? []
  const open = rows.filter(({ declaring }) => declaring === 'open' || declaring === 'overdue')
  const columns = useColumns(state)
  const periods = [...new Map(open.map(row => [`${row.month} ${row.principal}`, row])).values()].reverse()
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('removals.title')}</Title>
        <Text>{t('removals.about')}</Text>
      </div>
      {periods.map(({ month, principal }) => (
        <Period key={`${month} ${principal}`} state={state} month={month} principal={principal} />
      ))}
      <GiveNotice state={state} />
      {removals.isError && <Failure failure={removals.error} retry={() => removals.refetch()} />}
      {removals.isPending && <Skeleton height={160} />}
      {removals.isSuccess && (
        <TableSection
          title={t('removals.list')}
          none={t(onlyOpen ? 'removals.noneOpen' : 'removals.none')}
          rows={rows}
          keyOf={row => row.mrn}
          columns={columns}
        >
          <Checkbox label={t('removals.onlyOpen')} checked={onlyOpen} onChange={event => setOnlyOpen(event.currentTarget.checked)} />
        </TableSection>
      )}
      {removals.hasNextPage && (
        <Button variant="default" onClick={() => removals.fetchNextPage()} loading={removals.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}

function useColumns(state: string): readonly Column<RemovalSummary>[] {
  const { t, i18n } = useTranslation()
  const day = (text: string) => writeDay(text, i18n.language)
  return [
    { name: t('list.mrn'), show: ({ mrn }) => <DeclarationLink state={state} mrn={mrn} /> },
    { name: t('list.reference'), show: ({ localReference }) => localReference },
    { name: t('removals.removed'), show: ({ releasedOn, status }) => (releasedOn === undefined ? t(`status.${status}`) : day(releasedOn)) },
    {
      name: t('removals.declared'),
      show: ({ declaring, declaredIn, dueOn }) =>
        declaredIn === undefined ? (
          t(`removals.declaring.${declaring}`, { day: day(dueOn) })
        ) : (
          <DeclarationLink state={state} mrn={declaredIn} />
        ),
    },
  ]
}
