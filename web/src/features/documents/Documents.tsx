import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDocuments } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from './name-of.ts'
import { UploadDocument } from './UploadDocument.tsx'

interface DocumentsProps {
  readonly state: string
  readonly mrn: string
  readonly timeZone: string
}

/** The documents of a declaration, each to save, and a way to add one. */
export function Documents({ state, mrn, timeZone }: DocumentsProps) {
  const { t } = useTranslation()
  const documents = useDocuments(state, mrn)
  if (documents.isError) return <Failure failure={documents.error} retry={() => documents.refetch()} />
  if (documents.data === undefined) return <Skeleton height={80} />
  return (
    <Stack gap="sm">
      {documents.data.items.length === 0 && <Text c="dimmed">{t('documents.none')}</Text>}
      {documents.data.items.map(each => (
        <div key={each.id}>
          <Anchor href={addressOf(state, mrn, each.id)} download style={{ overflowWrap: 'anywhere' }}>
            {each.name}
          </Anchor>
          <Group gap="xs">
            <Text size="sm" c="dimmed" component="div">
              {[nameOf(t, each), t(`documents.from.${each.addedBy}`), writeSize(each.size)].filter(part => part !== '').join(', ')},{' '}
              <When at={each.addedAt} timeZone={timeZone} />
            </Text>
          </Group>
        </div>
      ))}
      <UploadDocument state={state} mrn={mrn} label={t('documents.add')} />
      <Text size="sm" c="dimmed">
        {t('documents.kinds', { left: writeSize(documents.data.bytesLeft) })}
      </Text>
    </Stack>
  )
}

export function addressOf(state: string, mrn: string, id: string): string {
  return `/${state}/api/v1/declarations/${mrn}/documents/${id}/content`
}

function writeSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
