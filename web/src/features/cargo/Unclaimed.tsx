import { Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { cargoFile, useUnclaimed } from '../../api/cargo.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CargoTable } from './CargoTable.tsx'

/** Goods whose last day is that near are shown with those that are unclaimed. */
const DAYS_AHEAD = 14

/** What nobody declared in time, and what soon nobody will have. */
export function Unclaimed({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const unclaimed = useUnclaimed(state, DAYS_AHEAD)
  const [first] = unclaimed.data?.pages ?? []
  const rows = unclaimed.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Stack gap="sm" component="section" aria-label={t('cargo.unclaimed')}>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('cargo.unclaimed')}
        </Title>
        {rows.length > 0 && <Anchor href={cargoFile(state)}>{t('cargo.asFile')}</Anchor>}
      </Group>
      <Text>{t('cargo.unclaimedAbout', { days: DAYS_AHEAD })}</Text>
      {first !== undefined && (
        <Text>
          {first.abandonment === undefined
            ? t('cargo.abandonmentNone')
            : t('cargo.abandonment', { days: first.abandonment.days, law: first.abandonment.legalRef })}
        </Text>
      )}
      {unclaimed.isError && <Failure failure={unclaimed.error} retry={() => unclaimed.refetch()} />}
      {unclaimed.isPending && <Skeleton height={80} />}
      {unclaimed.isSuccess && rows.length === 0 && <Text>{t('cargo.unclaimedNone')}</Text>}
      {rows.length > 0 && <CargoTable state={state} rows={rows} showManifest />}
      {unclaimed.hasNextPage && (
        <Button variant="default" onClick={() => unclaimed.fetchNextPage()} loading={unclaimed.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}
