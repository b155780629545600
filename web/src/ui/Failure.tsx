import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../api/client.ts'

interface FailureProps {
  readonly failure: unknown
  readonly retry?: () => void
}

/** What went wrong, where, and what to do: a refusal with its issues, or a world that did not answer. */
export function Failure({ failure, retry }: FailureProps) {
  const { t } = useTranslation()
  const refusal = failure instanceof Refusal ? failure.problem : undefined
  return (
    <Alert color="red" title={refusal?.title ?? t('failure.title')} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text>{refusal?.detail ?? (refusal === undefined ? t('failure.explanation') : undefined)}</Text>
        {refusal?.issues !== undefined && (
          <List>
            {refusal.issues.map(issue => (
              <List.Item key={`${issue.code} ${issue.path}`}>{issue.message}</List.Item>
            ))}
          </List>
        )}
        {retry !== undefined && (
          <Button variant="default" onClick={retry}>
            {t('failure.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
