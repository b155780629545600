import type { RegisterEntryAnswer } from '@lintas/contract'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useDecideEntry, useWatchList } from '../../api/watch-list.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { AcrossBorders } from './AcrossBorders.tsx'
import { ProposeEntry } from './ProposeEntry.tsx'

/** Parties, containers and addresses that customs watches. What resembles one is a hint to officers, never to a trader. */
export function WatchList() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const list = useWatchList(state)
  const decide = useDecideEntry(state)
  const session = useSession(state)
  const mayDecide = session.data?.permissions.includes('risk.approve-entry') === true
  const me = session.data?.accountId

  /** What may be done about an entry, by whom: nobody decides on the own word. */
  function actsOn({ id, status, proposedBy, endingProposedBy }: RegisterEntryAnswer) {
    const button = (text: string, act: Parameters<typeof decide.mutate>[0]) => (
      <Button size="xs" variant="default" loading={decide.isPending && decide.variables.id === id} onClick={() => decide.mutate(act)}>
        {t(text)}
      </Button>
    )
    if (status === 'proposed' && mayDecide && proposedBy !== me)
      return button('watchList.approve', { id, act: 'approval', json: { decision: 'approved' } })
    if (status === 'ending' && mayDecide && endingProposedBy !== me) return button('watchList.agree', { id, act: 'ending/approval' })
    return status === 'approved' ? button('watchList.end', { id, act: 'ending', json: { reason: t('watchList.noLonger') } }) : null
  }

  return (
    <Stack className="wide" gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('watchList.title')}
        </Title>
        <Text>{t('watchList.about')}</Text>
      </div>
      <ProposeEntry state={state} />
      {decide.isError && <Failure failure={decide.error} />}
      <AskedTable
        title={t('watchList.entries')}
        none={t('watchList.none')}
        asked={list}
        rowsOf={({ items }) => items}
        keyOf={each => each.id}
        columns={[
          { name: t('watchList.what'), show: each => t(`watchList.register.${each.register}`) },
          { name: t('watchList.text'), show: each => each.text },
          { name: t('watchList.source'), show: each => each.source },
          { name: t('profiles.field.owner'), show: each => each.owner },
          { name: t('profiles.field.runsUntilBefore'), show: each => writeDay(each.validTo, i18n.language) },
          { name: t('watchList.stands'), show: each => t(`watchList.status.${each.status}`) },
          { show: each => <Group>{actsOn(each)}</Group> },
        ]}
      />
      {list.data !== undefined && <AcrossBorders state={state} entries={list.data.items} />}
    </Stack>
  )
}
