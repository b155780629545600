import type { SecurityGiven } from '@lintas/contract'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { TableSection } from '../../ui/TableSection.tsx'

/** Security customs holds: for which declaration, why, and as what. */
export function SecurityList({ state, securities }: { readonly state: string; readonly securities: readonly SecurityGiven[] }) {
  const { t } = useTranslation()
  return (
    <TableSection
      title={t('payments.securities')}
      none={t('payments.securitiesNone')}
      rows={securities}
      keyOf={each => each.id}
      columns={[
        { name: t('payments.declaration'), show: each => <DeclarationLink state={state} mrn={each.mrn} /> },
        { name: t('payments.reason'), show: each => t(`payments.reasons.${each.reason}`) },
        { name: t('payments.where'), show: each => each.account ?? t('payments.cash') },
        { name: t('payments.held'), isFigure: true, show: each => <Amount amount={each.open} currency={each.currency} /> },
      ]}
    />
  )
}
