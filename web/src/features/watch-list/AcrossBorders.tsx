import type { RegisterEntryAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useActOnIndicators, useSharedIndicators, useShares } from '../../api/watch-list.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { ShareEntry } from './ShareEntry.tsx'

interface AcrossBordersProps {
  readonly state: string
  readonly entries: readonly RegisterEntryAnswer[]
}

/** What is told to other states of what is watched here, and what they tell: a supervisor's word on either side. */
export function AcrossBorders({ state, entries }: AcrossBordersProps) {
  const { t, i18n } = useTranslation()
  const shares = useShares(state)
  const shared = useSharedIndicators(state)
  const act = useActOnIndicators(state)
  const session = useSession(state).data
  const permissions = session?.permissions ?? []
  const [isSharing, setIsSharing] = useState(false)
  const mayShare = permissions.includes('risk.share-entry')
  const running = entries.filter(each => each.status === 'approved' && each.proposedBy !== session?.accountId)
  const named = new Map(entries.map(each => [each.id, each.text]))
  const button = (text: string, wish: Parameters<typeof act.mutate>[0]) => (
    <Button size="xs" variant="default" loading={act.isPending && act.variables === wish} onClick={() => act.mutate(wish)}>
      {t(text)}
    </Button>
  )
  const day = (on: string | undefined) => (on === undefined ? '' : writeDay(on, i18n.language))
  return (
    <Stack gap="lg">
      {act.isError && <Failure failure={act.error} />}
      <AskedTable
        title={t('watchList.shared.title')}
        none={t('watchList.shared.none')}
        asked={shared}
        rowsOf={({ items }) => items}
        keyOf={each => `${each.from} ${each.id}`}
        columns={[
          { name: t('watchList.shared.from'), show: each => each.from },
          { name: t('watchList.what'), show: each => (each.register === undefined ? '' : t(`watchList.register.${each.register}`)) },
          { name: t('watchList.shared.why'), show: each => (each.reason === undefined ? '' : t(`watchList.reason.${each.reason}`)) },
          { name: t('watchList.note'), show: each => each.note ?? '' },
          { name: t('profiles.field.runsUntilBefore'), show: each => day(each.validTo) },
          { name: t('watchList.stands'), show: each => t(`watchList.shared.${each.status}`) },
          {
            show: ({ id, from, status }) =>
              permissions.includes('risk.decide-indicator') ? (
                <Group gap="xs" wrap="nowrap">
                  {status === 'received' && button('watchList.shared.use', { act: 'use', id, from })}
                  {(status === 'received' || status === 'in-use') &&
                    button('watchList.shared.refuse', { act: 'refuse', id, from, reason: t('watchList.shared.refusedHere') })}
                </Group>
              ) : (
                ''
              ),
          },
        ]}
      >
        <Text>{t('watchList.shared.about')}</Text>
      </AskedTable>
      <AskedTable
        title={t('watchList.shares.title')}
        none={t('watchList.shares.none')}
        asked={shares}
        rowsOf={({ items }) => items}
        keyOf={each => each.id}
        columns={[
          { name: t('watchList.text'), show: each => named.get(each.entry) ?? '' },
          { name: t('watchList.shares.to'), show: each => each.to },
          { name: t('watchList.shared.why'), show: each => t(`watchList.reason.${each.reason}`) },
          { name: t('profiles.field.runsUntilBefore'), show: each => day(each.validTo) },
          { name: t('watchList.stands'), show: each => t(`watchList.shares.${each.status}`) },
          {
            show: ({ id, status }) =>
              mayShare && (status === 'sent' || status === 'received')
                ? button('watchList.shares.withdraw', { act: 'withdraw', id, reason: t('watchList.noLonger') })
                : '',
          },
        ]}
      >
        {mayShare && running.length > 0 && !isSharing && (
          <Group>
            <Button variant="default" onClick={() => setIsSharing(true)}>
              {t('watchList.shares.share')}
            </Button>
          </Group>
        )}
        {isSharing && <ShareEntry state={state} entries={running} act={act} onDone={() => setIsSharing(false)} />}
      </AskedTable>
    </Stack>
  )
}
