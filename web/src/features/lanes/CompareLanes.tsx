import { MEASURE_DIRECTIONS } from '@lintas/customs/permits'
import { LANE_SHARES, type LaneShare } from '@lintas/customs/rulings'
import { Anchor, Group, Select, Skeleton, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LanesAsked, lanesQuery, useLanes } from '../../api/lanes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Pages } from '../../ui/Pages.tsx'
import { LaneDifferences } from './LaneDifferences.tsx'
import { LaneFigures } from './LaneFigures.tsx'
import { ShareMap } from './ShareMap.tsx'

const FIRST: LanesAsked = { direction: 'import', digits: '6', months: '3', code: '', differing: false }

/** Which lanes declarations of like goods get in the states of the region, for officers: a map of shares, what differs beyond chance, the figures, their CSV. */
export function CompareLanes() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [asked, setAsked] = useState(FIRST)
  const [share, setShare] = useState<LaneShare>('held')
  const [trail, setTrail] = useState<readonly string[]>([''])
  const [chosen, setChosen] = useState('')
  const lanes = useLanes(state, asked, trail.at(-1) ?? '')
  const change = (changed: Partial<LanesAsked>) => {
    setAsked(before => ({ ...before, ...changed }))
    setTrail([''])
  }
  const { items = [], next, told = [], from, to, comparisons, differing, atLeast } = lanes.data ?? {}
  const shown = items.find(each => each.code === chosen) ?? items[0]
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('lanes.title')}</Title>
        <Text>{t('lanes.about', { declarations: atLeast?.declarations ?? 10, traders: atLeast?.traders ?? 3 })}</Text>
      </div>
      <Group align="flex-end">
        <Select
          label={t('lanes.direction')}
          data={MEASURE_DIRECTIONS.map(value => ({ value, label: t(`measures.direction.${value}`) }))}
          value={asked.direction}
          onChange={value => change({ direction: value ?? 'import' })}
          allowDeselect={false}
        />
        <Select
          label={t('lanes.digits')}
          data={['6', '8'].map(value => ({ value, label: t(`lanes.digitsOf.${value}`) }))}
          value={asked.digits}
          onChange={value => change({ digits: value ?? '6' })}
          allowDeselect={false}
        />
        <Select
          label={t('lanes.months')}
          data={['1', '3', '6', '12']}
          value={asked.months}
          onChange={value => change({ months: value ?? '3' })}
          allowDeselect={false}
        />
        <TextInput
          label={t('lanes.code')}
          value={asked.code}
          onChange={event => change({ code: event.currentTarget.value.replace(/\D/g, '').slice(0, 8) })}
          inputMode="numeric"
        />
      </Group>
      <Group justify="space-between">
        <Switch
          label={t('lanes.differing')}
          checked={asked.differing}
          onChange={event => change({ differing: event.currentTarget.checked })}
        />
        <Anchor href={`/${state}/api/v1/divergences/lanes.csv?${lanesQuery(asked)}`}>CSV</Anchor>
      </Group>
      {lanes.isError && <Failure failure={lanes.error} retry={() => lanes.refetch()} />}
      {lanes.isPending && <Skeleton height={240} />}
      {lanes.isSuccess && (
        <Text size="sm">
          {t('lanes.period', { from, to, comparisons, differing })}{' '}
          {told.length > 0 && t('lanes.told', { states: told.map(each => `${each.state} ${each.on}`).join(', ') })}
        </Text>
      )}
      {lanes.isSuccess && items.length === 0 && <Text role="status">{t('lanes.none')}</Text>}
      {items.length > 0 && (
        <>
          <Select
            label={t('lanes.share')}
            value={share}
            onChange={value => setShare(LANE_SHARES.find(each => each === value) ?? 'held')}
            data={LANE_SHARES.map(value => ({ value, label: t(`lanes.shares.${value}`) }))}
            allowDeselect={false}
            maw={360}
          />
          <ShareMap items={items} share={share} choose={setChosen} />
          <LaneDifferences items={items} />
          {shown !== undefined && <LaneFigures state={state} goods={shown} />}
        </>
      )}
      <Pages trail={trail} next={next} turn={setTrail} />
    </Stack>
  )
}
