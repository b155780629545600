import type { WatchAlert, WatchList } from '@lintas/contract'
import { Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddWatchList, useEndWatchList, useWatchAlerts, useWatchLists } from '../../api/watch.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { ChooseCode } from './ChooseCode.tsx'
import { readCodes } from './read-codes.ts'

/** The codes one watches, and what changed for them: the own ones alone. */
export function WatchCodes() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const lists = useWatchLists(state)
  const alerts = useWatchAlerts(state)
  const add = useAddWatchList(state)
  const end = useEndWatchList(state)
  const codes = readCodes(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ name, codes }, { onSuccess: () => [setName(''), setText('')] })
  }
  const whatOf = (alert: WatchAlert) => (alert.successors === undefined ? changeOf(alert) : replacedOf(alert, alert.successors))
  const replacedOf = ({ what, codes, about }: WatchAlert, successors: readonly string[]) =>
    t(`watch.${what === 'moved' ? 'moved' : 'asked'}`, { code: codes.join(', '), successors: successors.join(', '), about })
  const changeOf = ({ subject, about, what }: WatchAlert) =>
    `${t(`watch.subject.${subject}`)}: ${subject === 'quota' || subject === 'ruling' ? t(`watch.${subject}.${what}`) : t(`law.kinds.${what}`, '')} ${about}`
  const undecided = lists.data?.items.flatMap(list => list.undecided.map(asked => ({ list, asked }))) ?? []
  const codesOf = (list: WatchList) => (
    <>
      {list.codes.join(', ')}
      {list.undecided.length > 0 && (
        <Text size="sm" fw={600}>
          {t('watch.toDecide', { codes: list.undecided.map(each => each.code).join(', ') })}
        </Text>
      )}
      {list.decided.map(({ code, chosen = [], correlation, chosenAt = '', reason }) => (
        <Text key={`${code} ${chosenAt}`} size="sm">
          {t('watch.chose', {
            code,
            chosen: chosen.join(', '),
            table: correlation,
            day: writeDay(chosenAt.slice(0, 10), i18n.language),
          })}
          {reason !== undefined && `: ${reason}`}
        </Text>
      ))}
    </>
  )
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('watch.title')}</Title>
        <Text>{t('watch.about')}</Text>
      </div>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput label={t('watch.name')} value={name} onChange={event => setName(event.currentTarget.value)} required />
          <TextInput label={t('watch.codes')} value={text} onChange={event => setText(event.currentTarget.value)} required miw={260} />
          <Button type="submit" loading={add.isPending}>
            {t('watch.add')}
          </Button>
        </Group>
      </form>
      {add.isError && <Failure failure={add.error} />}
      {end.isError && <Failure failure={end.error} />}
      {lists.isError && <Failure failure={lists.error} retry={() => lists.refetch()} />}
      {alerts.isError && <Failure failure={alerts.error} retry={() => alerts.refetch()} />}
      {(lists.isPending || alerts.isPending) && <Skeleton height={160} />}
      {alerts.isSuccess && (
        <TableSection
          title={t('watch.alerts')}
          none={t('watch.noAlerts')}
          rows={alerts.data.items}
          keyOf={each => each.id}
          columns={[
            { name: t('watch.on'), show: each => writeDay(each.at.slice(0, 10), i18n.language) },
            { name: t('watch.list'), show: each => each.list.name },
            { name: t('watch.what'), show: whatOf },
            { name: t('watch.codes'), show: each => each.codes.join(', ') },
          ]}
        />
      )}
      {undecided.length > 0 && (
        <Stack component="section" gap="sm">
          <Title order={2}>{t('watch.toChoose')}</Title>
          {undecided.map(({ list, asked }) => (
            <ChooseCode key={`${list.id} ${asked.code}`} state={state} list={list} asked={asked} />
          ))}
        </Stack>
      )}
      {lists.isSuccess && (
        <TableSection
          title={t('watch.lists')}
          none={t('watch.noLists')}
          rows={lists.data.items}
          keyOf={each => each.id}
          columns={[
            { name: t('watch.list'), show: each => each.name },
            { name: t('watch.codes'), show: codesOf },
            {
              name: '',
              show: each => (
                <Button
                  variant="default"
                  size="xs"
                  loading={end.isPending && end.variables === each.id}
                  onClick={() => end.mutate(each.id)}
                >
                  {t('watch.end')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Stack>
  )
}
