import type { DebtPosition } from '@lintas/contract'
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDefer, usePayDeclaration } from '../../api/payments.ts'
import { Amount } from '../../ui/Amount.tsx'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

interface DueListProps {
  readonly state: string
  readonly due: DebtPosition['due']
  /** Accounts that charges can be put on. */
  readonly accounts: readonly string[]
}

/** What is due now, and the ways to settle it. */
export function DueList({ state, due, accounts }: DueListProps) {
  const { t, i18n } = useTranslation()
  const pay = usePayDeclaration(state)
  const defer = useDefer(state)
  const failure = pay.error ?? defer.error
  const settle = (mrn: string) => (
    <Group gap="xs" justify="flex-end">
      {accounts.map(account => (
        <Button
          key={account}
          size="xs"
          variant="default"
          loading={defer.isPending && defer.variables.mrn === mrn}
          onClick={() => defer.mutate({ mrn, account })}
        >
          {t('payments.defer', { account })}
        </Button>
      ))}
      <Button size="xs" variant="default" loading={pay.isPending && pay.variables === mrn} onClick={() => pay.mutate(mrn)}>
        {t('payments.pay')}
      </Button>
    </Group>
  )
  return (
    <TableSection
      title={t('payments.due')}
      none={t('payments.dueNone')}
      rows={due}
      keyOf={each => each.mrn}
      columns={[
        { name: t('payments.declaration'), show: each => <DeclarationLink state={state} mrn={each.mrn} /> },
        { name: t('payments.since'), show: each => writeDay(each.since, i18n.language) },
        { name: t('payments.amount'), isFigure: true, show: each => <Amount amount={each.amount} currency={each.currency} strong /> },
        { show: each => settle(each.mrn) },
      ]}
    >
      {failure !== null && <Failure failure={failure} />}
    </TableSection>
  )
}
