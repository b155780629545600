import type { DebtRecordAnswer, GuaranteeCallAnswer } from '@lintas/contract'
import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/act.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

interface GuaranteeCallsProps {
  readonly state: string
  readonly mrn: string
  readonly debt: DebtRecordAnswer
  readonly permissions: readonly string[]
}

/** Guarantors asked to pay an overdue debt by a day; a supervisor asks, and takes it back while nothing is drawn. */
export function GuaranteeCalls({ state, mrn, debt, permissions }: GuaranteeCallsProps) {
  const { t, i18n } = useTranslation()
  const withdraw = useAct<GuaranteeCallAnswer, string>(state, id => `guarantee-calls/${id}/withdrawal`)
  const mayCall = permissions.includes('debt.draw')
  const called = new Set(debt.calls.filter(each => each.status === 'demanded').map(each => each.account))
  const guarantors = debt.status === 'overdue' && mayCall ? debt.debtors.filter(each => each.as === 'guarantor') : []
  const open = guarantors.flatMap(({ account, who, upTo }) =>
    account === undefined || called.has(account) ? [] : [{ account, who, upTo }],
  )
  if (debt.calls.length === 0 && open.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('call.title')}
      </Title>
      {withdraw.isError && <Failure failure={withdraw.error} />}
      {debt.calls.map(({ id, guarantor, account, amount, currency, payBy, status, drawn }) => (
        <Group key={id}>
          <Text>
            {guarantor} ({account}): {currency} {groupThousands(amount)}, {t('call.by', { day: writeDay(payBy, i18n.language) })},{' '}
            {t(`call.status.${status}`)}
            {drawn === undefined ? '' : ` (${currency} ${groupThousands(drawn)})`}
          </Text>
          {mayCall && status === 'demanded' && (
            <Button size="xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(id)}>
              {t('call.withdraw')}
            </Button>
          )}
        </Group>
      ))}
      {open.map(each => (
        <Call key={each.account} state={state} mrn={mrn} {...each} />
      ))}
    </Stack>
  )
}

interface CallProps {
  readonly state: string
  readonly mrn: string
  readonly account: string
  readonly who: string
  readonly upTo: string | undefined
}

function Call({ state, mrn, account, who, upTo }: CallProps) {
  const { t } = useTranslation()
  const call = useAct<GuaranteeCallAnswer, { readonly account: string; readonly days?: number }>(
    state,
    () => `declarations/${mrn}/guarantee-calls`,
    wish => wish,
  )
  const [days, setDays] = useState<number | string>('')
  return (
    <>
      {call.isError && <Failure failure={call.error} />}
      <Group align="end">
        <NumberInput label={t('call.days')} value={days} onChange={setDays} min={1} max={365} w={220} />
        <Button loading={call.isPending} onClick={() => call.mutate({ account, ...(days === '' ? {} : { days: Number(days) }) })}>
          {t('call.ask', { who, upTo: groupThousands(upTo ?? '') })}
        </Button>
      </Group>
    </>
  )
}
