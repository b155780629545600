import type { SupportingDocument } from '@lintas/contract'
import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUpload } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'

interface UploadDocumentProps {
  readonly state: string
  readonly mrn: string
  readonly label: string
  readonly type?: string | undefined
  onAdded?(document: SupportingDocument): void
}

const KINDS = '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.xml,.csv,.txt,.xlsx,.docx'

/** Adds a file to a declaration, and shows how far it is. */
export function UploadDocument({ state, mrn, label, type, onAdded }: UploadDocumentProps) {
  const { t } = useTranslation()
  const upload = useUpload(state, mrn)
  const choose = (file: File | null) => {
    if (file !== null) upload.mutate({ file, type }, { onSuccess: added => onAdded?.(added) })
  }
  const percent = Math.round(upload.progress * 100)
  return (
    <Stack gap="xs">
      <Group>
        <FileButton onChange={choose} accept={KINDS}>
          {props => (
            <Button {...props} variant="default" loading={upload.isPending}>
              {label}
            </Button>
          )}
        </FileButton>
      </Group>
      {upload.isPending && (
        <>
          <Progress value={percent} aria-label={t('documents.sending')} />
          <Text size="sm" role="status" aria-live="polite">
            {t('documents.sent', { percent, file: upload.variables?.file.name })}
          </Text>
        </>
      )}
      {upload.isError && <Failure failure={upload.error} />}
    </Stack>
  )
}
