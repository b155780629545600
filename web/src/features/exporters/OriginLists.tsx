import { Button, Group, Paper, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExporterAct, useOriginLists } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { TableSection } from '../../ui/TableSection.tsx'

interface ListsProps {
  readonly state: string
  readonly permissions: readonly string[]
}

/** What other states sent of their exporters, and any state of who signs its certificates: one person puts forward, another accepts. */
export function OriginLists({ state, permissions }: ListsProps) {
  const { t } = useTranslation()
  const lists = useOriginLists(state)
  const act = useExporterAct(state, 'list')
  const [file, setFile] = useState<File | null>(null)
  const [reason, setReason] = useState('')
  const [isUnreadable, setUnreadable] = useState(false)

  async function putForward() {
    const sent = parseObject((await file?.text()) ?? '')
    setUnreadable(sent === undefined)
    if (sent !== undefined) act.mutate({ body: { ...sent, reason } }, { onSuccess: () => [setFile(null), setReason('')] })
  }

  if (lists.isError) return <Failure failure={lists.error} retry={() => lists.refetch()} />
  if (lists.isPending) return <Skeleton height={160} />
  return (
    <Stack component="section" gap="sm">
      <TableSection
        title={t('exporters.lists')}
        none={t('exporters.noList')}
        rows={lists.data.items}
        keyOf={each => each.id}
        columns={[
          { name: t('exporters.state'), show: each => each.state },
          { name: t('exporters.kind'), show: each => t(`exporters.kinds.${each.kind}`) },
          { name: t('exporters.entries'), show: each => each.about.slice(0, SHOWN).join(', ') },
          { name: t('exporters.standing'), show: each => t(`exporters.listStatus.${each.status}`) },
          {
            show: each =>
              each.status === 'proposed' &&
              permissions.includes('exporters.accept-list') && (
                <Group gap="xs">
                  <Button
                    size="compact-sm"
                    loading={act.isPending}
                    onClick={() => act.mutate({ path: `/${each.id}/decision`, body: { decision: 'approved' } })}
                  >
                    {t('exporters.accept')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={reason.trim().length < REASON_MIN}
                    onClick={() => act.mutate({ path: `/${each.id}/decision`, body: { decision: 'refused', reason } })}
                  >
                    {t('exporters.refuse')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
      {act.isError && <Failure failure={act.error} />}
      <Paper withBorder p="md" component="section" aria-label={t('exporters.putForward')}>
        <Stack gap="sm">
          <Title order={3} size="h4">
            {t('exporters.putForward')}
          </Title>
          <FileField
            label={t('exporters.listFile')}
            about={t('exporters.listFileAbout')}
            accept="application/json,.json"
            file={file}
            choose={setFile}
          />
          <Textarea label={t('exporters.listReason')} value={reason} onChange={event => setReason(event.currentTarget.value)} />
          {isUnreadable && (
            <Text c="red" role="alert">
              {t('exporters.unreadable')}
            </Text>
          )}
          <Button
            w="fit-content"
            loading={act.isPending}
            disabled={file === null || reason.trim().length < REASON_MIN}
            onClick={putForward}
          >
            {t('exporters.putForward')}
          </Button>
        </Stack>
      </Paper>
    </Stack>
  )
}

/** Entries of a list that are named. */
const SHOWN = 10
const REASON_MIN = 10

function parseObject(text: string): object | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined
  } catch {
    return undefined
  }
}
