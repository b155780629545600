import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDisposalList } from '../../api/disposal.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

/** What anybody may see: goods the state is about to dispose of, how, and until when to object. It names nobody. */
export function PublicList() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const list = useDisposalList(state)
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('disposal.list')}</Title>
        <Text>{t('disposal.listAbout')}</Text>
      </div>
      {list.isError && <Failure failure={list.error} retry={() => list.refetch()} />}
      {list.isPending && <Skeleton height={160} />}
      {list.isSuccess && (
        <TableSection
          none={t('disposal.listNone')}
          rows={list.data.items.flatMap(batch => batch.lines.map(line => ({ ...line, batch })))}
          keyOf={line => `${line.batch.id} ${line.number}`}
          columns={[
            { name: t('disposal.reference'), show: line => t('disposal.lineOf', { batch: line.batch.id, line: line.number }) },
            {
              name: t('disposal.goods'),
              show: ({ description, withdrawn }) =>
                withdrawn === undefined
                  ? description
                  : `${description}. ${t('disposal.out', { day: writeDay(withdrawn.on, i18n.language), ground: t(`disposal.grounds.${withdrawn.ground}`) })}`,
            },
            { name: t('disposal.way'), show: line => t(`disposal.ways.${line.batch.way}`) },
            { name: t('disposal.where'), show: line => line.batch.office },
            {
              name: t('disposal.objectBefore'),
              show: line => (line.batch.approvableFrom === undefined ? '' : writeDay(line.batch.approvableFrom, i18n.language)),
            },
          ]}
        />
      )}
    </Stack>
  )
}
