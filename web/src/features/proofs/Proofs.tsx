import { Anchor, Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProof, useProofs } from '../../api/proofs.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { ApplyForProof } from './ApplyForProof.tsx'
import { Proof } from './Proof.tsx'

/** Proofs of origin: exporters apply and follow theirs, officers decide on all. */
export function Proofs() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const permissions = useSession(state).data?.permissions ?? []
  const [chosen, setChosen] = useState<string>()
  const proofs = useProofs(state)
  const proof = useProof(state, chosen)
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('proofs.title')}</Title>
        <Text>{t('proofs.about')}</Text>
      </div>
      {permissions.includes('proofs.apply') && <ApplyForProof state={state} />}
      {proofs.isError && <Failure failure={proofs.error} retry={() => proofs.refetch()} />}
      {proofs.isPending && <Skeleton height={160} />}
      {proofs.isSuccess && (
        <TableSection
          title={t('proofs.list')}
          none={t('proofs.none')}
          rows={proofs.data.items}
          keyOf={each => each.id}
          columns={[
            { name: t('proofs.number'), show: each => each.number ?? t('proofs.notYet') },
            { name: t('proofs.status'), show: each => t(`proofs.stands.${each.status}`) },
            { name: t('proofs.exporter'), show: each => `${each.exporter} (${each.issuingState})` },
            { name: t('proofs.consignee'), show: each => `${each.consignee} (${each.importingState})` },
            { name: t('proofs.validTo'), show: each => (each.validTo === undefined ? '' : writeDay(each.validTo, i18n.language)) },
            {
              show: each => (
                <Button size="compact-sm" variant="default" onClick={() => setChosen(each.id)}>
                  {t('proofs.show')}
                </Button>
              ),
            },
          ]}
        >
          <Anchor href={`/${state}/api/v1/proofs.csv`}>{t('proofs.csv')}</Anchor>
        </TableSection>
      )}
      {proof.isError && <Failure failure={proof.error} retry={() => proof.refetch()} />}
      {proof.isSuccess && <Proof key={proof.data.id} state={state} proof={proof.data} />}
    </Stack>
  )
}
