import type { AdverseDecisionAnswer } from '@lintas/contract'
import { Button, Group, Paper, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecisionAct } from '../../api/decisions.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

interface ActOnDecisionProps {
  readonly state: string
  readonly decision: AdverseDecisionAnswer
}

const PATHS = { withdraw: 'withdrawal', protest: 'protest', secure: 'security', 'lift-hold': 'lifting' } as const

const DECIDING = { 'decide-review': 'review-outcome', 'decide-appeal': 'appeal-outcome', revoke: 'revocation' } as const

/** What may be done about a decision now, by whoever looks: ask, appeal, protest, give security; or decide on what was asked. */
export function ActOnDecision({ state, decision }: ActOnDecisionProps) {
  const { t } = useTranslation()
  const act = useDecisionAct(state, decision)
  const { acts } = decision
  if (acts.length === 0) return null
  const asking = acts.find(each => each === 'request-review' || each === 'appeal')
  const asked = acts.filter(each => each === 'request-review' || each === 'appeal')
  const deciding = acts.find(each => each === 'decide-review' || each === 'decide-appeal' || each === 'revoke')
  const plain = acts.filter((each): each is keyof typeof PATHS => each in PATHS)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('rights.acts')} className="no-print">
      <Title order={2} size="h4" mb="sm">
        {t('rights.acts')}
      </Title>
      <Stack>
        {act.isError && <Failure failure={act.error} />}
        {asking !== undefined && (
          <Ask
            acts={asked}
            busy={act.isPending}
            send={(which, grounds) => act.mutate({ path: which === 'appeal' ? 'appeal' : 'review-request', body: { grounds } })}
          />
        )}
        {deciding !== undefined && (
          <Decide
            items={decision.items}
            revoking={deciding === 'revoke'}
            busy={act.isPending}
            send={body => act.mutate({ path: DECIDING[deciding], body })}
          />
        )}
        {plain.map(each => (
          <Group key={each} align="center">
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ path: PATHS[each] })}>
              {t(`rights.act.${each}`)}
            </Button>
            <Text size="sm">{t(`rights.about.${each}`)}</Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}

interface AskProps {
  readonly acts: readonly ('request-review' | 'appeal' | string)[]
  readonly busy: boolean
  send(which: string, grounds: string): void
}

function Ask({ acts, busy, send }: AskProps) {
  const { t } = useTranslation()
  const [grounds, setGrounds] = useState('')
  const isWhole = grounds.trim().length >= 10
  return (
    <Stack gap="sm">
      <Textarea
        label={t('rights.grounds')}
        description={t('rights.groundsHint')}
        value={grounds}
        maxLength={4_000}
        autosize
        minRows={3}
        onChange={event => setGrounds(event.currentTarget.value)}
      />
      <Group>
        {acts.map((each, index) => (
          <Button
            key={each}
            variant={index === 0 ? 'filled' : 'default'}
            disabled={!isWhole}
            loading={busy}
            onClick={() => send(each, grounds)}
          >
            {t(`rights.act.${each}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

interface DecideProps {
  readonly items: readonly number[] | undefined
  /** Nobody asked: the decision is set aside of customs' own motion, or not at all. */
  readonly revoking: boolean
  readonly busy: boolean
  send(body: unknown): void
}

function Decide({ items, revoking, busy, send }: DecideProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState(revoking ? 'changed' : 'upheld')
  const reason = useReason()
  const [only, setOnly] = useState('')
  const chosen = only.split(/[\s,]+/).filter(part => /^\d+$/.test(part))
  const body = {
    ...(revoking ? {} : { outcome }),
    reasons: reason.reasons,
    ...(outcome === 'changed' && chosen.length > 0 ? { items: chosen.map(Number) } : {}),
  }
  return (
    <Stack gap="sm">
      {revoking && <Text size="sm">{t('rights.revokeAbout')}</Text>}
      {!revoking && (
        <Radio.Group label={t('rights.outcome')} value={outcome} onChange={setOutcome}>
          <Group mt="xs">
            <Radio value="upheld" label={t('rights.outcomes.upheld')} />
            <Radio value="changed" label={t('rights.outcomes.changed')} />
          </Group>
        </Radio.Group>
      )}
      {outcome === 'changed' && items !== undefined && items.length > 1 && (
        <TextInput
          label={t('rights.onlyItems', { items: items.join(', ') })}
          value={only}
          onChange={event => setOnly(event.currentTarget.value)}
        />
      )}
      <ReasonFields reason={reason} />
      <Group>
        <Button disabled={!reason.isWhole} loading={busy} onClick={() => send(body)}>
          {t(revoking ? 'rights.revoke' : 'rights.decide')}
        </Button>
      </Group>
    </Stack>
  )
}
