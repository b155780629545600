import { Group, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawCoverage, useLawRows } from '../../api/law.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { LawTable } from './LawTable.tsx'
import { RateSteps } from './RateSteps.tsx'
import { findRows, followsInTime } from './rows.ts'
import { WaitingChanges } from './WaitingChanges.tsx'

/** The law a node decides by: every row with its days, its source and how far it can be relied on; and what waits to change it. */
export function SeeLaw() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const rows = useLawRows(state)
  const today = useLawCoverage(state).data?.on
  const permissions = useSession(state).data?.permissions ?? []
  const [kind, setKind] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [chosenDay, setDay] = useState<string>()
  const [shown, setShown] = useState<string>()

  const all = rows.data ?? []
  const on = chosenDay ?? today ?? ''
  const found = findRows(all, { kind, search, on })
  const chosen = all.find(each => each.id === shown)
  const kinds = [...new Set(all.map(each => each.kind))].map(value => ({ value, label: t(`law.kinds.${value}`, value) }))
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('law.title')}
      </Title>
      <Text>{t('law.intro')}</Text>
      {permissions.includes('law.read-proposals') && <WaitingChanges state={state} mayDecide={permissions.includes('law.decide')} />}
      <Group align="flex-end">
        <Select
          label={t('law.kind')}
          placeholder={t('law.allKinds')}
          data={kinds}
          value={kind}
          onChange={setKind}
          clearable
          searchable
          miw={240}
        />
        <TextInput label={t('law.search')} value={search} onChange={event => setSearch(event.currentTarget.value)} miw={220} />
        <TextInput type="date" label={t('law.on')} value={on} onChange={event => setDay(event.currentTarget.value)} />
      </Group>
      {rows.isError && <Failure failure={rows.error} retry={() => rows.refetch()} />}
      {rows.isPending && <Skeleton height={320} />}
      {chosen !== undefined && <RateSteps steps={followsInTime(all, chosen)} on={on} close={() => setShown(undefined)} />}
      {rows.isSuccess && <LawTable key={`${kind} ${search} ${on}`} rows={found} all={all} show={setShown} />}
    </Stack>
  )
}
