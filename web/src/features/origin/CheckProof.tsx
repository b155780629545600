import type { ProofCheck } from '@lintas/contract'
import { Alert, Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProofCheck } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

const COLOURS: Readonly<Record<ProofCheck['answer'], string>> = {
  valid: 'green',
  used: 'yellow',
  revoked: 'red',
  denied: 'red',
  returned: 'red',
  expired: 'yellow',
  'not-yet-received': 'gray',
  unknown: 'red',
}
/** Its colour alone would be too faint on its ground. */
const TITLE = { title: { color: 'var(--mantine-color-text)' } }

/** Where the picture on a proof of origin leads: does it hold? Anyone asks; nothing of its goods or parties is told. */
export function CheckProof() {
  const { state = '' } = useParams({ strict: false })
  const { number = '' } = useSearch({ strict: false })
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const [written, setWritten] = useState(number)
  const found = useProofCheck(state, number)
  function ask(event: FormEvent) {
    event.preventDefault()
    void navigate({ to: `/${state}/proofs/check`, search: { number: written.trim() } })
  }
  return (
    <Stack maw={640}>
      <Title order={1}>{t('proof.title')}</Title>
      <Text>{t('proof.about')}</Text>
      <form onSubmit={ask}>
        <Group align="end">
          <TextInput flex={1} label={t('proof.number')} value={written} onChange={event => setWritten(event.currentTarget.value)} />
          <Button type="submit" disabled={written.trim() === ''}>
            {t('proof.check')}
          </Button>
        </Group>
      </form>
      {number !== '' && found.isPending && <Skeleton height={120} />}
      {found.isError && <Failure failure={found.error} retry={() => found.refetch()} />}
      {found.isSuccess && (
        <Alert role="status" color={COLOURS[found.data.answer]} title={t(`proof.answer.${found.data.answer}`)} styles={TITLE}>
          <Text>{t(`proof.reason.${found.data.answer}`)}</Text>
          {found.data.issuedOn !== undefined && <Text>{t('proof.issuedOn', { day: writeDay(found.data.issuedOn, i18n.language) })}</Text>}
        </Alert>
      )}
    </Stack>
  )
}
