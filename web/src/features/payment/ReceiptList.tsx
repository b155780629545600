import type { Receipt } from '@lintas/contract'
import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

/** What was paid, each with its receipt to print. */
export function ReceiptList({ state, receipts }: { readonly state: string; readonly receipts: readonly Receipt[] }) {
  const { t, i18n } = useTranslation()
  const page = (number: string) => (
    <Anchor href={`/${state}/api/v1/receipts/${number}/page`} target="_blank" rel="noreferrer">
      {number}
    </Anchor>
  )
  return (
    <TableSection
      title={t('payments.receipts')}
      none={t('payments.receiptsNone')}
      rows={receipts}
      keyOf={each => each.number}
      columns={[
        { name: t('payments.number'), show: each => page(each.number) },
        { name: t('payments.issuedOn'), show: each => writeDay(each.issuedOn, i18n.language) },
        { name: t('payments.for'), show: each => <Text ff="monospace">{each.mrn ?? each.account}</Text> },
        { name: t('payments.amount'), isFigure: true, show: each => <Amount amount={each.amount} currency={each.currency} /> },
      ]}
    />
  )
}
