import type { ProofAnswer } from '@lintas/contract'
import { Anchor, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProofAct } from '../../api/proofs.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'
import { TableSection } from '../../ui/TableSection.tsx'

/** Declarations that a proof gave preference before it was denied: an officer decides on all of them, or on some, in one act. Nothing where there are none. */
export function Undecided({ state, proof }: { readonly state: string; readonly proof: ProofAnswer }) {
  const { t } = useTranslation()
  const permissions: readonly string[] = useSession(state).data?.permissions ?? []
  const act = useProofAct(state, proof.id)
  const { undecided = [] } = proof
  const [left, setLeft] = useState<readonly string[]>([])
  const [hearUntil, setHearUntil] = useState('')
  const reason = useReason()
  if (undecided.length === 0 || !permissions.includes('proofs.verify')) return null
  const chosen = undecided.map(each => each.mrn).filter(each => !left.includes(each))
  const body = {
    ...(left.length === 0 ? {} : { declarations: chosen }),
    reasons: reason.reasons,
    ...(hearUntil === '' ? {} : { hearUntil }),
  }
  return (
    <Stack gap="xs" component="section" aria-label={t('verification.undecided')}>
      <TableSection
        inCard
        title={t('verification.undecided')}
        none=""
        rows={undecided}
        keyOf={each => each.mrn}
        columns={[
          {
            name: t('verification.choose'),
            show: ({ mrn }) => (
              <Checkbox
                aria-label={t('verification.chooseOne', { mrn })}
                checked={!left.includes(mrn)}
                onChange={event => setLeft(event.currentTarget.checked ? left.filter(each => each !== mrn) : [...left, mrn])}
              />
            ),
          },
          {
            name: t('verification.declaration'),
            show: each => (
              <Anchor component={Link} to={`/${state}/declarations/${each.mrn}`} ff="monospace" size="sm">
                {each.mrn}
              </Anchor>
            ),
          },
          { name: t('verification.items'), show: each => each.items.join(', ') },
          { name: t('verification.status'), show: each => t(`status.${each.status as 'released'}`) },
        ]}
      />
      <Text size="sm">{t('verification.undecidedAbout')}</Text>
      <ReasonFields reason={reason} />
      <TextInput
        type="date"
        label={t('verification.day.reasons')}
        value={hearUntil}
        onChange={event => setHearUntil(event.currentTarget.value)}
      />
      <Group>
        <Button
          loading={act.isPending}
          disabled={!reason.isWhole || chosen.length === 0}
          onClick={() => act.mutate({ path: 'denial/declarations', body })}
        >
          {t('verification.denyDrawn')}
        </Button>
      </Group>
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}
