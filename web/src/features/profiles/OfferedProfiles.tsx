import type { OfferedProfileAnswer } from '@lintas/contract'
import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActOnOffers, useOfferedProfiles } from '../../api/profiles.ts'
import { useSession } from '../../api/session.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { DraftOffered } from './DraftOffered.tsx'

/** Profiles that other states offer. None runs: an officer makes a draft of one, which is tried and approved like every other. */
export function OfferedProfiles({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const offered = useOfferedProfiles(state)
  const act = useActOnOffers(state)
  const permissions = useSession(state).data?.permissions ?? []
  const [drafting, setDrafting] = useState<OfferedProfileAnswer>()
  return (
    <Stack gap="sm">
      {act.isError && <Failure failure={act.error} />}
      <AskedTable
        title={t('offers.offered.title')}
        none={t('offers.offered.none')}
        asked={offered}
        rowsOf={({ items }) => items}
        keyOf={each => `${each.from} ${each.id}`}
        columns={[
          { name: t('offers.from'), show: each => each.from },
          {
            name: t('offers.question'),
            show: ({ offered: said }) =>
              said === undefined ? (
                ''
              ) : (
                <>
                  <Text size="sm">{said.reason}</Text>
                  <Code style={{ overflowWrap: 'anywhere' }}>{said.expression}</Code>
                  {said.note !== undefined && <Text size="sm">{said.note}</Text>}
                </>
              ),
          },
          {
            name: t('profiles.field.runsUntilBefore'),
            show: each => (each.offered === undefined ? '' : writeDay(each.offered.validTo, i18n.language)),
          },
          {
            name: t('offers.stands'),
            show: ({ status, drafted, withdrawal, refusal }) => (
              <>
                <Text size="sm">{t(`offers.offered.${status}`)}</Text>
                {drafted !== undefined && <Text size="sm">{t('profiles.version', { id: drafted.profile, version: drafted.version })}</Text>}
                {(withdrawal ?? refusal) !== undefined && <Text size="sm">{withdrawal ?? refusal}</Text>}
              </>
            ),
          },
          {
            show: each =>
              each.status === 'received' && (
                <Group gap="xs">
                  {permissions.includes('risk.propose-profile') && (
                    <Button size="xs" variant="default" onClick={() => setDrafting(each)}>
                      {t('offers.draft')}
                    </Button>
                  )}
                  {permissions.includes('risk.decide-indicator') && (
                    <Button
                      size="xs"
                      variant="default"
                      loading={act.isPending}
                      onClick={() => act.mutate({ act: 'refuse', from: each.from, offer: each.id, reason: t('offers.refusedHere') })}
                    >
                      {t('offers.refuse')}
                    </Button>
                  )}
                </Group>
              ),
          },
        ]}
      >
        <Text>{t('offers.offered.about')}</Text>
      </AskedTable>
      {drafting?.offered !== undefined && (
        <DraftOffered
          key={drafting.id}
          state={state}
          offer={drafting}
          offered={drafting.offered}
          act={act}
          onDone={() => setDrafting(undefined)}
        />
      )}
    </Stack>
  )
}
