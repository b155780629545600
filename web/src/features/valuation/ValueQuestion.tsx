import type { ValueQuestionAnswer } from '@lintas/contract'
import { Alert, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { groupThousands } from '../../ui/Amount.tsx'
import { When, writeDay } from '../../ui/When.tsx'

/** One question about the value: why, what is to be shown, until when; what was answered, and how it was settled. */
export function ValueQuestion({ question, timeZone }: { readonly question: ValueQuestionAnswer; readonly timeZone: string }) {
  const { t, i18n } = useTranslation()
  const { reason, asked, dueOn, overdue, supposed, answers, settlement } = question
  return (
    <Stack gap="xs">
      <Said label={t('valuation.asksWhy')} words={reason} />
      <Said label={t('valuation.asksWhat')} words={asked} />
      <Said label={t('valuation.due')} words={writeDay(dueOn, i18n.language)} />
      {overdue && <Alert color="yellow">{t('valuation.overdue')}</Alert>}
      {supposed.map(({ sequence, value }) => (
        <Text key={sequence} size="sm" c="dimmed">
          {t('valuation.supposed', { sequence, amount: `${value.currency} ${groupThousands(value.amount)}` })}
        </Text>
      ))}
      {answers.map(({ words, documents, answeredAt }) => (
        <div key={answeredAt}>
          <Said label={t('valuation.answered')} words={words} />
          {documents.length > 0 && (
            <List size="sm">
              {documents.map(document => (
                <List.Item key={document}>{document}</List.Item>
              ))}
            </List>
          )}
          <Text size="sm" c="dimmed">
            <When at={answeredAt} timeZone={timeZone} />
          </Text>
        </div>
      ))}
      {settlement !== undefined && (
        <div>
          <Text fw={600}>{t(settlement.outcome === 'accepted' ? 'valuation.accepted' : 'valuation.settledDetermined')}</Text>
          {settlement.notice?.reasons.map(each => (
            <Said key={each.text} label={each.legalBasis} words={each.text} />
          ))}
        </div>
      )}
    </Stack>
  )
}

function Said({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text style={{ overflowWrap: 'anywhere' }}>{words}</Text>
    </div>
  )
}
