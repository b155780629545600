import { Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LiftTable } from './LiftTable.tsx'

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
      <LiftTable state={state} />
    </Stack>
  )
}
