import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClassificationPath } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { writeInstant } from '../../ui/When.tsx'
import { AnswersGiven } from './AnswersGiven.tsx'
import { CodesLeft } from './CodesLeft.tsx'

/** How somebody found a code, for whoever has the number: the officer of the case, who reads it in the declaration. */
export function SeePath() {
  const { state = '', id = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const { data, isError, error, isPending } = useClassificationPath(state, id)
  const code = parseState(state)
  if (code === undefined) return null
  return (
    <Stack>
      <Title order={1}>{t('classify.guide.path')}</Title>
      {isError && <Failure failure={error} />}
      {isPending && <Skeleton height={240} />}
      {data !== undefined && (
        <>
          <Text>{t('classify.guide.made', { at: writeInstant(data.madeAt, STATE_FACTS[code].timeZone, i18n.language) })}</Text>
          <Text>
            {t('classify.guide.goods')}: <b>{data.description}</b>
          </Text>
          <AnswersGiven path={data.path} />
          <CodesLeft state={state} guided={data} />
          <Notice color={data.holds ? 'green' : 'yellow'} title={t(data.holds ? 'classify.guide.holds' : 'classify.guide.changed')} />
          <Text size="sm">{t('classify.noRuling')}</Text>
        </>
      )}
    </Stack>
  )
}
