import type { DeclarationAnswer } from '@lintas/contract'
import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usePriceAdjustments, useValueAct, useValueQuestions } from '../../api/valuation.ts'
import { Failure } from '../../ui/Failure.tsx'
import { AdjustPrice } from './AdjustPrice.tsx'
import { AnswerValue } from './AnswerValue.tsx'
import { AskValue } from './AskValue.tsx'
import { SettleValue } from './SettleValue.tsx'
import { ValueQuestion } from './ValueQuestion.tsx'
import { ValueWorksheet } from './ValueWorksheet.tsx'

interface OpenValueProps {
  readonly state: string
  readonly answer: DeclarationAnswer
  readonly timeZone: string
}

/** What the value rests on, what customs asked about it, and what whoever reads may do about it now. */
export function OpenValue({ state, answer, timeZone }: OpenValueProps) {
  const { t } = useTranslation()
  const { mrn, revision, acts, decision } = answer
  const questions = useValueQuestions(state, mrn, revision)
  const act = useValueAct(state, mrn)
  const adjustments = usePriceAdjustments(state, mrn)
  const { items, currency } = decision.valuation
  const worked = items.flatMap(item => (item.worksheet === undefined ? [] : [{ ...item, worksheet: item.worksheet }]))
  const asked = questions.data?.items ?? []
  const sequences = items.map(item => item.sequence)
  const does = (name: string) => acts.includes(name)
  const send = (path: string) => (body: unknown) => act.mutate({ path, body })
  const mayAdjust = does('adjust-price') && adjustments.data?.until !== undefined
  const isShown = worked.length > 0 || asked.length > 0 || does('question-value') || mayAdjust
  if (!isShown) return null
  return (
    <Paper withBorder p="md" mt="lg" component="section">
      <Stack>
        {worked.length > 0 && (
          <>
            <Title order={2} size="h4">
              {t('valuation.worksheet')}
            </Title>
            {worked.map(item => (
              <ValueWorksheet key={item.sequence} item={item} />
            ))}
          </>
        )}
        {(asked.length > 0 || does('question-value')) && (
          <Title order={2} size="h4">
            {t('valuation.question')}
          </Title>
        )}
        {asked.map(question => (
          <ValueQuestion key={question.number} question={question} timeZone={timeZone} />
        ))}
        {act.isError && <Failure failure={act.error} />}
        <Stack className="no-print">
          {does('release-on-security') && (
            <Group>
              <Button variant="default" loading={act.isPending} onClick={() => send('value-questions/security')({})}>
                {t('valuation.security')}
              </Button>
            </Group>
          )}
          {does('question-value') && (
            <AskValue sequences={sequences} currency={currency} busy={act.isPending} send={send('value-questions')} />
          )}
          {does('answer-value') && <AnswerValue busy={act.isPending} send={send('value-questions/answers')} />}
          {does('settle-value') && <SettleValue sequences={sequences} busy={act.isPending} send={send('value-questions/settlement')} />}
          {mayAdjust && <AdjustPrice state={state} mrn={mrn} sequences={sequences} busy={act.isPending} send={send('price-adjustments')} />}
        </Stack>
      </Stack>
    </Paper>
  )
}
