import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Alert, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, Refusal } from '../../api/client.ts'
import { Failure } from '../../ui/Failure.tsx'

/** What a node says of a release note to anyone who scans the code on it. */
interface CheckedNote {
  readonly mrn: string
  readonly releasedOn: string
  readonly office?: string
  readonly packages?: number
  readonly containers: readonly string[]
}

/** Where the code on a release note leads: is this paper true, and do these goods belong to it? */
export function CheckNote() {
  const { state = '', code = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const note = useQuery({
    queryKey: [state, 'note', code],
    queryFn: () => call<CheckedNote>(state, `/api/v1/release-notes/${encodeURIComponent(code)}`),
  })
  const known = parseState(state)
  if (known === undefined || note.isPending) return <Skeleton height={160} />
  if (note.error instanceof Refusal) {
    return (
      <Alert color="red" title={t('note.untrue')} role="alert">
        {t('note.untrueExplanation')}
      </Alert>
    )
  }
  if (note.isError) return <Failure failure={note.error} retry={() => note.refetch()} />

  const { mrn, releasedOn, office, packages, containers } = note.data
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    [t('list.mrn'), mrn],
    [t('note.releasedOn'), releasedOn],
    [t('note.office'), office],
    [t('note.packages'), packages],
    [t('note.containers'), containers.length === 0 ? undefined : containers.join(', ')],
  ]
  return (
    <Stack maw={640}>
      <Title order={1}>{t('note.true')}</Title>
      <Text>{t('note.trueExplanation', { state: STATE_FACTS[known].name })}</Text>
      <Table>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== undefined)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th w="45%">{label}</Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
