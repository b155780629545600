import { Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AuditCandidates } from './AuditCandidates.tsx'
import { LiftTable } from './LiftTable.tsx'
import { Models } from './Models.tsx'
import { PriceAlarms } from './PriceAlarms.tsx'
import { Watched } from './Watched.tsx'
import { Worklist } from './Worklist.tsx'

/** How well customs chooses what it looks into; for officers alone. */
export function Targeting() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  return (
    <Stack className="wide" gap="xl">
      <div>
        <Title order={1} size="h2">
          {t('targeting.title')}
        </Title>
        <Text>{t('targeting.about')}</Text>
      </div>
      <Worklist state={state} />
      <AuditCandidates state={state} />
      <Models state={state} />
      <LiftTable state={state} />
      <PriceAlarms state={state} />
      <Watched state={state} />
    </Stack>
  )
}
