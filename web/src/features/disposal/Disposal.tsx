import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDisposalBatches } from '../../api/disposal.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Batch } from './Batch.tsx'
import { OpenBatch } from './OpenBatch.tsx'

/** What is the state's and is disposed of by batch: opened, put on the public list, approved by two officers, certified. */
export function Disposal() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const batches = useDisposalBatches(state)
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('disposal.title')}</Title>
        <Text>{t('disposal.about')}</Text>
      </div>
      <OpenBatch state={state} />
      {batches.isError && <Failure failure={batches.error} retry={() => batches.refetch()} />}
      {batches.isPending && <Skeleton height={160} />}
      {batches.data?.items.length === 0 && <Text>{t('disposal.none')}</Text>}
      {batches.data?.items.map(batch => (
        <Batch key={batch.id} state={state} batch={batch} />
      ))}
    </Stack>
  )
}
