import type { CaseDetail } from '@lintas/contract'
import { List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Why a consignment is looked at, from its newest screening; for officers alone. */
export function Reasons({ screenings, hints, inspections }: Pick<CaseDetail, 'screenings' | 'hints' | 'inspections'>) {
  const { t } = useTranslation()
  const hits = screenings[0]?.hits ?? []
  return (
    <List spacing="sm" listStyleType="none">
      {hits.length === 0 && <List.Item>{t('case.noReasons')}</List.Item>}
      {hits.map(hit => (
        <List.Item key={`${hit.source} ${hit.profile}`}>
          <Stack gap={2}>
            <Text>{hit.reason ?? t(`case.source.${hit.source}`)}</Text>
            {hit.instructions !== undefined && <Text size="sm">{hit.instructions}</Text>}
            {hit.problem !== undefined && <Text size="sm">{hit.problem}</Text>}
            <Text size="sm" c="dimmed">
              {[`${hit.profile}@${hit.version}`, ...hit.controls.map(control => t(`control.${control}`))].join(', ')}
              {hit.mitigated && `, ${t('case.mitigated')}`}
              {hit.capped && `, ${t('case.capped')}`}
            </Text>
          </Stack>
        </List.Item>
      ))}
      {(['importer', 'declarant'] as const).map(role => {
        const figures = inspections[role]
        return figures === undefined ? null : <List.Item key={role}>{t(`case.inspections.${role}`, { ...figures })}</List.Item>
      })}
      {hints.map(({ code, path, message }) => (
        <List.Item key={`${code} ${path} ${message}`}>
          <Text>{message}</Text>
          {path !== '' && (
            <Text size="sm" c="dimmed">
              {path}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  )
}
