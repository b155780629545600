import type { RemedyLevel, ServiceLevel, ServiceTargetAnswer } from '@lintas/contract'
import { Anchor, Group, SegmentedControl, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { nameGroup } from './name-group.ts'

const ReleaseTimes = lazy(() => import('./ReleaseTimes.tsx'))

interface Levels {
  readonly atLeast: number
  readonly targets: readonly ServiceTargetAnswer[]
  readonly items: readonly ServiceLevel[]
  readonly remedies: readonly RemedyLevel[]
}

/** How long customs takes: a chart, its table, its CSV. Everybody sees it; groups of fewer than ten are left out. */
export function SeeServiceLevels() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [by, setBy] = useState('lane')
  const levels = useQuery({
    queryKey: [state, 'service-levels', by],
    queryFn: () => call<Levels>(state, `/api/v1/service-levels?by=${by}`),
  })
  const items = levels.data?.items ?? []
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('service.title')}</Title>
        <Text>{t('service.about', { atLeast: levels.data?.atLeast ?? 10 })}</Text>
      </div>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('service.by')}
          value={by}
          onChange={setBy}
          data={['all', 'lane', 'mode', 'type'].map(value => ({ value, label: t(`service.group.${value}`) }))}
        />
        <Anchor href={`/${state}/api/v1/service-levels.csv?by=${by}`}>CSV</Anchor>
      </Group>
      {levels.isError && <Failure failure={levels.error} retry={() => levels.refetch()} />}
      {levels.isPending && <Skeleton height={300} />}
      {levels.isSuccess && items.length === 0 && <Text>{t('service.empty', { atLeast: levels.data.atLeast })}</Text>}
      {items.length > 0 && (
        <>
          {items.some(each => each.releaseMedianS !== undefined) && (
            <Suspense fallback={<Skeleton height={300} />}>
              <ReleaseTimes items={items} />
            </Suspense>
          )}
          <LevelTable items={items} />
        </>
      )}
      {levels.data !== undefined && levels.data.targets.length > 0 && (
        <Text size="sm">
          {t('service.targets')}{' '}
          {levels.data.targets
            .map(each => `${t(`lane.${each.lane}`)}, ${writeTime(each.withinSeconds)} (${t(`confidence.${each.confidence}`)})`)
            .join('; ')}
          . {[...new Set(levels.data.targets.map(each => each.legalRef))].join('; ')}.
        </Text>
      )}
      {levels.data !== undefined && levels.data.remedies.length > 0 && <RemedyTable remedies={levels.data.remedies} />}
    </Stack>
  )
}

function RemedyTable({ remedies }: Pick<Levels, 'remedies'>) {
  const { t } = useTranslation()
  const column = (name: string) => t(`service.column.${name}`)
  const timeOf = (seconds: number | undefined) => (seconds === undefined ? '–' : writeTime(seconds))
  return (
    <TableSection
      title={t('service.remedies')}
      none=""
      rows={remedies}
      keyOf={({ month, remedy }) => `${month} ${remedy}`}
      columns={[
        { name: column('month'), show: ({ month }) => month.slice(0, 7) },
        { name: column('remedy'), show: ({ remedy }) => t(`service.remedy.${remedy}`) },
        { name: column('asked'), isFigure: true, show: ({ asked }) => asked },
        { name: column('answered'), isFigure: true, show: ({ answered }) => answered },
        { name: column('median'), isFigure: true, show: ({ answerMedianS }) => timeOf(answerMedianS) },
        { name: column('p90'), isFigure: true, show: ({ answerP90S }) => timeOf(answerP90S) },
        { name: column('inTime'), isFigure: true, show: ({ inTime, counted }) => (counted === undefined ? '–' : `${inTime} / ${counted}`) },
        { name: column('overdue'), isFigure: true, show: ({ overdue }) => overdue ?? '–' },
      ]}
    >
      <Text size="sm">{t('service.aboutRemedies')}</Text>
    </TableSection>
  )
}

function LevelTable({ items }: Pick<Levels, 'items'>) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table style={{ fontVariantNumeric: 'tabular-nums' }}>
        <Table.Thead>
          <Table.Tr>
            {['week', 'groupName', 'lodged', 'released', 'median', 'p90', 'inTime'].map(column => (
              <Table.Th key={column} ta={['week', 'groupName'].includes(column) ? 'left' : 'right'}>
                {t(`service.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(each => (
            <Table.Tr key={`${each.week} ${each.group}`}>
              <Table.Td>{each.week}</Table.Td>
              <Table.Td>{nameGroup(each.group, t)}</Table.Td>
              <Table.Td ta="right">{each.lodged}</Table.Td>
              <Table.Td ta="right">{each.released}</Table.Td>
              <Table.Td ta="right">{each.releaseMedianS === undefined ? '–' : writeTime(each.releaseMedianS)}</Table.Td>
              <Table.Td ta="right">{each.releaseP90S === undefined ? '–' : writeTime(each.releaseP90S)}</Table.Td>
              <Table.Td ta="right">{each.counted === undefined ? '–' : `${each.inTime} / ${each.counted}`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function writeTime(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`
}
