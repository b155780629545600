import type { DeclarationAnswer } from '@lintas/contract'
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useClaimDrawback, useDrawbackClaims } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ClaimCard } from './Drawback.tsx'

interface ClaimOnReExportProps {
  readonly state: string
  readonly answer: DeclarationAnswer
}

/** Where goods that duty was paid on left as they came: the exporter claims it back with a click, and sees how the claim stands. */
export function ClaimOnReExport({ state, answer: { mrn, decision } }: ClaimOnReExportProps) {
  const { t } = useTranslation()
  const claim = useClaimDrawback(state)
  const claims = useDrawbackClaims(state)
  const own = (claims.data?.items ?? []).filter(each => each.exportMrn === mrn)
  const isOpen = own.every(each => each.status === 'refused')
  if (!decision.issues.some(({ code }) => code === 'duty.drawback-not-yet')) return null
  return (
    <Stack>
      {own.map(each => (
        <ClaimCard key={each.id} state={state} claim={each} isMine />
      ))}
      {isOpen && (
        <Paper withBorder p="md" component="section" aria-label={t('regimes.kinds.drawback')} className="no-print">
          <Title order={2} size="h4" mb="sm">
            {t('regimes.kinds.drawback')}
          </Title>
          <Text mb="sm">{t('regimes.reExported')}</Text>
          {claim.isError && <Failure failure={claim.error} />}
          <Group>
            <Button variant="default" loading={claim.isPending} onClick={() => claim.mutate({ exportMrn: mrn })}>
              {t('regimes.claim')}
            </Button>
          </Group>
        </Paper>
      )}
    </Stack>
  )
}
