import type { CorrectionAnswer } from '@lintas/contract'
import { Alert, Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client.ts'
import { typeOf } from '../../api/lodging.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'

interface CorrectDeclarationProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
}

/** Where a declarant corrects a released declaration: the document as it stands, to mend and to send. Before customs found anything it is a voluntary disclosure. */
export function CorrectDeclaration({ state, mrn, revision }: CorrectDeclarationProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const path = `/api/v1/declarations/${encodeURIComponent(mrn)}`
  const correct = useMutation({
    mutationFn: (given: File) =>
      call<CorrectionAnswer>(state, `${path}/correction`, {
        method: 'POST',
        body: given,
        headers: { 'content-type': typeOf(given), 'if-match': `"${revision}"` },
      }),
    onSuccess: () => setFile(null),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
  return (
    <Paper withBorder p="md" component="section" aria-label={t('correct.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('correct.title')}
      </Title>
      <Stack gap="sm">
        <Text>{t('correct.about')}</Text>
        <Group>
          <Button variant="default" onClick={() => saveDocument(state, path, mrn)}>
            {t('correct.download')}
          </Button>
        </Group>
        <FileField label={t('correct.file')} about={t('correct.choose')} accept=".json,.xml,.csv" file={file} choose={setFile} />
        {correct.isError && <Failure failure={correct.error} />}
        {correct.isSuccess && <Corrected state={state} answer={correct.data} />}
        <Group>
          <Button disabled={file === null} loading={correct.isPending} onClick={() => file !== null && correct.mutate(file)}>
            {t('correct.send')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

/** Saves the document as it stands, by itself: what is to be mended and sent back whole. */
async function saveDocument(state: string, path: string, mrn: string): Promise<void> {
  const { document: lodged } = await call<{ readonly document: unknown }>(state, `${path}/document`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(lodged, undefined, 2)], { type: 'application/json' }))
  link.download = `${mrn}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}

function Corrected({ state, answer }: { readonly state: string; readonly answer: CorrectionAnswer }) {
  const { t } = useTranslation()
  const { declaration, voluntary, penalty, issues } = answer
  return (
    <Alert color="green">
      <Text>{t(voluntary ? 'correct.voluntary' : 'correct.late')}</Text>
      {declaration.payable.map(({ amount, currency }) => (
        <Text key={currency}>{t('correct.payable', { amount: `${currency} ${groupThousands(amount)}` })}</Text>
      ))}
      {penalty !== undefined && (
        <Anchor component={Link} to={`/${state}/decisions/${penalty}`}>
          {t('correct.penalty', { number: penalty })}
        </Anchor>
      )}
      {issues.map(issue => (
        <Text key={`${issue.code} ${issue.path}`}>{issue.message}</Text>
      ))}
    </Alert>
  )
}
