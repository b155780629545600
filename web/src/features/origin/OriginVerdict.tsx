import type { OriginDetermination } from '@lintas/contract'
import { Alert, Badge, Box, Group, List, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const COLOURS = { originating: 'green', 'not-originating': 'red', provisional: 'yellow', 'not-eligible': 'gray' } as const
/** Its colour alone would be too faint on its ground. */
const TITLE = { title: { color: 'var(--mantine-color-text)' } }
const SIGNS = { met: '✓', 'not-met': '✗', open: '?', noted: '·' } as const

/** What was determined, what would make the good qualify, and every step with the article it applies. */
export function OriginVerdict({ found: { status, criterion, rvc, marks, trace, toQualify } }: { readonly found: OriginDetermination }) {
  const { t } = useTranslation()
  return (
    <Stack>
      <Alert role="status" color={COLOURS[status]} title={t(`origin.status.${status}`)} styles={TITLE}>
        <Stack gap="xs">
          <Text>{t(`origin.statusAbout.${status}`)}</Text>
          <Group gap="xs">
            {criterion !== null && (
              <Badge variant="default" tt="none">
                {t('origin.criterion', { criterion })}
              </Badge>
            )}
            {rvc !== null && (
              <Badge variant="default" tt="none">
                {t('origin.content', { percent: rvc.percent })}
              </Badge>
            )}
            {marks.map(mark => (
              <Badge key={mark} variant="default" tt="none">
                {t(`origin.mark.${mark}`)}
              </Badge>
            ))}
          </Group>
        </Stack>
      </Alert>
      {toQualify.length > 0 && (
        <section>
          <Title order={2}>{t('origin.toQualify')}</Title>
          <List>
            {toQualify.map(({ message }) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
        </section>
      )}
      <section>
        <Title order={2}>{t('origin.trace')}</Title>
        <List listStyleType="none">
          {trace.slice(0, SHOWN).map(({ outcome, message, source }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a determination never change their order
            <List.Item key={index} icon={<Box w="1rem">{SIGNS[outcome]}</Box>}>
              <VisuallyHidden>{t(`origin.outcome.${outcome}`)}: </VisuallyHidden>
              {message}{' '}
              <Text span size="sm" c="dimmed">
                {source}
              </Text>
            </List.Item>
          ))}
        </List>
        {trace.length > SHOWN && <Text>{t('origin.more', { count: trace.length - SHOWN })}</Text>}
      </section>
    </Stack>
  )
}

/** Steps that are shown; a bill of thousands has as many, and the answer of the node has all of them. */
const SHOWN = 300
