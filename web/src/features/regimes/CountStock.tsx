import type { RegimeLedger } from '@lintas/contract'
import { Alert, Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReconcile, useTakeStock } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from './Field.tsx'

interface CountStockProps {
  readonly state: string
  readonly ledger: RegimeLedger
}

/** A holder tells what was counted of each lot; what is missing and what is too much become cases. Lots left blank were not counted. */
export function TakeStock({ state, ledger }: CountStockProps) {
  const { t } = useTranslation()
  const take = useTakeStock(state, ledger.authorisation.number)
  const [takenOn, setTakenOn] = useState<string>(ledger.asOf)
  const [counted, setCounted] = useState<Readonly<Record<string, string>>>({})
  const lots = ledger.lots.filter(lot => lot.left !== '0')
  return (
    <form
      className="no-print"
      onSubmit={event => {
        event.preventDefault()
        const told = Object.entries(counted).filter(([, quantity]) => quantity !== '')
        take.mutate({ takenOn, counted: told.map(([lot, quantity]) => ({ lot, quantity })) }, { onSuccess: () => setCounted({}) })
      }}
    >
      <Fieldset legend={t('regimes.takeStock')}>
        <Stack gap="xs">
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            <Field label={t('regimes.takenOn')} type="date" value={takenOn} set={setTakenOn} />
            {lots.map(lot => (
              <Field
                key={lot.id}
                label={t('regimes.countedOf', { code: lot.code, mrn: lot.mrn, unit: lot.unit })}
                required={false}
                value={counted[lot.id] ?? ''}
                set={value => setCounted(before => ({ ...before, [lot.id]: value }))}
              />
            ))}
          </SimpleGrid>
          {take.isError && <Failure failure={take.error} />}
          {take.data !== undefined && (
            <Alert color="blue" role="status">
              <Text>{t('regimes.casesOpened', { count: take.data.cases.length })}</Text>
            </Alert>
          )}
          <Group>
            <Button type="submit" variant="default" loading={take.isPending}>
              {t('regimes.tellIt')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}

/** A holder reconciles a period: what was counted of each commodity at its end. What is missing falls due, so it is said before it is done. */
export function Reconcile({ state, ledger }: CountStockProps) {
  const { t } = useTranslation()
  const reconcile = useReconcile(state, ledger.authorisation.number)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [counted, setCounted] = useState<Readonly<Record<string, string>>>({})
  return (
    <form
      className="no-print"
      onSubmit={event => {
        event.preventDefault()
        const told = ledger.stock.map(({ code, unit }) => ({ code, unit, quantity: counted[`${code} ${unit}`] ?? '' }))
        reconcile.mutate({ from, to, counted: told }, { onSuccess: () => setCounted({}) })
      }}
    >
      <Fieldset legend={t('regimes.reconcile')}>
        <Stack gap="xs">
          <Text>{t('regimes.reconcileAbout')}</Text>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            <Field label={t('regimes.periodFrom')} type="date" value={from} set={setFrom} />
            <Field label={t('regimes.periodTo')} type="date" value={to} set={setTo} />
            {ledger.stock.map(({ code, unit }) => (
              <Field
                key={`${code} ${unit}`}
                label={t('regimes.countedIn', { code, unit })}
                value={counted[`${code} ${unit}`] ?? ''}
                set={value => setCounted(before => ({ ...before, [`${code} ${unit}`]: value }))}
              />
            ))}
          </SimpleGrid>
          {reconcile.isError && <Failure failure={reconcile.error} />}
          <Group>
            <Button type="submit" variant="default" loading={reconcile.isPending}>
              {t('regimes.reconcile')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
