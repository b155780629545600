import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { createLink, Link, Navigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClassification } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CandidateList } from './CandidateList.tsx'
import { NotInForce } from './NotInForce.tsx'
import { SearchBox } from './SearchBox.tsx'
import { Verdict } from './Verdict.tsx'

const GuideLink = createLink(Anchor<'a'>)

/** Which code goods have: one box, candidates with their reasons, and how far to rely on them. A code leads to itself. Everybody sees it. */
export function FindCode() {
  const { state = '' } = useParams({ strict: false })
  const { q = '' } = useSearch({ strict: false })
  const { t } = useTranslation()
  const { data, isError, error, isFetching, isPlaceholderData, refetch } = useClassification(state, q)
  const answer = isPlaceholderData ? undefined : data
  const exact = answer?.exact
  if (exact !== undefined && (exact.standing === 'line' || exact.standing === 'heading'))
    return <Navigate to="/$state/codes/$code" params={{ state, code: exact.code }} replace />
  return (
    <Stack>
      <div>
        <Title order={1}>{t('classify.title')}</Title>
        <Text>{t('classify.about')}</Text>
      </div>
      <SearchBox key={q} state={state} asked={q} />
      <Group>
        <Anchor component={Link} to={`/${state}/codes`}>
          {t('classify.browse')}
        </Anchor>
        <GuideLink to="/$state/classify/guided" params={{ state }} search={q === '' ? {} : { q }}>
          {t('classify.guide.lead')}
        </GuideLink>
        <Anchor component={Link} to={`/${state}/classify/accuracy`}>
          {t('classify.accuracy.title')}
        </Anchor>
      </Group>
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isFetching && answer === undefined && <Skeleton height={320} />}
      {exact !== undefined && <NotInForce state={state} exact={exact} />}
      {answer !== undefined && exact === undefined && (
        <>
          <Verdict answer={answer} />
          <CandidateList state={state} answer={answer} />
          <Text size="sm">{t('classify.noRuling')}</Text>
        </>
      )}
    </Stack>
  )
}
