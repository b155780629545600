import { Alert, Button, Paper, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnreadableForm, useApplyForProof } from '../../api/proofs.ts'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'

/** Applies for a Form D that is given as a file; what is wrong with it is told at its place. */
export function ApplyForProof({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [replaces, setReplaces] = useState('')
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const apply = useApplyForProof(state, key)
  const isUnreadable = apply.error instanceof UnreadableForm
  /** What is given otherwise is another request. */
  const anew = () => {
    setKey(crypto.randomUUID())
    apply.reset()
  }
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('proofs.apply')}</Title>
        <FileField
          label={t('proofs.form')}
          about={t('proofs.formAbout')}
          accept="application/json,.json"
          file={file}
          choose={chosen => {
            setFile(chosen)
            anew()
          }}
        />
        <TextInput
          label={t('proofs.replaces')}
          description={t('proofs.replacesAbout')}
          value={replaces}
          onChange={event => {
            setReplaces(event.currentTarget.value.trim())
            anew()
          }}
        />
        <Button
          w="fit-content"
          loading={apply.isPending}
          disabled={file === null || apply.isSuccess}
          onClick={() => file !== null && apply.mutate({ file, replaces })}
        >
          {t('proofs.applyNow')}
        </Button>
        {apply.isSuccess && (
          <Alert role="status" color="green">
            {t('proofs.applied')}
          </Alert>
        )}
        {isUnreadable && <Alert color="red">{t('proofs.unreadable')}</Alert>}
        {apply.isError && !isUnreadable && <Failure failure={apply.error} />}
      </Stack>
    </Paper>
  )
}
