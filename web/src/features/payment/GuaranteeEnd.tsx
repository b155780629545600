import type { DebtorAccountAnswer } from '@lintas/contract'
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** That a guarantee ends soon, or has ended; nothing where it does neither. */
export function GuaranteeEnd({ account: { endsInDays } }: { readonly account: Pick<DebtorAccountAnswer, 'endsInDays'> }) {
  const { t } = useTranslation()
  if (endsInDays === undefined) return null
  return endsInDays > 0 ? (
    <Alert color="yellow">{t('payments.endsIn', { count: endsInDays })}</Alert>
  ) : (
    <Alert color="red">{t('payments.ended')}</Alert>
  )
}
