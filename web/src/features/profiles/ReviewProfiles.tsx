import type { StoredProfile } from '@lintas/contract'
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApproveProfile, useProfileDiff, useProposedProfiles } from '../../api/profiles.ts'
import { useSession } from '../../api/session.ts'
import { DiffTable } from '../../ui/DiffTable.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { BackTestOf } from './BackTestOf.tsx'
import { OfferedProfiles } from './OfferedProfiles.tsx'
import { OfferProfiles } from './OfferProfiles.tsx'
import { OverrideCounts } from './OverrideCounts.tsx'
import { WriteProfile } from './WriteProfile.tsx'

/** Risk profiles: those that wait for a second person, with what they would have done; a new one to write; and how often officers deviate from what screening asked for. */
export function ReviewProfiles() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const profiles = useProposedProfiles(state)
  const proposed = profiles.data?.items ?? []
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('profiles.title')}
      </Title>
      {profiles.isError && <Failure failure={profiles.error} retry={() => profiles.refetch()} />}
      {profiles.isPending && <Skeleton height={160} />}
      {profiles.isSuccess && proposed.length === 0 && <Text>{t('profiles.none')}</Text>}
      {proposed.map(each => (
        <Proposal key={`${each.id} ${each.version}`} state={state} proposed={each} />
      ))}
      <WriteProfile state={state} />
      <OfferedProfiles state={state} />
      <OfferProfiles state={state} />
      <OverrideCounts state={state} />
    </Stack>
  )
}

interface ProposalProps {
  readonly state: string
  readonly proposed: StoredProfile
}

function Proposal({ state, proposed }: ProposalProps) {
  const { t } = useTranslation()
  const session = useSession(state)
  const approve = useApproveProfile(state, proposed)
  const diff = useProfileDiff(state, proposed)
  const { against, fields = [] } = diff.data ?? {}
  const nameOf = (field: string) => t(`profiles.field.${field}`, field)
  const mayApprove = session.data?.permissions.includes('risk.approve-profile') === true
  const isOwn = proposed.proposedBy === session.data?.accountId
  const title = t('profiles.version', { id: proposed.id, version: proposed.version })
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {proposed.offeredBy !== undefined && <Text>{t('offers.madeOf', { from: proposed.offeredBy.state })}</Text>}
        {proposed.offeredBy?.withdrawn !== undefined && (
          <Text fw={600}>{t('offers.wasWithdrawn', { reason: proposed.offeredBy.withdrawn })}</Text>
        )}
        {diff.isError && <Failure failure={diff.error} retry={() => diff.refetch()} />}
        {diff.isPending && <Skeleton height={120} />}
        {diff.data !== undefined && (
          <>
            <Text>{against === undefined ? t('profiles.new') : t('profiles.changes', { version: against })}</Text>
            {fields.length === 0 ? <Text>{t('profiles.same')}</Text> : <DiffTable fields={fields} name={nameOf} />}
          </>
        )}
        <BackTestOf state={state} profile={proposed} />
        {approve.isError && <Failure failure={approve.error} />}
        {isOwn && <Text>{t('profiles.own')}</Text>}
        {mayApprove && !isOwn && (
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
