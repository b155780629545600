import type { StoredProfile } from '@lintas/contract'
import { Button, Group, Paper, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApproveProfile, useProfiles } from '../../api/profiles.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { findBefore, listDifferences } from './differences.ts'
import { OverrideCounts } from './OverrideCounts.tsx'

/** What a supervisor watches over: risk profiles that wait for a second person, and how often officers deviate from what screening asked for. */
export function ReviewProfiles() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const profiles = useProfiles(state)
  const all = profiles.data?.items ?? []
  const proposed = all.filter(each => each.status === 'proposed')
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('profiles.title')}
      </Title>
      {profiles.isError && <Failure failure={profiles.error} retry={() => profiles.refetch()} />}
      {profiles.isPending && <Skeleton height={160} />}
      {profiles.isSuccess && proposed.length === 0 && <Text>{t('profiles.none')}</Text>}
      {proposed.map(each => (
        <Proposal key={`${each.id} ${each.version}`} state={state} proposed={each} before={findBefore(each, all)} />
      ))}
      <OverrideCounts state={state} />
    </Stack>
  )
}

interface ProposalProps {
  readonly state: string
  readonly proposed: StoredProfile
  readonly before: StoredProfile | undefined
}

function Proposal({ state, proposed, before }: ProposalProps) {
  const { t } = useTranslation()
  const session = useSession(state)
  const approve = useApproveProfile(state, proposed)
  const differences = listDifferences(proposed, before)
  const isOwn = proposed.proposedBy === session.data?.accountId
  const title = t('profiles.version', { id: proposed.id, version: proposed.version })
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text>{before === undefined ? t('profiles.new') : t('profiles.changes', { version: before.version })}</Text>
        {differences.length === 0 && <Text>{t('profiles.same')}</Text>}
        {differences.length > 0 && (
          <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={150}>{t('profiles.what')}</Table.Th>
                  {before !== undefined && <Table.Th>{t('profiles.from')}</Table.Th>}
                  <Table.Th>{t('profiles.to')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {differences.map(({ field, before: was, after }) => (
                  <Table.Tr key={field}>
                    <Table.Th scope="row">{t(`profiles.field.${field}`)}</Table.Th>
                    {before !== undefined && (
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>{was === undefined ? '–' : <del>{was}</del>}</Table.Td>
                    )}
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{after === undefined ? '–' : <ins>{after}</ins>}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {approve.isError && <Failure failure={approve.error} />}
        {isOwn ? (
          <Text>{t('profiles.own')}</Text>
        ) : (
          <Group>
            <Button loading={approve.isPending} onClick={() => approve.mutate()}>
              {t('profiles.approve')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}
