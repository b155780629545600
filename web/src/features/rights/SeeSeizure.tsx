import type { SeizureAnswer } from '@lintas/contract'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, TextInput, Timeline, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeizure, useSeizureAct } from '../../api/seizures.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'
import { writeInstant } from '../../ui/When.tsx'

/** Seized goods, and who answered for them from hand to hand. */
export function SeeSeizure() {
  const { state = '', number = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const seizure = useSeizure(state, number)
  const code = parseState(state)
  if (seizure.isError) return <Failure failure={seizure.error} retry={() => seizure.refetch()} />
  if (seizure.data === undefined || code === undefined) return <Skeleton height={240} />
  const { mrn, state: stands, description, packages, chain } = seizure.data
  const { timeZone } = STATE_FACTS[code]
  return (
    <Stack gap="lg">
      <div>
        <Anchor component={Link} to={`/${state}/decisions/${number}`} ff="monospace">
          {number}
        </Anchor>
        <Title order={1} size="h2">
          {t(`seizure.state.${stands}`)}
        </Title>
        <Text>
          {description}
          {packages !== undefined && `, ${t('seizure.packages', { count: packages })}`}
        </Text>
        <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace">
          {mrn}
        </Anchor>
      </div>
      <Paper withBorder p="md" component="section" aria-label={t('seizure.chain')}>
        <Title order={2} size="h4" mb="sm">
          {t('seizure.chain')}
        </Title>
        <Timeline active={chain.filter(each => each.takenAt !== undefined).length - 1} bulletSize={14}>
          {chain.map(({ number: link, holder, place, seal, note, givenAt, takenAt }) => (
            <Timeline.Item key={link} title={holder}>
              <Text size="sm">
                {place}
                {seal !== undefined && `, ${t('seizure.sealed', { seal })}`}
              </Text>
              {note !== undefined && <Text size="sm">{note}</Text>}
              <Text size="sm" c="dimmed">
                {t('seizure.offered', { when: writeInstant(givenAt, timeZone, i18n.language) })}{' '}
                {takenAt === undefined
                  ? t('seizure.untaken')
                  : t('seizure.taken', { when: writeInstant(takenAt, timeZone, i18n.language) })}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      </Paper>
      <Acts state={state} seizure={seizure.data} />
    </Stack>
  )
}

function Acts({ state, seizure }: { readonly state: string; readonly seizure: SeizureAnswer }) {
  const { t } = useTranslation()
  const act = useSeizureAct(state, seizure.number)
  const [holder, setHolder] = useState('')
  const [place, setPlace] = useState('')
  const [seal, setSeal] = useState('')
  const reason = useReason()
  const { acts } = seizure
  if (acts.length === 0) return null
  return (
    <Paper withBorder p="md" component="section" aria-label={t('rights.acts')} className="no-print">
      <Stack>
        <Title order={2} size="h4">
          {t('rights.acts')}
        </Title>
        {act.isError && <Failure failure={act.error} />}
        {acts.includes('receive') && (
          <Group>
            <Button loading={act.isPending} onClick={() => act.mutate({ path: 'receipt' })}>
              {t('seizure.receive')}
            </Button>
            <Text size="sm">{t('seizure.receiveAbout')}</Text>
          </Group>
        )}
        {acts.includes('hand-over') && (
          <Stack gap="sm">
            <Group grow preventGrowOverflow={false}>
              <TextInput label={t('seizure.to')} value={holder} maxLength={140} onChange={event => setHolder(event.currentTarget.value)} />
              <TextInput label={t('seizure.place')} value={place} maxLength={140} onChange={event => setPlace(event.currentTarget.value)} />
              <TextInput label={t('seizure.seal')} value={seal} maxLength={140} onChange={event => setSeal(event.currentTarget.value)} />
            </Group>
            <Group>
              <Button
                variant="default"
                disabled={holder.trim().length < 2 || place.trim().length < 2}
                loading={act.isPending}
                onClick={() => act.mutate({ path: 'handovers', body: { holder, place, ...(seal.trim().length < 2 ? {} : { seal }) } })}
              >
                {t('seizure.handOver')}
              </Button>
            </Group>
          </Stack>
        )}
        {acts.includes('forfeit') && (
          <Stack gap="sm">
            <ReasonFields reason={reason} />
            <Group>
              <Button
                variant="default"
                disabled={!reason.isWhole}
                loading={act.isPending}
                onClick={() => act.mutate({ path: 'forfeiture', body: { reasons: reason.reasons } })}
              >
                {t('seizure.forfeit')}
              </Button>
              <Text size="sm">{t('seizure.forfeitAbout')}</Text>
            </Group>
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}
