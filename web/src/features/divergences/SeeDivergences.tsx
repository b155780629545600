import type { DivergenceAnswer } from '@lintas/contract'
import { DIVERGENCE_STANDINGS } from '@lintas/customs/rulings'
import { Anchor, Group, Paper, Select, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDivergences } from '../../api/divergences.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CloseDivergence } from './CloseDivergence.tsx'
import { Sides } from './Sides.tsx'

/** Like goods that have different codes, here or here and in another state: both sides beside each other. Everybody reads it. */
export function SeeDivergences() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [standing, setStanding] = useState('open')
  const asked = useDivergences(state, standing)
  const mayClose = useSession(state).data?.permissions.includes('rulings.close-divergence') === true
  const standings = [...DIVERGENCE_STANDINGS, ''].map(value => ({
    value,
    label: t(`divergences.standings.${value === '' ? 'all' : value}`),
  }))
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('divergences.title')}</Title>
        <Text>{t('divergences.about')}</Text>
      </div>
      <Group align="flex-end">
        <Select
          label={t('divergences.standing')}
          data={standings}
          value={standing}
          onChange={each => setStanding(each ?? '')}
          allowDeselect={false}
        />
        <Anchor href={`/${state}/api/v1/divergences.csv${standing === '' ? '' : `?standing=${standing}`}`}>CSV</Anchor>
      </Group>
      {asked.isError && <Failure failure={asked.error} retry={() => asked.refetch()} />}
      {asked.isPending && <Skeleton height={160} />}
      {asked.data?.items.length === 0 && <Text>{t('divergences.none')}</Text>}
      {asked.data?.items.map(each => (
        <Card key={each.number} state={state} divergence={each} mayClose={mayClose} />
      ))}
    </Stack>
  )
}

interface CardProps {
  readonly state: string
  readonly divergence: DivergenceAnswer
  readonly mayClose: boolean
}

function Card({ state, divergence, mayClose }: CardProps) {
  const { t, i18n } = useTranslation()
  const { number, words, standing, positions, openedOn, closedOn, reason } = divergence
  const day = (on: string) => writeDay(on, i18n.language)
  return (
    <Paper component="section" withBorder p="md" aria-label={words}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {words}
          </Title>
          <Text size="sm">
            {number}, {t('divergences.since', { day: day(openedOn) })}
            {closedOn !== undefined &&
              `; ${t('divergences.closed', { day: day(closedOn), reason: reason === 'agreed' ? t('divergences.agreed') : reason })}`}
          </Text>
        </div>
        <Sides state={state} positions={positions} />
        {mayClose && standing === 'open' && <CloseDivergence state={state} number={number} />}
      </Stack>
    </Paper>
  )
}
