import { Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuotas } from '../../api/measures.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

const COLOURS = { open: 'blue', critical: 'yellow', exhausted: 'red' } as const

/** The tariff quotas for goods of a code, with what is left of each. */
export function Quotas({ state, code }: { readonly state: string; readonly code: string }) {
  const { t, i18n } = useTranslation()
  const { data, isError, error, refetch } = useQuotas(state, code)
  if (isError) return <Failure failure={error} retry={() => refetch()} />
  if (data === undefined || data.quotas.length === 0) return <Text>{t('measures.quota.none')}</Text>
  return data.quotas.map(({ id, name, orderNumber, agreement, volume, drawn, left, status, within, validFrom, validTo, legalRef }) => (
    <Paper key={id} withBorder p="md" style={{ overflowWrap: 'anywhere' }}>
      <Stack gap="xs">
        <Text size="sm">
          {t('measures.quota.kind', { order: orderNumber })}
          {agreement !== undefined && ` · ${agreement.toUpperCase()}`}
        </Text>
        <Title order={2} size="h4">
          {name}
        </Title>
        <Progress
          value={(100 * Number(drawn)) / Number(volume.value)}
          color={COLOURS[status]}
          aria-label={t('measures.quota.drawn', { drawn, unit: volume.unit })}
        />
        <Text>
          {t('measures.quota.left', { left, volume: volume.value, unit: volume.unit })} {t(`measures.quota.${status}`)}
        </Text>
        <Text>{t('measures.quota.within', { rate: within })}</Text>
        <Text size="sm">
          {legalRef}; {t('law.since', { day: writeDay(validFrom, i18n.language) })}
          {validTo !== undefined && `, ${t('law.until', { day: writeDay(validTo, i18n.language) })}`}
        </Text>
      </Stack>
    </Paper>
  ))
}
