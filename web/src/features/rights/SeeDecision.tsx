import type { AdverseDecisionAnswer } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDecision } from '../../api/decisions.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { ActOnDecision } from './ActOnDecision.tsx'
import { DaysLeft } from './DaysLeft.tsx'
import { Steps } from './Steps.tsx'

/** A decision against somebody, as a letter on the screen: why, on which law, how long it may be questioned, and what followed. */
export function SeeDecision() {
  const { state = '', number = '' } = useParams({ strict: false })
  const decision = useDecision(state, number)
  if (decision.isError) return <Failure failure={decision.error} retry={() => decision.refetch()} />
  if (decision.data === undefined) return <Skeleton height={320} />
  return <Decision state={state} decision={decision.data} />
}

function Decision({ state, decision }: { readonly state: string; readonly decision: AdverseDecisionAnswer }) {
  const { t, i18n } = useTranslation()
  const { number, kind, status, mrn, items, decidedOn, facts, reasons, amount, remedies, steps, answerBy, onSecurity, carriedOut } =
    decision
  return (
    <Stack gap="lg">
      <div>
        <Text ff="monospace" c="dimmed">
          {number}
        </Text>
        <Title order={1} size="h2">
          {t(`rights.kind.${kind}`)}
        </Title>
        <Text>
          {writeDay(decidedOn, i18n.language)}. {t(`rights.status.${status}`)}
          {carriedOut && ` ${t('rights.carriedOut')}`}
          {onSecurity && ` ${t('rights.onSecurity')}`}
        </Text>
        <Text>
          <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace">
            {mrn}
          </Anchor>
          {items !== undefined && ` (${t('rights.items', { items: items.join(', ') })})`}
        </Text>
      </div>
      <Group className="no-print">
        <Button component="a" href={`/${state}${decision.letter}`} target="_blank" variant="default">
          {t('rights.letter')}
        </Button>
        {kind === 'seizure' && (
          <Button component={Link} to={`/${state}/seizures/${number}`} variant="default">
            {t('seizure.chain')}
          </Button>
        )}
      </Group>

      <Paper withBorder p="md" component="section" aria-label={t('rights.why')}>
        <Title order={2} size="h4" mb="sm">
          {t('rights.why')}
        </Title>
        {amount !== undefined && (
          <Text mb="sm">
            {t(kind === 'refused-refund' ? 'rights.notPaidBack' : 'rights.costs')}{' '}
            <Amount amount={amount.amount} currency={amount.currency} strong />
          </Text>
        )}
        {facts !== undefined && <Text mb="sm">{facts}</Text>}
        {reasons.map(({ text, legalBasis }) => (
          <div key={text}>
            <Text>{text}</Text>
            <Text size="sm" c="dimmed" mb="sm">
              {t('rights.basis', { law: legalBasis })}
            </Text>
          </div>
        ))}
      </Paper>

      {(remedies.length > 0 || answerBy !== undefined) && (
        <Paper withBorder p="md" component="section" aria-label={t('rights.time')}>
          <Title order={2} size="h4" mb="sm">
            {t('rights.time')}
          </Title>
          <Stack gap="md">
            {remedies.map(remedy => (
              <DaysLeft
                key={remedy.remedy}
                label={t(`rights.remedy.${remedy.remedy}`)}
                from={steps.findLast(each => each.step === 'outcome')?.on ?? decidedOn}
                today={decision.today}
                until={remedy.until}
                who={[remedy.authority, remedy.legalRef].filter(part => part !== undefined).join(', ')}
              />
            ))}
            {answerBy !== undefined && (
              <DaysLeft
                label={t('rights.customsAnswers')}
                from={steps.findLast(each => each.step === 'request')?.on ?? decidedOn}
                today={decision.today}
                until={answerBy}
                who=""
              />
            )}
          </Stack>
        </Paper>
      )}

      <ActOnDecision state={state} decision={decision} />

      {steps.length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={t('rights.steps')}>
          <Title order={2} size="h4" mb="sm">
            {t('rights.steps')}
          </Title>
          <Steps state={state} steps={steps} />
        </Paper>
      )}
    </Stack>
  )
}
