import type { StandingAuthorisationAnswer } from '@lintas/contract'
import { Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStandingAct } from '../../api/time-sensitive.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface StandingCardProps {
  readonly state: string
  readonly authorisation: StandingAuthorisationAnswer
  readonly mayDecide: boolean
  readonly maySuspend: boolean
}

/** One standing authorisation: what it covers and how long, what was decided about it, and what an officer may decide next. */
export function StandingCard({ state, authorisation, mayDecide, maySuspend }: StandingCardProps) {
  const { t, i18n } = useTranslation()
  const { number, holder, kinds, codes, purpose, status, standing, validFrom, validTo, decisions } = authorisation
  const day = (text: string) => writeDay(text, i18n.language)
  const conditions = decisions.at(0)?.conditions
  const next = NEXT[status]
  return (
    <Paper withBorder p="md" component="article" aria-label={number}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {number}: {kinds.map(kind => t(`urgent.kind.${kind}`)).join(', ')}
        </Title>
        <Text>
          {holder}, {t(`urgent.standing.${standing}`)}. {t('urgent.period', { from: day(validFrom), to: day(validTo) })}
          {codes.length > 0 && ` ${t('urgent.codes')}: ${codes.join(', ')}.`}
        </Text>
        <Text>{purpose}</Text>
        {conditions !== undefined && (
          <Text>
            {t('urgent.conditions')}: {conditions}
          </Text>
        )}
        {decisions.map(({ decision, reasons, at }) => (
          <Text key={at} size="sm">
            {day(at.slice(0, 10))}: {t(`urgent.decision.${decision}`)}{' '}
            {reasons.map(({ text, legalBasis }) => (legalBasis === '' ? text : `${text} (${legalBasis})`)).join(' ')}
          </Text>
        ))}
        {status === 'applied' && mayDecide && <Act state={state} number={number} what="decision" choices={['granted', 'refused']} />}
        {next !== undefined && maySuspend && <Act state={state} number={number} what="standing" choices={next} />}
      </Stack>
    </Paper>
  )
}

/** What a supervisor may make of an authorisation as it was decided. */
const NEXT: Readonly<Partial<Record<StandingAuthorisationAnswer['status'], readonly string[]>>> = {
  granted: ['suspended', 'revoked'],
  suspended: ['granted', 'revoked'],
}

interface ActProps {
  readonly state: string
  readonly number: string
  readonly what: 'decision' | 'standing'
  readonly choices: readonly string[]
}

/** An officer's word, with its reason and the law it rests on; the node refuses one that needs reasons without them. */
function Act({ state, number, what, choices }: ActProps) {
  const { t } = useTranslation()
  const act = useStandingAct(state)
  const [conditions, setConditions] = useState('')
  const [text, setText] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const send = (choice: string) => {
    const reasons = text.trim() === '' ? [] : [{ text, legalBasis }]
    const terms = choice !== 'granted' || what === 'standing' || conditions.trim() === '' ? {} : { conditions }
    act.mutate({ path: `/${encodeURIComponent(number)}/${what}`, body: { [what]: choice, reasons, ...terms } })
  }
  return (
    <>
      {act.isError && <Failure failure={act.error} />}
      {what === 'decision' && (
        <Textarea
          label={t('urgent.conditions')}
          value={conditions}
          maxLength={2000}
          onChange={event => setConditions(event.currentTarget.value)}
        />
      )}
      <Group grow preventGrowOverflow={false}>
        <TextInput label={t('money.text')} value={text} maxLength={2000} onChange={event => setText(event.currentTarget.value)} />
        <TextInput label={t('money.law')} value={legalBasis} maxLength={200} onChange={event => setLegalBasis(event.currentTarget.value)} />
      </Group>
      <Group>
        {choices.map((choice, index) => (
          <Button key={choice} variant={index === 0 ? 'filled' : 'default'} loading={act.isPending} onClick={() => send(choice)}>
            {t(`urgent.act.${what === 'standing' && choice === 'granted' ? 'restored' : choice}`)}
          </Button>
        ))}
      </Group>
    </>
  )
}
