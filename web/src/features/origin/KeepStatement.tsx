import { Alert, Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeepStatement } from '../../api/origin.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'

interface KeepStatementProps {
  readonly state: string
  readonly question: Readonly<Record<string, unknown>>
}

/** Keeps what was asked and determined: for one consignment, or with both days as a standing determination. */
export function KeepStatement({ state, question }: KeepStatementProps) {
  const { t } = useTranslation()
  const session = useSession(state)
  const [trader, setTrader] = useState(session.data?.organisation?.traderId ?? '')
  const [name, setName] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const keep = useKeepStatement(state, key)
  /** What is written otherwise is another request. */
  const write = (set: (text: string) => void) => (event: ChangeEvent<HTMLInputElement>) => {
    set(event.currentTarget.value)
    setKey(crypto.randomUUID())
  }
  const isHalf = (from === '') !== (to === '')
  const standing = from === '' || to === '' ? {} : { standing: { validFrom: from, validTo: to } }
  return (
    <Paper withBorder p="md">
      <Stack>
        <Title order={2}>{t('origin.keep')}</Title>
        <TextInput label={t('origin.trader')} value={trader} onChange={write(setTrader)} />
        <TextInput label={t('origin.name')} value={name} onChange={write(setName)} />
        <Group grow>
          <TextInput type="date" label={t('origin.from')} value={from} onChange={write(setFrom)} />
          <TextInput type="date" label={t('origin.to')} value={to} onChange={write(setTo)} />
        </Group>
        <Button
          w="fit-content"
          loading={keep.isPending}
          disabled={trader === '' || name === '' || isHalf || keep.isSuccess}
          onClick={() => keep.mutate({ trader, name, question, ...standing })}
        >
          {t('origin.keepIt')}
        </Button>
        {keep.isSuccess && (
          <Alert role="status" color="green">
            {t('origin.kept')}
          </Alert>
        )}
        {keep.isError && <Failure failure={keep.error} />}
      </Stack>
    </Paper>
  )
}
