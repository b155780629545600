import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAuditCandidates } from '../../api/targeting.ts'
import { AskedTable } from '../../ui/AskedTable.tsx'
import { writeDay } from '../../ui/When.tsx'

/** Released goods that were noted for a check after release. */
export function AuditCandidates({ state }: { readonly state: string }) {
  const { t, i18n } = useTranslation()
  const noted = useAuditCandidates(state)
  return (
    <Stack gap="sm">
      <AskedTable
        title={t('targeting.audit.title')}
        none={t('targeting.audit.none')}
        asked={noted}
        rowsOf={({ items }) => items}
        keyOf={each => each.mrn}
        columns={[
          { name: t('targeting.audit.released'), show: each => writeDay(each.releasedOn, i18n.language) },
          {
            name: t('targeting.declaration'),
            show: each => (
              <Anchor component={Link} to={`/${state}/declarations/${each.mrn}`}>
                {each.mrn}
              </Anchor>
            ),
          },
          { name: t('targeting.trader'), show: each => each.trader },
          { name: t('targeting.day.likely'), isFigure: true, show: each => `${Math.round(Number(each.probability) * 100)} %` },
        ]}
      >
        <Text>{t('targeting.audit.about')}</Text>
      </AskedTable>
      <Anchor href={`/${state}/api/v1/risk/audit-candidates.csv`} download>
        {t('delegations.csv')}
      </Anchor>
    </Stack>
  )
}
