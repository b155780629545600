import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActOnOffers, useProfileOffers, useRunningProfiles } from '../../api/profiles.ts'
import { useSession } from '../../api/session.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { OfferProfile } from './OfferProfile.tsx'

/** Profiles offered to other states, and a way to offer one that runs: by a supervisor who did not propose it. */
export function OfferProfiles({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const offers = useProfileOffers(state)
  const running = useRunningProfiles(state)
  const act = useActOnOffers(state)
  const session = useSession(state).data
  const mayShare = session?.permissions.includes('risk.share-profile') === true
  const [isOffering, setIsOffering] = useState(false)
  const own = running.data?.items.filter(each => each.proposedBy !== session?.accountId) ?? []
  return (
    <Stack gap="sm">
      {act.isError && <Failure failure={act.error} />}
      <AskedTable
        title={t('offers.offers.title')}
        none={t('offers.offers.none')}
        asked={offers}
        rowsOf={({ items }) => items}
        keyOf={each => each.id}
        columns={[
          { name: t('offers.profile'), show: each => t('profiles.version', { id: each.profile, version: each.version }) },
          { name: t('watchList.shares.to'), show: each => each.to },
          { name: t('offers.stands'), show: each => t(`watchList.shares.${each.status}`) },
          {
            show: ({ id, status }) =>
              mayShare &&
              (status === 'sent' || status === 'received') && (
                <Button
                  size="xs"
                  variant="default"
                  loading={act.isPending}
                  onClick={() => act.mutate({ act: 'withdraw', id, reason: t('watchList.noLonger') })}
                >
                  {t('watchList.shares.withdraw')}
                </Button>
              ),
          },
        ]}
      >
        {mayShare && own.length > 0 && !isOffering && (
          <Group>
            <Button variant="default" onClick={() => setIsOffering(true)}>
              {t('offers.offer')}
            </Button>
          </Group>
        )}
        {isOffering && <OfferProfile state={state} profiles={own} act={act} onDone={() => setIsOffering(false)} />}
      </AskedTable>
    </Stack>
  )
}
