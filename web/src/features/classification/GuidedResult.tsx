import type { GuidedAnswer } from '@lintas/contract'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type GivenAnswer, useKeepPath } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { CodesLeft } from './CodesLeft.tsx'

interface GuidedResultProps {
  readonly state: string
  readonly guided: GuidedAnswer
  readonly answers: readonly GivenAnswer[]
}

/** What the answers left: one code, several, or none; it can be kept as evidence. */
export function GuidedResult({ state, guided, answers }: GuidedResultProps) {
  const { t } = useTranslation()
  const keep = useKeepPath(state)
  const { remaining, unique, description } = guided
  if (remaining === 0)
    return (
      <Notice color="yellow" title={t('classify.guide.nothing')}>
        {t('classify.guide.nothingAbout')}
      </Notice>
    )
  return (
    <Stack>
      <Notice color={unique ? 'green' : 'yellow'} title={t(unique ? 'classify.guide.unique' : 'classify.guide.several')}>
        {unique ? t('classify.noRuling') : t('classify.guide.severalAbout', { count: remaining })}
      </Notice>
      <CodesLeft state={state} guided={guided} />
      {keep.isError && <Failure failure={keep.error} />}
      {keep.data === undefined ? (
        <Button onClick={() => keep.mutate({ description, answers })} loading={keep.isPending} w="fit-content">
          {t('classify.guide.keep')}
        </Button>
      ) : (
        <Notice color="green" role="status" title={t('classify.guide.keptAs')}>
          <Anchor component={Link} to={`/${state}/code-paths/${keep.data.id}`} ff="monospace">
            {keep.data.id}
          </Anchor>
          <Text>{t('classify.guide.keptAbout')}</Text>
        </Notice>
      )}
    </Stack>
  )
}
