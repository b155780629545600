import type { CostAnswer, CostRequest } from '@lintas/contract'
import { Skeleton, Stack, Switch, Text, Title } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCost } from '../../api/cost.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { wordsIn, writeCode } from '../classification/code-text.ts'
import { PermitsLeft } from '../permits/PermitsLeft.tsx'
import { CostForm } from './CostForm.tsx'
import { EveryState } from './EveryState.tsx'
import { listNeeds } from './needs.ts'
import { OptionCard } from './OptionCard.tsx'
import { Papers } from './Papers.tsx'

/** What goods cost and need: the facts, then every way they may be brought in, the cheapest first; in this state or in all. Everybody sees it. */
export function AskCost() {
  const { state = '' } = useParams({ strict: false })
  const { code } = useSearch({ strict: false })
  const { t } = useTranslation()
  const [question, setQuestion] = useState<CostRequest>()
  const [isEvery, setEvery] = useState(false)
  const { data, isError, error, isFetching, refetch } = useCost(state, question)
  return (
    <Stack>
      <div>
        <Title order={1}>{t('cost.title')}</Title>
        <Text>{t('cost.about')}</Text>
      </div>
      <CostForm state={state} code={code ?? ''} needs={data === undefined ? [] : listNeeds(data)} ask={setQuestion} />
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isFetching && data === undefined && <Skeleton height={320} />}
      {question !== undefined && (
        <Switch label={t('cost.everyState')} checked={isEvery} onChange={event => setEvery(event.currentTarget.checked)} />
      )}
      {question !== undefined && isEvery && <EveryState question={question} />}
      {question !== undefined && data !== undefined && !isError && (
        <Answer key={JSON.stringify(question)} state={state} question={question} cost={data} />
      )}
    </Stack>
  )
}

interface AnswerProps {
  readonly state: string
  readonly question: CostRequest
  readonly cost: CostAnswer
}

function Answer({ state, question, cost }: AnswerProps) {
  const { t, i18n } = useTranslation()
  const { code, line, day, options, papers, notices } = cost
  const role = useSession(state).data?.role
  const mayHold = role === 'trader' || role === 'broker'
  return (
    <Stack>
      <Title order={2}>
        {writeCode(code)}
        {line === undefined ? '' : ` · ${wordsIn(line, i18n.language)}`}
      </Title>
      <Text role="status">{t('cost.ways', { count: options.length, day })}</Text>
      {options.map((option, place) => (
        <OptionCard key={option.id} state={state} question={question} option={option} isFirst={place === 0} />
      ))}
      <Papers papers={papers} notices={notices} />
      {mayHold && <PermitsLeft state={state} goods={{ code, direction: question.direction ?? 'import' }} />}
    </Stack>
  )
}
