import type { GuideQuestionAnswer } from '@lintas/contract'
import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeCode } from './code-text.ts'

interface QuestionCardProps {
  readonly question: GuideQuestionAnswer
  readonly choose: (choice: string) => void
}

/** One question: its choices, the way out of them, and why it is asked. */
export function QuestionCard({ question: { question, about, apart, choices, none }, choose }: QuestionCardProps) {
  const { t } = useTranslation()
  const [one, other] = apart
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="question">
      <Stack>
        <Title order={2} size="h3" id="question">
          {t(`classify.guide.ask.${about}`)}
        </Title>
        {choices.map(({ choice, words, code }) => (
          <Choice key={`${question} ${choice}`} choose={() => choose(choice)}>
            {code === undefined || code.length === 2 ? words : `${writeCode(code)} · ${words}`}
          </Choice>
        ))}
        {none !== undefined && <Choice choose={() => choose(none)}>{t('classify.guide.none')}</Choice>}
        <Choice choose={() => choose('?')}>{t('classify.guide.unknown')}</Choice>
        {one !== undefined && other !== undefined && (
          <Text size="sm">
            {t('classify.guide.why', { one: writeCode(one.code), first: one.name, other: writeCode(other.code), second: other.name })}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

/** A wide button whose words may take several lines. */
function Choice({ choose, children }: { readonly choose: () => void; readonly children: string }) {
  return (
    <Button
      variant="default"
      onClick={choose}
      justify="flex-start"
      h="auto"
      py="xs"
      styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.5 } }}
    >
      {children}
    </Button>
  )
}
