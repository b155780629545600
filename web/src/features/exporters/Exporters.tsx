import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCertifiedExporters, useExporterApplications } from '../../api/exporters.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ApplicationCard } from './ApplicationCard.tsx'
import { ApplyAsExporter } from './ApplyAsExporter.tsx'
import { DeclareOrigin } from './DeclareOrigin.tsx'
import { ExporterRegister } from './ExporterRegister.tsx'
import { MadeDeclarations } from './MadeDeclarations.tsx'
import { OriginLists } from './OriginLists.tsx'

/** Exporters that declare origin themselves: a trader applies, sees its entry and declares; customs examines, certifies and keeps the lists of other states. */
export function Exporters() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const session = useSession(state)
  const permissions = session.data?.permissions ?? []
  const applications = useExporterApplications(state)
  const exporters = useCertifiedExporters(state)
  if (applications.isError) return <Failure failure={applications.error} retry={() => applications.refetch()} />
  if (exporters.isError) return <Failure failure={exporters.error} retry={() => exporters.refetch()} />
  if (applications.isPending || exporters.isPending) return <Skeleton height={160} />
  const own = exporters.data.items.find(each => each.trader !== undefined && each.standing === 'in-force')
  const isApplicant = permissions.includes('exporters.apply')
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('exporters.title')}</Title>
        <Text>{t('exporters.about')}</Text>
      </div>
      {isApplicant && own !== undefined && <DeclareOrigin state={state} exporter={own} />}
      <MadeDeclarations state={state} mayRevoke={isApplicant} />
      <ExporterRegister state={state} exporters={exporters.data.items} mayDecide={permissions.includes('exporters.decide')} />
      <Stack component="section" gap="sm">
        <Title order={2}>{t('exporters.applications')}</Title>
        {applications.data.items.length === 0 && <Text>{t('exporters.noApplication')}</Text>}
        {applications.data.items.map(each => (
          <ApplicationCard key={`${each.id} ${each.status}`} state={state} application={each} permissions={permissions} />
        ))}
      </Stack>
      {isApplicant && <ApplyAsExporter state={state} entry={own} trader={session.data?.organisation?.traderId ?? ''} />}
      {permissions.includes('exporters.read-lists') && <OriginLists state={state} permissions={permissions} />}
    </Stack>
  )
}
