import type { CostOptionAnswer, CostRequest } from '@lintas/contract'
import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuote } from '../../api/cost.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { ChargeLines } from '../declaration/Bill.tsx'
import { useOptionName } from './option-name.ts'

interface OptionCardProps {
  readonly state: string
  readonly question: CostRequest
  readonly option: CostOptionAnswer
  readonly isFirst: boolean
}

/** One way to bring the goods in: what it comes to and requires; its layers unfold to base, rate and law. */
export function OptionCard({ state, question, option, isFirst }: OptionCardProps) {
  const { t } = useTranslation()
  const nameOf = useOptionName()
  const { requires, bill, missing } = option
  const isHad = bill !== undefined && missing.length === 0
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h4">
            {nameOf(option)}
          </Title>
          {isHad && isFirst && <Badge>{t('cost.cheapest')}</Badge>}
        </Group>
        {isHad && (
          <Text size="lg">
            <Amount amount={bill.total} currency={bill.currency} strong />
            {bill.share !== undefined && ` · ${t('cost.share', { share: bill.share })}`}
            {bill.converted !== undefined && (
              <>
                {' · '}
                <Amount amount={bill.converted.amount} currency={bill.converted.currency} />
              </>
            )}
          </Text>
        )}
        {requires.map(each => (
          <Text key={each.kind} size="sm">
            {each.kind === 'arrival'
              ? t('cost.requiresArrival', { channels: each.channels.map(channel => t(`cost.channels.${channel}`)).join(', ') })
              : each.kind === 'quota'
                ? t('cost.requiresQuota', { order: each.orderNumber, name: each.name, left: each.left, unit: each.unit })
                : t('cost.requiresProof', { forms: each.forms.map(form => form.name).join('; ') || '–' })}
          </Text>
        ))}
        {missing.length > 0 && (
          <Alert color="yellow">
            <Text fw={600}>{t('cost.missing')}</Text>
            {missing.map(issue => (
              <Text key={issue.message} size="sm">
                {issue.message}
              </Text>
            ))}
          </Alert>
        )}
        {bill !== undefined && <ChargeLines charges={bill.charges} currency={bill.currency} />}
        {isHad && question.date === undefined && <KeepQuote state={state} question={question} option={option.id} />}
      </Stack>
    </Paper>
  )
}

/** Keeps the option as a quote, and shows its number and until when it is kept to. */
function KeepQuote({ state, question, option }: { readonly state: string; readonly question: CostRequest; readonly option: string }) {
  const { t } = useTranslation()
  const { mutate, data, isPending, isError, error } = useQuote(state)
  const { date: _date, rates: _rates, ...facts } = question
  if (data !== undefined) {
    const { number, validTo, notice } = data.quote
    return (
      <Alert color="green" role="status">
        <Text fw={600}>{t('cost.quoted')}</Text>
        <Text className="figure" style={{ overflowWrap: 'anywhere' }}>
          {number}
        </Text>
        <Text size="sm">{t('cost.quoteKept', { day: validTo })}</Text>
        <Text size="sm">{notice}</Text>
      </Alert>
    )
  }
  return (
    <Stack gap="xs">
      {isError && <Failure failure={error} />}
      <Group>
        <Button variant="light" loading={isPending} onClick={() => mutate({ ...facts, option })}>
          {t('cost.keepQuote')}
        </Button>
      </Group>
    </Stack>
  )
}
