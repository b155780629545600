import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useLocation, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../api/drafts.ts'
import { Failure } from '../../ui/Failure.tsx'
import { CarriedOver } from './CarriedOver.tsx'
import { EditDraft } from './EditDraft.tsx'

/** A draft: what it began with, its main fields, and what stands in the way of lodging it. */
export function SeeDraft() {
  const { state = '', id = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const { begun } = useLocation().state
  const draft = useDraft(state, id)
  if (draft.isError) return <Failure failure={draft.error} retry={() => draft.refetch()} />
  if (draft.data === undefined) return <Skeleton height={320} />
  return (
    <Stack>
      <div>
        <Title order={1}>{t('draft.title')}</Title>
        <Text>{t('draft.about')}</Text>
      </div>
      {begun !== undefined && <CarriedOver begun={begun} />}
      <EditDraft state={state} draft={draft.data} />
    </Stack>
  )
}
