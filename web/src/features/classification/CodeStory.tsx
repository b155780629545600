import type { CodeHistory } from '@lintas/contract'
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCodeHistory } from '../../api/classification.ts'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CodeLink } from './CodeLink.tsx'
import { wordsIn } from './code-text.ts'

interface CodeStoryProps {
  readonly state: string
  readonly code: string
  readonly on: string | undefined
}

interface Told {
  readonly id: string
  readonly from: string
  readonly version?: CodeHistory['versions'][number]
  readonly change?: CodeHistory['correlations'][number]
}

/** One code through the versions of the schedule: where it stood, what it came from, what took its place; the oldest first. */
export function CodeStory({ state, code, on }: CodeStoryProps) {
  const { t, i18n } = useTranslation()
  const { data } = useCodeHistory(state, code)
  if (data === undefined) return null
  const isTold = data.correlations.length > 0 || data.versions.some(each => each.isThere)
  const rows: readonly Told[] = [
    ...data.versions.map(each => ({ id: each.version.id, from: each.version.validFrom, version: each })),
    ...data.correlations.map(each => ({ id: each.correlation.id, from: each.correlation.validFrom, change: each })),
  ].toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  return (
    <TableSection
      title={t('classify.story.title')}
      none={t('classify.story.none')}
      rows={isTold ? rows : []}
      keyOf={each => each.id}
      minWidth={480}
      columns={[
        { name: t('classify.story.from'), show: each => writeDay(each.from, i18n.language) },
        { name: t('classify.story.version'), show: each => each.id },
        {
          name: t('classify.story.was'),
          show: ({ version, change }) => (
            <>
              {version !== undefined && wordsOf(version)}
              {change !== undefined && change.predecessors.length > 0 && links('took', change.predecessors)}
              {change !== undefined && change.successors.length > 0 && links('gave', change.successors)}
            </>
          ),
        },
      ]}
    >
      <Text size="sm">{t('classify.story.about')}</Text>
    </TableSection>
  )

  function wordsOf({ isThere, description = {}, mfn }: CodeHistory['versions'][number]) {
    if (!isThere) return t('classify.story.notThere')
    return `${wordsIn(description, i18n.language)}${mfn === undefined ? '' : ` (${t('classify.story.general')}: ${mfn})`}`
  }

  function links(how: 'took' | 'gave', codes: readonly string[]) {
    return (
      <Group gap="xs">
        <Text span>{t(`classify.story.${how}`)}</Text>
        {codes.map(each => (
          <CodeLink key={each} state={state} code={each} on={on} />
        ))}
      </Group>
    )
  }
}
