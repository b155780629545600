import { Alert, Button, Paper, Stack, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UnreadableHead, useLoadSheet } from '../../api/rule-sheets.ts'
import { Failure } from '../../ui/Failure.tsx'
import { FileField } from '../../ui/FileField.tsx'

/** Loads a sheet of product rules from its head and its rows; every row that does not read is told. Another person activates it. */
export function LoadSheet({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const [head, setHead] = useState<File | null>(null)
  const [rows, setRows] = useState<File | null>(null)
  const [reason, setReason] = useState('')
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const load = useLoadSheet(state, key)
  const isUnreadable = load.error instanceof UnreadableHead
  /** What is given otherwise is another request. */
  const anew = () => {
    setKey(crypto.randomUUID())
    load.reset()
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('ruleSheets.load')}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t('ruleSheets.load')}
        </Title>
        <FileField
          label={t('ruleSheets.head')}
          about={t('ruleSheets.headAbout')}
          accept="application/json,.json"
          file={head}
          choose={file => {
            setHead(file)
            anew()
          }}
        />
        <FileField
          label={t('ruleSheets.rowsFile')}
          about={t('ruleSheets.rowsAbout')}
          accept="text/csv,.csv"
          file={rows}
          choose={file => {
            setRows(file)
            anew()
          }}
        />
        <Textarea
          label={t('ruleSheets.loadReason')}
          value={reason}
          onChange={event => {
            setReason(event.currentTarget.value)
            anew()
          }}
        />
        <Button
          w="fit-content"
          loading={load.isPending}
          disabled={head === null || rows === null || reason.trim().length < REASON_MIN || load.isSuccess}
          onClick={() => head !== null && rows !== null && load.mutate({ head, rows, reason })}
        >
          {t('ruleSheets.loadNow')}
        </Button>
        {load.isSuccess && (
          <Alert role="status" color="green">
            {t('ruleSheets.loaded', { count: load.data.rows })}
          </Alert>
        )}
        {isUnreadable && <Alert color="red">{t('ruleSheets.unreadable')}</Alert>}
        {load.isError && !isUnreadable && <Failure failure={load.error} />}
      </Stack>
    </Paper>
  )
}

const REASON_MIN = 10
