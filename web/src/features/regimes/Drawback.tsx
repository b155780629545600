import type { DrawbackClaim } from '@lintas/contract'
import { Button, Fieldset, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClaimDrawback, useDecideClaim } from '../../api/regimes.ts'
import { Amount } from '../../ui/Amount.tsx'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from './Field.tsx'
import { Reasons } from './Reasons.tsx'

/** A holder claims back the duty of imported materials that left in an export. */
export function ClaimDrawback({ state, authorisation }: { readonly state: string; readonly authorisation: string }) {
  const { t } = useTranslation()
  const claim = useClaimDrawback(state)
  const [exportMrn, setExportMrn] = useState('')
  const [imports, setImports] = useState('')
  return (
    <form
      className="no-print"
      onSubmit={event => {
        event.preventDefault()
        const mrns = imports.split(/[\s,]+/).filter(each => each !== '')
        claim.mutate({ authorisation, exportMrn: exportMrn.trim(), imports: mrns }, { onSuccess: () => setImports('') })
      }}
    >
      <Fieldset legend={t('regimes.claim')}>
        <Stack gap="xs">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Field label={t('regimes.exportMrn')} value={exportMrn} set={setExportMrn} />
            <Field label={t('regimes.importMrns')} value={imports} set={setImports} />
          </SimpleGrid>
          {claim.isError && <Failure failure={claim.error} />}
          <Group>
            <Button type="submit" variant="default" loading={claim.isPending}>
              {t('regimes.claim')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}

interface ClaimCardProps {
  readonly state: string
  readonly claim: DrawbackClaim
  /** Its holder reads it, and waits. */
  readonly isMine: boolean
}

/** A claim with what it takes of each import; where it waits, an officer's word. */
export function ClaimCard({ state, claim, isMine }: ClaimCardProps) {
  const { t } = useTranslation()
  const decide = useDecideClaim(state, claim.id)
  const { exportMrn, currency, amount, lines, status, legalRef, holder } = claim
  return (
    <Paper withBorder p="md" component="section" aria-label={`${t('regimes.kinds.drawback')} ${exportMrn}`}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('regimes.kinds.drawback')} <Amount amount={amount} currency={currency} strong />
        </Title>
        <Text>
          {holder}, <DeclarationLink state={state} mrn={exportMrn} />: {t(`regimes.claimed.${status}`)}. {legalRef}
        </Text>
        {lines.map(line => (
          <Text key={`${line.exportItem} ${line.mrn} ${line.item} ${line.code}`}>
            <DeclarationLink state={state} mrn={line.mrn} />
            {`, ${line.item}: ${line.code} ${line.quantity} ${line.unit} `}
            <Amount amount={line.drawback} currency={currency} />
          </Text>
        ))}
        {status === 'claimed' && isMine && <Text>{t('regimes.waits')}</Text>}
        {status === 'claimed' && !isMine && (
          <>
            {decide.isError && <Failure failure={decide.error} />}
            <Reasons
              yes={t('regimes.establish')}
              no={t('money.refuse')}
              busy={decide.isPending}
              decide={(isYes, reasons) => decide.mutate({ decision: isYes ? 'approved' : 'refused', reasons })}
            />
          </>
        )}
      </Stack>
    </Paper>
  )
}
