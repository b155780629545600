import type { ManifestSummary } from '@lintas/contract'
import { Anchor, Button, FileButton, Group, Paper, Skeleton, Stack, Switch, Text, Title } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileManifest, useManifests } from '../../api/cargo.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CargoAmount } from './CargoAmount.tsx'
import { Differences } from './Differences.tsx'
import { ManifestProgress } from './ManifestProgress.tsx'
import { Unclaimed } from './Unclaimed.tsx'

/** The manifests of a carrier, or of an office: how far each has come, what differs, and what nobody claims. */
export function ListManifests() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [onlyDifferences, setOnlyDifferences] = useState(false)
  const manifests = useManifests(state, onlyDifferences)
  const permissions = useSession(state).data?.permissions ?? []
  const isCarrier = permissions.includes('cargo.file')
  const rows = manifests.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('cargo.title')}</Title>
        <Switch
          label={t('cargo.onlyDifferences')}
          checked={onlyDifferences}
          onChange={event => setOnlyDifferences(event.currentTarget.checked)}
        />
      </Group>
      {isCarrier && <FileOne state={state} />}
      {manifests.isError && <Failure failure={manifests.error} retry={() => manifests.refetch()} />}
      {manifests.isPending && <Skeleton height={180} />}
      {manifests.isSuccess && rows.length === 0 && <Text>{t(onlyDifferences ? 'cargo.noneDiffer' : 'cargo.none')}</Text>}
      {rows.map(row => (
        <ManifestCard key={row.number} state={state} manifest={row} />
      ))}
      {manifests.hasNextPage && (
        <Button variant="default" onClick={() => manifests.fetchNextPage()} loading={manifests.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
      <Differences state={state} mayExplain={permissions.includes('cargo.file')} maySettle={permissions.includes('cargo.decide')} />
      <Unclaimed state={state} />
    </Stack>
  )
}

/** A file with a manifest: read, and registered where nothing is wrong with it. */
function FileOne({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const file = useFileManifest(state)
  const choose = (chosen: File | null) => {
    if (chosen === null) return
    file.mutate(chosen, { onSuccess: ({ number }) => navigate({ to: `/${state}/manifests/${number}` }) })
  }
  return (
    <Paper withBorder p="lg" style={{ borderStyle: 'dashed' }} onDragOver={event => event.preventDefault()}>
      <Stack gap="sm">
        <Group>
          <FileButton onChange={choose} accept=".json,.csv,application/json,text/csv">
            {props => (
              <Button {...props} loading={file.isPending}>
                {t('cargo.file')}
              </Button>
            )}
          </FileButton>
          <Text c="dimmed">{t('cargo.fileAbout')}</Text>
        </Group>
        {file.isError && <Failure failure={file.error} />}
      </Stack>
    </Paper>
  )
}

function ManifestCard({ state, manifest }: { readonly state: string; readonly manifest: ManifestSummary }) {
  const { t, i18n } = useTranslation()
  const { number, means, journey, office, status, arrivedOn, expectedOn, totals, timeSensitive = [] } = manifest
  const day = writeDay(arrivedOn ?? expectedOn, i18n.language)
  return (
    <Paper withBorder p="md" component="article" aria-label={number}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Anchor component={Link} to={`/${state}/manifests/${number}`} fw={600}>
            {means.name ?? means.id} {journey}
          </Anchor>
          <Text>
            {t(`cargo.manifestStatus.${status}`)}, {t(arrivedOn === undefined ? 'cargo.expected' : 'cargo.arrived', { day })}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {number}, {office}, {t('cargo.documentsIn', { documents: totals.documents, containers: manifest.containers })}
        </Text>
        {timeSensitive.length > 0 && (
          <Text size="sm" fw={600}>
            {t('desk.first', { kind: timeSensitive.map(kind => t(`urgent.kind.${kind}`)).join(', ') })}
          </Text>
        )}
        <ManifestProgress totals={totals} />
        <Text size="sm">
          {t('cargo.left')}: <CargoAmount amount={totals.left} />
          {totals.differences > 0 && <> · {t('cargo.differences', { count: totals.differences })}</>}
        </Text>
      </Stack>
    </Paper>
  )
}
