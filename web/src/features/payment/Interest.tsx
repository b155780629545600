import type { InterestAnswer } from '@lintas/contract'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccountInterest } from '../../api/payments.ts'
import { Amount, groupThousands } from '../../ui/Amount.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

/** Interest up to today, span by span: amount, days, rate, law. */
export function Interest({ interest }: { readonly interest: InterestAnswer }) {
  const { t, i18n } = useTranslation()
  const { calculation, charged, toCharge } = interest
  return (
    <TableSection
      inCard
      title={t('debt.interest')}
      none=""
      rows={[...calculation.spans]}
      keyOf={span => span.from}
      columns={[
        { name: t('debt.from'), show: span => writeDay(span.from, i18n.language) },
        { name: t('debt.days'), isFigure: true, show: span => span.days },
        { name: t('debt.base'), isFigure: true, show: span => groupThousands(span.base) },
        { name: t('debt.rate'), show: span => `${span.percent} % ${t(`debt.per.${span.per}`)} × ${span.times}` },
        { name: t('debt.sum'), isFigure: true, show: span => groupThousands(span.amount) },
        { name: t('debt.law'), show: span => span.legalRef },
      ]}
    >
      <Text>
        {t('debt.interestSum')}: <Amount amount={calculation.amount} currency={calculation.currency} strong /> ({t('decision.rounding')}:{' '}
        {calculation.rounding}). {t('debt.interestCharged', { charged: groupThousands(charged), toCharge: groupThousands(toCharge) })}
      </Text>
    </TableSection>
  )
}

/** What it costs that a statement of an account is past its day; or why nothing is charged. */
export function InterestOnAccount({ state, account }: { readonly state: string; readonly account: string }) {
  const { data } = useAccountInterest(state, account)
  if (data === undefined) return null
  return (
    <>
      {data.interest !== undefined && <Interest interest={data.interest} />}
      {data.issues.map(issue => (
        <Text key={issue.code}>{issue.message}</Text>
      ))}
    </>
  )
}
