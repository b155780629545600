import type { BackTestAnswer } from '@lintas/contract'
import { List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeDay } from '../../ui/When.tsx'

/** What a question would have done with the past: how much work, what was found, and who picks the same already. */
export function BackTestResult({ answer }: { readonly answer: BackTestAnswer }) {
  const { t, i18n } = useTranslation()
  const { from, to, asked, registered, hits, hitsPerDay, inspected, drawn, control, overlap, alone, failed, problem } = answer
  const foundIn = ({ inspected: count, found }: BackTestAnswer['drawn']) => t('targeting.counted', { inspected: count, found })
  return (
    <Stack gap={2} role="status">
      <Text fw={600}>{t('backTest.hits', { hits, perDay: hitsPerDay })}</Text>
      <Text size="sm">
        {t('backTest.asked', { asked, from: writeDay(from, i18n.language), to: writeDay(to, i18n.language) })}
        {asked < registered && ` ${t('backTest.newest', { registered })}`}
      </Text>
      <List size="sm" spacing={2}>
        <List.Item>{t('backTest.inspected', { rate: foundIn(inspected) })}</List.Item>
        <List.Item>{t('backTest.drawn', { rate: foundIn(drawn), all: foundIn(control) })}</List.Item>
        <List.Item>{t('backTest.alone', { alone, hits })}</List.Item>
        {overlap.slice(0, 5).map(({ profile, both }) => (
          <List.Item key={profile}>{t('backTest.both', { profile, both })}</List.Item>
        ))}
        {failed > 0 && <List.Item>{t('backTest.failed', { failed, problem })}</List.Item>}
      </List>
    </Stack>
  )
}
