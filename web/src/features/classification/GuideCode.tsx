import { Button, Group, Progress, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GivenAnswer, useGuide } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { AnswersGiven } from './AnswersGiven.tsx'
import { GuidedResult } from './GuidedResult.tsx'
import { readAnswers, writeAnswers } from './given-answers.ts'
import { QuestionCard } from './QuestionCard.tsx'

/** A code found by at most seven questions. What was answered stands in the address: going back takes an answer back. Everybody sees it. */
export function GuideCode() {
  const { state = '' } = useParams({ strict: false })
  const { q = '', a } = useSearch({ strict: false })
  const { t } = useTranslation()
  const navigate = useNavigate()
  const answers = readAnswers(a)
  const { data, isError, error, isFetching, refetch } = useGuide(state, q, answers)
  const go = (description: string, given: readonly GivenAnswer[]) =>
    navigate({
      to: '/$state/classify/guided',
      params: { state },
      search: { q: description, ...(given.length === 0 ? {} : { a: writeAnswers(given) }) },
    })
  return (
    <Stack>
      <div>
        <Title order={1}>{t('classify.guide.title')}</Title>
        <Text>{t('classify.guide.about')}</Text>
      </div>
      <Goods key={q} asked={q} begin={description => go(description, [])} />
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isFetching && data === undefined && <Skeleton height={320} />}
      {data !== undefined && (
        <>
          <Group justify="space-between">
            <Text role="status">
              {data.next !== undefined && `${t('classify.guide.count', { number: answers.length + 1, most: data.most })}. `}
              {t('classify.guide.left', { count: data.remaining })}
            </Text>
          </Group>
          <Progress value={data.next === undefined ? 100 : (100 * answers.length) / data.most} aria-label={t('classify.guide.title')} />
          {data.next === undefined ? (
            <GuidedResult state={state} guided={data} answers={answers} />
          ) : (
            <QuestionCard
              question={data.next}
              choose={choice => data.next !== undefined && go(q, [...answers, { question: data.next.question, choice }])}
            />
          )}
          <AnswersGiven path={data.path} change={place => go(q, answers.slice(0, place))} />
        </>
      )}
    </Stack>
  )
}

/** The goods that are asked about; other goods begin anew. */
function Goods({ asked, begin }: { readonly asked: string; readonly begin: (description: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(asked)
  const description = text.trim()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (description !== '') begin(description)
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('classify.box')}
          value={text}
          maxLength={2_000}
          onChange={event => setText(event.currentTarget.value)}
          style={{ flex: '1 1 260px' }}
        />
        <Button type="submit" variant={asked === '' ? 'filled' : 'default'} disabled={description === '' || description === asked}>
          {t('classify.guide.start')}
        </Button>
      </Group>
    </form>
  )
}
