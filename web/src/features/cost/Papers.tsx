import type { CostAnswer } from '@lintas/contract'
import { List, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConfidenceMark } from '../../ui/ConfidenceMark.tsx'

/** The papers goods need as far as they are on file, each with its ground, and what is not on file. */
export function Papers({ papers, notices }: Pick<CostAnswer, 'papers' | 'notices'>) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      <Title order={2}>{t('cost.papers')}</Title>
      <List>
        {papers.map(paper => (
          <List.Item key={paper.basis.id}>
            {paper.name}
            {paper.measure !== undefined && `: ${paper.measure.name} (${paper.measure.authority})`}{' '}
            <Text component="span" size="sm">
              · {paper.basis.id} · <ConfidenceMark confidence={paper.basis.confidence} />
            </Text>
          </List.Item>
        ))}
      </List>
      {notices.map(notice => (
        <Text key={notice.code} size="sm">
          {notice.message}
        </Text>
      ))}
    </Stack>
  )
}
