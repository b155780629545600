import { Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCargoDifferences } from '../../api/cargo.ts'
import { Failure } from '../../ui/Failure.tsx'
import { DifferenceCard } from './DifferenceCard.tsx'

interface DifferencesProps {
  readonly state: string
  /** Those of one manifest, settled ones too; else every one that is open. */
  readonly manifest?: string
  readonly mayExplain: boolean
  readonly maySettle: boolean
}

/** What landed or lies otherwise than it should: whoever answers for it explains, an officer settles. */
export function Differences({ state, manifest, mayExplain, maySettle }: DifferencesProps) {
  const { t } = useTranslation()
  const differences = useCargoDifferences(state, manifest)
  const rows = differences.data?.pages.flatMap(page => page.items) ?? []
  if (differences.isSuccess && rows.length === 0) return null
  const file = `/${state}/api/v1/cargo-differences.csv${manifest === undefined ? '?open=true' : `?manifest=${encodeURIComponent(manifest)}`}`
  return (
    <Stack gap="sm" component="section" aria-label={t('cargo.toSettle')}>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('cargo.toSettle')}
        </Title>
        <Anchor href={file}>{t('cargo.asFile')}</Anchor>
      </Group>
      <Text>{t('cargo.differencesAbout')}</Text>
      {differences.isError && <Failure failure={differences.error} retry={() => differences.refetch()} />}
      {differences.isPending && <Skeleton height={80} />}
      {rows.map(row => (
        <DifferenceCard
          key={row.id}
          state={state}
          difference={row}
          mayExplain={mayExplain}
          maySettle={maySettle}
          showManifest={manifest === undefined}
        />
      ))}
      {differences.hasNextPage && (
        <Button variant="default" onClick={() => differences.fetchNextPage()} loading={differences.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}
