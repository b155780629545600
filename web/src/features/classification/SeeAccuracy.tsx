import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useChapters, useClassificationMemory } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

/** How often the search is right about what it had not learned: what was wrong though called sure first, then by chapter. Everybody sees it. */
export function SeeAccuracy() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const known = useClassificationMemory(state)
  const chapters = useChapters(state)
  const memory = known.data?.memory
  const percent = (share: number | undefined) =>
    share === undefined ? '–' : new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  const nameOf = (code: string) => chapters.data?.chapters.find(each => each.code === code)?.name ?? ''
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('classify.accuracy.title')}</Title>
        <Text>{t('classify.accuracy.about')}</Text>
      </div>
      {known.isError && <Failure failure={known.error} retry={() => known.refetch()} />}
      {known.isPending && <Skeleton height={320} />}
      {known.isSuccess && memory === undefined && <Text>{t('classify.accuracy.nothing')}</Text>}
      {memory !== undefined && (
        <>
          <Stack gap={4} component="section" aria-label={t('classify.accuracy.title')}>
            <Text size="lg">
              {memory.sureShare === undefined || memory.wrongOfSure === undefined
                ? t('classify.accuracy.neverSure')
                : t('classify.accuracy.sure', { share: percent(memory.sureShare), wrong: percent(memory.wrongOfSure) })}
            </Text>
            <Text>{t('classify.accuracy.first', { first: percent(memory.first), five: percent(memory.amongFive) })}</Text>
            <Text size="sm">
              {t('classify.accuracy.learned', {
                on: writeDay(memory.learnedAt.slice(0, 10), i18n.language),
                examples: memory.examples.toLocaleString(i18n.language),
                codes: memory.codes.toLocaleString(i18n.language),
                tried: memory.tried.toLocaleString(i18n.language),
              })}
            </Text>
          </Stack>
          <TableSection
            title={t('classify.accuracy.chapters')}
            none={t('classify.accuracy.nothing')}
            rows={memory.chapters}
            keyOf={each => each.chapter}
            columns={[
              { name: t('classify.accuracy.chapter'), show: each => `${each.chapter} ${nameOf(each.chapter)}` },
              { name: t('classify.accuracy.tried'), isFigure: true, show: each => each.tried },
              { name: t('classify.accuracy.rightFirst'), isFigure: true, show: each => percent(each.first) },
              { name: t('classify.accuracy.amongFive'), isFigure: true, show: each => percent(each.amongFive) },
            ]}
          />
        </>
      )}
    </Stack>
  )
}
