import type { RegimeAuthorisation } from '@lintas/contract'
import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDecideAuthorisation } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { Reasons } from './Reasons.tsx'

/** One application with all it asks for; approved by one officer it is examined, by a supervisor who is another it is granted. */
export function DecideApplication({ state, application }: { readonly state: string; readonly application: RegimeAuthorisation }) {
  const { t, i18n } = useTranslation()
  const decide = useDecideAuthorisation(state, application.number)
  const { number, regime, holder, status, purpose, places, codes, norms, amends, outward, relief, validFrom, validTo } = application
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Paper withBorder p="md" component="section" aria-label={number}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {number}: {t(`regimes.kinds.${regime}`)}, {holder}
        </Title>
        <Text>
          {t(`regimes.standings.${status}`)}. {purpose} {t('regimes.period', { from: day(validFrom), to: day(validTo) })}
        </Text>
        {places.length > 0 && <Text>{`${t('regimes.places')}: ${places.map(each => `${each.id} (${each.name})`).join(', ')}`}</Text>}
        {codes.length > 0 && <Text>{`${t('regimes.codes')}: ${codes.join(', ')}`}</Text>}
        {outward !== undefined && (
          <Text>{`${t(`regimes.operations.${outward.operation}`)}. ${t('regimes.identification')}: ${outward.identification}`}</Text>
        )}
        {amends !== undefined && <Text>{`${t('regimes.amends')} ${amends}`}</Text>}
        {norms.map(norm => (
          <Text key={norm.product}>
            {`${norm.product} ${norm.name}: ${norm.materials.map(each => `${each.code} ${each.quantity} ${each.unit}, ${each.wastePercent} %`).join('; ')}`}
          </Text>
        ))}
        {relief?.list.map(each => (
          <Text key={each.line}>
            {`${relief.use} ${each.line}: ${each.codes.join(', ')} ${each.name}: ${each.cap.amount} ${each.cap.of === 'quantity' ? each.cap.unit : ''} ${t(`regimes.per.${each.per}`)}`}
          </Text>
        ))}
        {decide.isError && <Failure failure={decide.error} />}
        <Reasons
          yes={t(status === 'applied' ? 'regimes.examine' : 'regimes.grant')}
          no={t('money.refuse')}
          busy={decide.isPending}
          decide={(isYes, reasons) => decide.mutate({ decision: isYes ? 'approved' : 'refused', reasons })}
        />
      </Stack>
    </Paper>
  )
}
