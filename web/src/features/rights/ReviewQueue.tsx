import { Anchor, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWaitingDecisions } from '../../api/decisions.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

/** Requests for review and appeals that wait for an officer who decided neither, the one that is due first on top. */
export function ReviewQueue() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const waiting = useWaitingDecisions(state)
  const rows = (waiting.data?.items ?? []).toSorted((one, other) => (one.answerBy ?? '9').localeCompare(other.answerBy ?? '9'))
  return (
    <Stack gap="lg">
      <Title order={1}>{t('rights.queue')}</Title>
      {waiting.isError && <Failure failure={waiting.error} retry={() => waiting.refetch()} />}
      {waiting.isPending && <Skeleton height={160} />}
      {waiting.isSuccess && rows.length === 0 && <Text>{t('rights.queueEmpty')}</Text>}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('rights.number')}</Table.Th>
                <Table.Th>{t('rights.what')}</Table.Th>
                <Table.Th>{t('rights.stands')}</Table.Th>
                <Table.Th>{t('rights.answerDue')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ number, kind, status, addressee, answerBy, acts }) => (
                <Table.Tr key={number}>
                  <Table.Td>
                    <Anchor component={Link} to={`/${state}/decisions/${number}`} ff="monospace">
                      {number}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    {t(`rights.kind.${kind}`)}, {addressee}
                  </Table.Td>
                  <Table.Td>
                    {t(`rights.status.${status}`)} {acts.length === 0 && t('rights.notYours')}
                  </Table.Td>
                  <Table.Td>{answerBy === undefined ? t('rights.noTimeShort') : writeDay(answerBy, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}
