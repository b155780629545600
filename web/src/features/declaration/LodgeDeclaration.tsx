import { Button, FileButton, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCheck, useLodge } from '../../api/lodging.ts'
import { Failure } from '../../ui/Failure.tsx'
import { BeginFromEarlier } from '../draft/BeginFromEarlier.tsx'
import { Problems } from './Problems.tsx'

/** Lodge from a file: it is checked first, every problem is shown, and nothing is lodged until the declarant says so. */
export function LodgeDeclaration() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const navigate = useNavigate()
  const check = useCheck(state)
  const lodge = useLodge(state)
  const [file, setFile] = useState<File>()

  const choose = (chosen: File | null | undefined) => {
    if (chosen === null || chosen === undefined) return
    lodge.reset()
    setFile(chosen)
    check.mutate(chosen)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    choose(event.dataTransfer.files[0])
  }
  const checked = check.data
  return (
    <Stack maw={820}>
      <Title order={1}>{t('lodge.title')}</Title>
      <Text>{t('lodge.explanation')}</Text>
      <Paper withBorder p="xl" onDragOver={event => event.preventDefault()} onDrop={drop} style={{ borderStyle: 'dashed' }}>
        <Group justify="center">
          <FileButton onChange={choose} accept=".json,.xml,.csv,application/json,application/xml,text/xml,text/csv">
            {props => (
              <Button {...props} variant={checked === undefined ? 'filled' : 'default'}>
                {t(checked === undefined ? 'lodge.choose' : 'lodge.other')}
              </Button>
            )}
          </FileButton>
          <Text c="dimmed">{t('lodge.drop')}</Text>
        </Group>
      </Paper>

      {check.isPending && (
        <Text role="status" aria-live="polite">
          {t('lodge.checking', { file: file?.name })}
        </Text>
      )}
      {check.isError && <Failure failure={check.error} />}
      {file !== undefined && checked !== undefined && (
        <Stack aria-live="polite">
          <Text>
            <b>{file.name}</b>: {t('lodge.checked', { format: `${checked.format} ${checked.version ?? ''}`.trim(), count: checked.items })}
          </Text>
          {checked.problems.length === 0 ? <Text>{t('lodge.clean')}</Text> : <Problems problems={checked.problems} />}
          {lodge.isError && <Failure failure={lodge.error} />}
          <Group>
            <Button
              disabled={checked.summary.errors > 0}
              loading={lodge.isPending}
              onClick={() => lodge.mutate(file, { onSuccess: answer => navigate({ to: `/${state}/declarations/${answer.mrn}` }) })}
            >
              {t('lodge.lodge')}
            </Button>
          </Group>
        </Stack>
      )}
      <BeginFromEarlier state={state} />
    </Stack>
  )
}
