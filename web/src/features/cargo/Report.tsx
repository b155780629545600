import type { ManifestAnswer } from '@lintas/contract'
import { Button, Group, NumberInput, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReport } from '../../api/cargo.ts'
import { Failure } from '../../ui/Failure.tsx'

/** What the carrier reports next about a manifest: arrival, discharge with what differs, the place of storage. */
export function Report({ state, manifest }: { readonly state: string; readonly manifest: ManifestAnswer }) {
  const { t } = useTranslation()
  const report = useReport(state, manifest.number)
  const [location, setLocation] = useState('')
  const { status, totals } = manifest
  const waiting = (totals.byStatus.discharged ?? 0) + (totals.byStatus.stored ?? 0)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('cargo.next')}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {t('cargo.next')}
        </Title>
        {report.isError && <Failure failure={report.error} />}
        {status === 'registered' && (
          <Group>
            <Button loading={report.isPending} onClick={() => report.mutate({ what: 'arrival', body: {} })}>
              {t('cargo.reportArrival')}
            </Button>
          </Group>
        )}
        {status === 'arrived' && (
          <Discharge isPending={report.isPending} send={differences => report.mutate({ what: 'discharge', body: { differences } })} />
        )}
        {status === 'discharged' && waiting > 0 && (
          <Group align="flex-end">
            <TextInput
              label={t('cargo.location')}
              value={location}
              maxLength={35}
              onChange={event => setLocation(event.currentTarget.value)}
            />
            <Button
              loading={report.isPending}
              disabled={location.trim() === ''}
              onClick={() => report.mutate({ what: 'storage', body: { location } })}
            >
              {t('cargo.store')}
            </Button>
          </Group>
        )}
        {status === 'discharged' && waiting > 0 && (
          <Count isPending={report.isPending} send={counted => report.mutate({ what: 'stock-taking', body: { counted } })} />
        )}
        {status === 'discharged' && waiting === 0 && <Text>{t('cargo.nothingNext')}</Text>}
      </Stack>
    </Paper>
  )
}

/** What was counted of one document in storage. */
function Count({ isPending, send }: { readonly isPending: boolean; readonly send: (counted: readonly object[]) => void }) {
  const { t } = useTranslation()
  const [number, setNumber] = useState('')
  const [packages, setPackages] = useState(0)
  const [grossMassKg, setMass] = useState('')
  return (
    <Group align="flex-end">
      <TextInput
        label={t('cargo.column.document')}
        value={number}
        onChange={event => setNumber(event.currentTarget.value)}
        maxLength={70}
      />
      <NumberInput label={t('cargo.countedPackages')} min={0} value={packages} onChange={value => setPackages(Number(value) || 0)} />
      <TextInput label={t('cargo.countedKg')} value={grossMassKg} onChange={event => setMass(event.currentTarget.value)} />
      <Button
        variant="default"
        loading={isPending}
        disabled={number.trim() === '' || !/^\d+(\.\d+)?$/.test(grossMassKg)}
        onClick={() => send([{ number, counted: { packages, grossMassKg } }])}
      >
        {t('cargo.reportCount')}
      </Button>
    </Group>
  )
}

interface Difference {
  readonly number: string
  readonly packages: number
  readonly grossMassKg: string
  readonly damaged: number
}

const NONE: Difference = { number: '', packages: 0, grossMassKg: '', damaged: 0 }

interface DischargeProps {
  readonly isPending: boolean
  readonly send: (differences: readonly object[]) => void
}

/** What landed otherwise than announced, document by document; the rest landed as it was. */
function Discharge({ isPending, send }: DischargeProps) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<readonly Difference[]>([])
  const change = (index: number, part: Partial<Difference>) =>
    setRows(rows.map((row, place) => (place === index ? { ...row, ...part } : row)))
  const differences = rows.map(({ number, packages, grossMassKg, damaged }) => ({
    number,
    landed: { packages, grossMassKg },
    ...(damaged === 0 ? {} : { damagedPackages: damaged }),
  }))
  const isWhole = rows.every(row => row.number !== '' && /^\d+(\.\d+)?$/.test(row.grossMassKg))
  return (
    <Stack gap="sm">
      <Text>{t('cargo.dischargeAbout')}</Text>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own until they are sent, and none is taken out
        <Group key={index} align="flex-end">
          <TextInput
            label={t('cargo.column.document')}
            value={row.number}
            onChange={event => change(index, { number: event.currentTarget.value })}
          />
          <NumberInput
            label={t('cargo.landedPackages')}
            min={0}
            value={row.packages}
            onChange={value => change(index, { packages: Number(value) || 0 })}
          />
          <TextInput
            label={t('cargo.landedKg')}
            value={row.grossMassKg}
            onChange={event => change(index, { grossMassKg: event.currentTarget.value })}
          />
          <NumberInput
            label={t('cargo.damagedPackages')}
            min={0}
            value={row.damaged}
            onChange={value => change(index, { damaged: Number(value) || 0 })}
          />
        </Group>
      ))}
      <Group>
        <Button variant="default" onClick={() => setRows([...rows, NONE])}>
          {t('cargo.addDifference')}
        </Button>
        <Button loading={isPending} disabled={!isWhole} onClick={() => send(differences)}>
          {t(rows.length === 0 ? 'cargo.reportDischargeWhole' : 'cargo.reportDischarge', { count: rows.length })}
        </Button>
      </Group>
    </Stack>
  )
}
