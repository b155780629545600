import { List, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useManifestFindings } from '../../api/cargo.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'

/** For officers: what profiles picked before anything was declared, and declarations that say otherwise than the manifest. */
export function Findings({ state, number }: { readonly state: string; readonly number: string }) {
  const { t } = useTranslation()
  const findings = useManifestFindings(state, number, true)
  const { hits = [], mismatches = [] } = findings.data ?? {}
  return (
    <Stack gap="sm" component="section" aria-label={t('cargo.findings')}>
      <Title order={2} size="h3">
        {t('cargo.findings')}
      </Title>
      {findings.isError && <Failure failure={findings.error} retry={() => findings.refetch()} />}
      {findings.isSuccess && hits.length + mismatches.length === 0 && <Text>{t('cargo.findingsNone')}</Text>}
      {hits.map(hit => (
        <div key={hit.profile}>
          <Text fw={600}>
            {hit.reason} ({hit.profile}, {hit.count})
          </Text>
          {hit.instructions !== undefined && <Text>{hit.instructions}</Text>}
          <Text size="sm" ff="monospace">
            {hit.documents.join(', ')}
          </Text>
        </div>
      ))}
      {mismatches.length > 0 && (
        <>
          <Text>{t('cargo.mismatches')}</Text>
          <List>
            {mismatches.map(({ mrn, issues }) => (
              <List.Item key={mrn}>
                <DeclarationLink state={state} mrn={mrn} />: {issues.map(issue => issue.message).join(' ')}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}
