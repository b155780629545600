import type { TariffFault } from '@lintas/contract'
import { FAULT_STANDINGS } from '@lintas/customs/tariff'
import { Anchor, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryOfFaults, useFaults } from '../../api/faults.ts'
import { useSession } from '../../api/session.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { writeDay } from '../../ui/When.tsx'
import { writeCode } from './code-text.ts'
import { JudgeFault } from './JudgeFault.tsx'
import { ReportFault } from './ReportFault.tsx'

/** What is wrong with the tariff data: everybody reads it and may tell more; customs decides. */
export function KnownFaults() {
  const { state = '' } = useParams({ strict: false })
  const { code: begun = '' } = useSearch({ strict: false }) as { code?: string }
  const { t, i18n } = useTranslation()
  const [code, setCode] = useState(begun)
  const [standing, setStanding] = useState('')
  const isCustoms = useSession(state).data?.permissions.includes('tariff.judge-fault') === true
  const asked = { standing, code: code.replace(/\D/g, '').slice(0, 12) }
  const faults = useFaults(state, asked, isCustoms)
  const standings = ['', ...FAULT_STANDINGS].map(value => ({ value, label: t(`faults.standings.${value === '' ? 'all' : value}`) }))
  const whereOf = ({ code: of, field, column, version }: TariffFault) =>
    [
      of === undefined ? '' : writeCode(of),
      column ?? t(`faults.fields.${field}`),
      version === undefined ? '' : t('faults.version', { version }),
    ]
      .filter(Boolean)
      .join(', ')
  const standingOf = ({ standing: is, mendedOn }: TariffFault) =>
    mendedOn === undefined ? t(`faults.standings.${is}`) : t('faults.mendedOn', { day: writeDay(mendedOn, i18n.language) })
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('faults.title')}</Title>
        <Text>{t('faults.about')}</Text>
      </div>
      <Group align="flex-end">
        <TextInput label={t('faults.code')} value={code} onChange={event => setCode(event.currentTarget.value)} inputMode="numeric" />
        <Select
          label={t('faults.standing')}
          data={standings}
          value={standing}
          onChange={each => setStanding(each ?? '')}
          allowDeselect={false}
        />
        <Anchor href={`/${state}/api/v1/tariff/faults.csv?${queryOfFaults(asked)}`}>CSV</Anchor>
      </Group>
      <AskedTable
        title={t('faults.what')}
        none={t('faults.none')}
        asked={faults}
        rowsOf={page => page.items}
        keyOf={each => each.number}
        columns={[
          { name: t('faults.number'), show: each => each.number },
          { name: t('faults.where'), show: whereOf },
          {
            name: t('faults.what'),
            show: each => (
              <>
                {each.what ?? t('faults.notYet')}
                {each.report !== undefined && (
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {t('faults.report')}: {each.report}
                  </Text>
                )}
                {(each.acts ?? []).length > 0 && <JudgeFault state={state} number={each.number} acts={each.acts ?? []} />}
              </>
            ),
          },
          { name: t('faults.since'), show: each => writeDay(each.knownSince, i18n.language) },
          { name: t('faults.standing'), show: standingOf },
        ]}
      />
      <ReportFault state={state} code={asked.code} />
    </Stack>
  )
}
