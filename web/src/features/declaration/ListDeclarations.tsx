import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDeclarations } from '../../api/declarations.ts'
import { useSession } from '../../api/session.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { LaneMark } from '../../ui/LaneMark.tsx'
import { When } from '../../ui/When.tsx'
import { ActionNeeded } from '../documents/ActionNeeded.tsx'

/** The declarations of whoever is signed in, the newest first. */
export function ListDeclarations() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const session = useSession(state)
  const signedIn = session.data !== undefined && session.data.role !== 'public'
  const declarations = useDeclarations(state, signedIn)
  const code = parseState(state)
  if (code === undefined) return null

  const rows = declarations.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1}>{t('list.title')}</Title>
        {session.data?.permissions.includes('declaration.lodge') && (
          <Button component={Link} to={`/${state}/lodge`}>
            {t('list.lodge')}
          </Button>
        )}
      </Group>
      {session.data?.permissions.includes('documents.answer') && <ActionNeeded state={state} />}
      {!signedIn && !session.isPending && (
        <Text>
          <Anchor component={Link} to={`/${state}/sign-in`}>
            {t('list.signInFirst')}
          </Anchor>
        </Text>
      )}
      {declarations.isError && <Failure failure={declarations.error} retry={() => declarations.refetch()} />}
      {signedIn && declarations.isPending && <Skeleton height={180} />}
      {declarations.isSuccess && rows.length === 0 && <Text>{t('list.empty')}</Text>}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {(['mrn', 'reference', 'lodged', 'status', 'lane'] as const).map(column => (
                  <Table.Th key={column}>{t(`list.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(row => (
                <Table.Tr key={row.mrn}>
                  <Table.Td>
                    <DeclarationLink state={state} mrn={row.mrn} />
                  </Table.Td>
                  <Table.Td>{row.localReference}</Table.Td>
                  <Table.Td>
                    <When at={row.registeredAt} timeZone={STATE_FACTS[code].timeZone} />
                  </Table.Td>
                  <Table.Td>{t(`status.${row.status}`)}</Table.Td>
                  <Table.Td>
                    <LaneMark lane={row.lane} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {declarations.hasNextPage && (
        <Button variant="default" onClick={() => declarations.fetchNextPage()} loading={declarations.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}
