import type { DebtRecordAnswer } from '@lintas/contract'
import { Button, Group, NumberInput, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApplyForInstalments, useDebtRecord, useDecideInstalments } from '../../api/treasury.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'
import { GuaranteeCalls } from './GuaranteeCalls.tsx'
import { Interest } from './Interest.tsx'
import { WriteOffs } from './WriteOffs.tsx'

interface DebtProps {
  readonly state: string
  readonly mrn: string
  readonly permissions: readonly string[]
}

/** What is owed after the goods are gone: by when, by whom, what being late costs and how that was worked out; and paying it in parts. */
export function DebtOfDeclaration({ state, mrn, permissions }: DebtProps) {
  const { t, i18n } = useTranslation()
  const read = useDebtRecord(state, mrn)
  if (read.isError) return <Failure failure={read.error} retry={() => read.refetch()} />
  if (read.data === undefined) return <Skeleton height={120} />
  const debt = read.data
  if (debt.status === 'waits-for-release' || (debt.status === 'discharged' && debt.added.length === 0)) return null
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Paper withBorder p="md" component="section" aria-label={t('debt.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('debt.title')}
      </Title>
      <Stack>
        <TableSection
          minWidth={300}
          none={t('debt.none')}
          rows={debt.dues.map((due, index) => ({ ...due, index }))}
          keyOf={due => String(due.index)}
          columns={[
            { name: t('debt.what'), show: due => t(`debt.kind.${due.kind}`) },
            { name: t('debt.by'), show: due => day(due.dueOn) },
            { name: t('debt.charged'), isFigure: true, show: due => groupThousands(due.amount) },
            { name: t('debt.open'), isFigure: true, show: due => groupThousands(due.open) },
          ]}
        >
          <Text>
            {t(`debt.status.${debt.status}`)} {t('debt.arisen', { day: day(debt.arisenOn) })}{' '}
            {debt.debtors.map(each => `${each.order}. ${each.who} (${t(`debt.as.${each.as}`)})`).join(', ')}
          </Text>
          {debt.issues.map(issue => (
            <Text key={issue.code}>{issue.message}</Text>
          ))}
        </TableSection>
        {debt.interest !== undefined && <Interest interest={debt.interest} />}
        <GuaranteeCalls state={state} mrn={mrn} debt={debt} permissions={permissions} />
        <WriteOffs state={state} mrn={mrn} debt={debt} permissions={permissions} />
        <Instalments state={state} mrn={mrn} debt={debt} permissions={permissions} />
      </Stack>
    </Paper>
  )
}

function Instalments({ state, mrn, debt, permissions }: DebtProps & { readonly debt: DebtRecordAnswer }) {
  const { t, i18n } = useTranslation()
  const plan = debt.plans.at(-1)
  const isOpen = plan?.status === 'applied' || plan?.status === 'agreed'
  if (!isOpen && (debt.status === 'discharged' || !permissions.includes('debt.pay'))) return null
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('debt.instalments')}
      </Title>
      {plan !== undefined && (
        <>
          <Text>
            {t(`debt.plan.${plan.status}`)}{' '}
            {plan.instalments.map(each => `${writeDay(each.dueOn, i18n.language)}: ${groupThousands(each.amount)}`).join('; ')}
          </Text>
          {debt.instalment !== undefined && (
            <Text>
              {t('debt.next', { amount: groupThousands(debt.instalment.payable), day: writeDay(debt.instalment.dueOn, i18n.language) })}
            </Text>
          )}
          {plan.status === 'applied' && permissions.includes('debt.decide-instalments') && <Decide state={state} id={plan.id} />}
        </>
      )}
      {!isOpen && <Apply state={state} mrn={mrn} />}
    </Stack>
  )
}

function Apply({ state, mrn }: { readonly state: string; readonly mrn: string }) {
  const { t } = useTranslation()
  const apply = useApplyForInstalments(state, mrn)
  const [count, setCount] = useState<number | string>(3)
  const [firstOn, setFirstOn] = useState('')
  const [reason, setReason] = useState('')
  return (
    <>
      {apply.isError && <Failure failure={apply.error} />}
      <Group align="end">
        <NumberInput label={t('debt.parts')} value={count} onChange={setCount} min={2} max={120} w={110} />
        <TextInput type="date" label={t('debt.first')} value={firstOn} onChange={event => setFirstOn(event.currentTarget.value)} />
        <TextInput label={t('debt.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={2_000} />
        <Button variant="default" loading={apply.isPending} onClick={() => apply.mutate({ count: Number(count), firstOn, reason })}>
          {t('debt.apply')}
        </Button>
      </Group>
    </>
  )
}

function Decide({ state, id }: { readonly state: string; readonly id: string }) {
  const { t } = useTranslation()
  const decide = useDecideInstalments(state, id)
  const [reason, setReason] = useState('')
  return (
    <>
      {decide.isError && <Failure failure={decide.error} />}
      <Group align="end">
        <TextInput label={t('debt.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} maxLength={2_000} />
        <Button loading={decide.isPending} onClick={() => decide.mutate({ decision: 'agreed' })}>
          {t('debt.agree')}
        </Button>
        <Button
          variant="default"
          loading={decide.isPending}
          onClick={() => decide.mutate({ decision: 'refused', ...(reason === '' ? {} : { reason }) })}
        >
          {t('money.refuse')}
        </Button>
      </Group>
    </>
  )
}
