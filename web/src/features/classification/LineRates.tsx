import type { TariffLineAnswer } from '@lintas/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'

/** The columns of the schedule for one line, in words: what an absent one would charge is not known. */
export function LineRates({ line: { words, unit } }: { readonly line: TariffLineAnswer }) {
  const { t } = useTranslation()
  return (
    <TableSection
      title={t('classify.code.rates')}
      none={t('classify.code.noRates')}
      rows={Object.entries(words)}
      keyOf={([column]) => column}
      minWidth={280}
      columns={[
        { name: t('classify.code.column'), show: ([column]) => t(`classify.column.${column}`, column.toUpperCase()) },
        { name: t('classify.code.rate'), isFigure: true, show: ([, rate]) => rate },
      ]}
    >
      {unit !== undefined && <Text size="sm">{t('classify.code.unit', { unit })}</Text>}
    </TableSection>
  )
}
