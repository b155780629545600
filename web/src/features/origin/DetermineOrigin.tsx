import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnreadableQuestion, useDetermineOrigin } from '../../api/origin.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { KeepStatement } from './KeepStatement.tsx'
import { KeptStatements } from './KeptStatements.tsx'
import { LinkLines } from './LinkLines.tsx'
import { OriginVerdict } from './OriginVerdict.tsx'
import { RuleSheets } from './RuleSheets.tsx'
import { SupplierDeclarations } from './SupplierDeclarations.tsx'

/** Whether a good originates under ATIGA: from files, with every step and what would make it. Everybody asks; producers keep what came of it. */
export function DetermineOrigin() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const permissions = useSession(state).data?.permissions ?? []
  const [question, setQuestion] = useState<File | null>(null)
  const [bill, setBill] = useState<File | null>(null)
  const determine = useDetermineOrigin(state)
  const isUnreadable = determine.error instanceof UnreadableQuestion
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('origin.title')}</Title>
        <Text>{t('origin.about')}</Text>
      </div>
      <Paper withBorder p="md">
        <Stack>
          <FileField
            label={t('origin.question')}
            about={t('origin.questionAbout')}
            accept="application/json,.json"
            file={question}
            choose={setQuestion}
          />
          <FileField label={t('origin.bill')} about={t('origin.billAbout')} accept="text/csv,.csv" file={bill} choose={setBill} />
          <Button
            w="fit-content"
            loading={determine.isPending}
            disabled={question === null}
            onClick={() => question !== null && determine.mutate({ question, bill })}
          >
            {t('origin.determine')}
          </Button>
          {isUnreadable && <Alert color="red">{t('origin.unreadable')}</Alert>}
          {determine.isError && !isUnreadable && <Failure failure={determine.error} />}
        </Stack>
      </Paper>
      {determine.isSuccess && (
        <>
          <OriginVerdict found={determine.data.found} />
          <Text size="sm">{t('origin.noRuling')}</Text>
          {permissions.includes('origin.declare-supply') && (
            <LinkLines
              state={state}
              question={determine.data.question}
              isPending={determine.isPending}
              determine={linked => determine.mutate({ question: linked })}
            />
          )}
          {permissions.includes('origin.keep-statement') && (
            <KeepStatement key={determine.submittedAt} state={state} question={determine.data.question} />
          )}
        </>
      )}
      {permissions.includes('origin.read-statements') && <KeptStatements state={state} />}
      {permissions.includes('origin.read-supply') && <SupplierDeclarations state={state} permissions={permissions} />}
      {permissions.includes('origin.read-sheets') && <RuleSheets state={state} permissions={permissions} />}
    </Stack>
  )
}
