import type { ManifestAnswer } from '@lintas/contract'
import { Anchor, Button, Group, Select, Skeleton, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cargoFile, useCargoDocuments, useManifest } from '../../api/cargo.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CargoAmount } from './CargoAmount.tsx'
import { CargoTable } from './CargoTable.tsx'
import { Decisions } from './Decisions.tsx'
import { Differences } from './Differences.tsx'
import { Findings } from './Findings.tsx'
import { ManifestProgress } from './ManifestProgress.tsx'
import { Report } from './Report.tsx'

/** One manifest: how far it has come, what is to be reported next, what customs decided, and every transport document. */
export function SeeManifest() {
  const { state = '', number = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const manifest = useManifest(state, number)
  const permissions = useSession(state).data?.permissions ?? []
  if (manifest.isError) return <Failure failure={manifest.error} retry={() => manifest.refetch()} />
  if (manifest.data === undefined) return <Skeleton height={320} />
  const { means, journey, office, status, arrivedOn, expectedOn, totals, carrier, unloadingPlace } = manifest.data
  const day = writeDay(arrivedOn ?? expectedOn, i18n.language)
  return (
    <Stack gap="lg">
      <div>
        <Anchor component={Link} to={`/${state}/manifests`} size="sm">
          {t('cargo.title')}
        </Anchor>
        <Title order={1}>
          {means.name ?? means.id} {journey}
        </Title>
        <Text>
          {number}, {t(`cargo.manifestStatus.${status}`)}, {t(arrivedOn === undefined ? 'cargo.expected' : 'cargo.arrived', { day })}.{' '}
          {carrier}, {unloadingPlace}, {office}.
        </Text>
      </div>
      <ManifestProgress totals={totals} />
      <Totals manifest={manifest.data} />
      {manifest.data.residues.length > 0 && (
        <Text>
          {t('cargo.residues')}:{' '}
          {manifest.data.residues.map(({ container, massKg, description }) => `${container} ${massKg} kg ${description}`).join('; ')}
        </Text>
      )}
      {permissions.includes('cargo.file') && <Report state={state} manifest={manifest.data} />}
      {permissions.includes('cargo.decide') && <Findings state={state} number={number} />}
      <Decisions
        state={state}
        number={number}
        mayDecide={permissions.includes('cargo.decide')}
        mayAnswer={permissions.includes('cargo.file')}
      />
      <Differences
        state={state}
        manifest={number}
        mayExplain={permissions.includes('cargo.file')}
        maySettle={permissions.includes('cargo.decide')}
      />
      <Documents state={state} number={number} />
    </Stack>
  )
}

/** What there is, is declared or left: the sums add up at every moment. */
function Totals({ manifest: { totals, dischargedOn } }: { readonly manifest: ManifestAnswer }) {
  const { t } = useTranslation()
  const lines = [
    ['announced', totals.announced],
    [dischargedOn === undefined ? 'total' : 'landed', totals.total],
    ['declared', totals.declared],
    ['gone', totals.gone],
    ['left', totals.left],
    ['excess', totals.excess],
  ] as const
  return (
    <Table maw={560} withRowBorders>
      <Table.Tbody>
        {lines.map(([name, amount]) => (
          <Table.Tr key={name}>
            <Table.Th>{t(`cargo.${name}`)}</Table.Th>
            <Table.Td className="figure">
              <CargoAmount amount={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const STATUSES = [
  'announced',
  'arrived',
  'discharged',
  'stored',
  'written-off',
  'missing',
  'disposed',
  'unclaimed',
  'passed-on',
  'not-landed',
  'not-loaded',
] as const

function Documents({ state, number }: { readonly state: string; readonly number: string }) {
  const { t } = useTranslation()
  const [status, setStatus] = useState<string>()
  const [find, setFind] = useState('')
  const [differences, setDifferences] = useState(false)
  const documents = useCargoDocuments(state, number, { status, find, differences })
  const rows = documents.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Stack gap="sm" component="section" aria-label={t('cargo.documents')}>
      <Group justify="space-between">
        <Title order={2} size="h3">
          {t('cargo.documents')}
        </Title>
        <Anchor href={cargoFile(state, number)}>{t('cargo.asFile')}</Anchor>
      </Group>
      <Group align="flex-end">
        <TextInput label={t('cargo.find')} value={find} onChange={event => setFind(event.currentTarget.value)} maxLength={70} />
        <Select
          label={t('cargo.column.state')}
          clearable
          data={STATUSES.map(value => ({ value, label: t(`cargo.status.${value}`) }))}
          value={status ?? null}
          onChange={value => setStatus(value ?? undefined)}
        />
        <Switch label={t('cargo.onlyDifferences')} checked={differences} onChange={event => setDifferences(event.currentTarget.checked)} />
      </Group>
      {documents.isError && <Failure failure={documents.error} retry={() => documents.refetch()} />}
      {documents.isPending && <Skeleton height={160} />}
      {documents.isSuccess && rows.length === 0 && <Text>{t('cargo.noneFound')}</Text>}
      {rows.length > 0 && <CargoTable state={state} rows={rows} />}
      {documents.hasNextPage && (
        <Button variant="default" onClick={() => documents.fetchNextPage()} loading={documents.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}
