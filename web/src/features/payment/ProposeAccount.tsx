import type { NewDebtorAccount } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProposeAccount } from '../../api/money-desk.ts'
import { Failure } from '../../ui/Failure.tsx'

const KINDS = ['deferred-payment', 'comprehensive-guarantee', 'individual-guarantee'] as const
const INSTRUMENTS = ['bank-guarantee', 'bond'] as const
const BLANK = { trader: '', limit: '', term: '', guarantor: '', guarantorReference: '', mrn: '', validFrom: '', validTo: '' }

/** What one administrator proposes for a trader; what does not belong to the kind is not asked. */
export function ProposeAccount({ state, code }: { readonly state: string; readonly code: State }) {
  const { t } = useTranslation()
  const propose = useProposeAccount(state)
  const [kind, setKind] = useState<NewDebtorAccount['kind']>('deferred-payment')
  const [instrument, setInstrument] = useState<NewDebtorAccount['instrument'] | ''>('bank-guarantee')
  const [wish, setWish] = useState(BLANK)
  const field = (name: keyof typeof BLANK, type = 'text', required = true) => (
    <TextInput
      key={name}
      type={type}
      required={required}
      label={t(`money.${name}`, { currency: STATE_FACTS[code].currency })}
      value={wish[name]}
      onChange={event => {
        const { value } = event.currentTarget
        setWish(before => ({ ...before, [name]: value }))
      }}
    />
  )
  const isDeferral = kind === 'deferred-payment'
  const submit = () => {
    const { trader, limit, term, guarantor, guarantorReference, mrn, validFrom, validTo } = wish
    const given = isDeferral
      ? { ...(term === '' ? {} : { term: { kind: 'day-of-month' as const, day: Number(term) } }) }
      : { guarantor, guarantorReference, ...(instrument === '' ? {} : { instrument }), ...(kind === 'individual-guarantee' ? { mrn } : {}) }
    const end = validTo === '' ? {} : { validTo }
    propose.mutate({ kind, trader, limit, validFrom, ...end, ...given }, { onSuccess: () => setWish(BLANK) })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Fieldset legend={t('money.propose')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            <NativeSelect
              label={t('money.kind')}
              data={KINDS.map(value => ({ value, label: t(`payments.kind.${value}`) }))}
              value={kind}
              onChange={event => setKind(event.currentTarget.value as NewDebtorAccount['kind'])}
            />
            {field('trader')}
            {field('limit')}
            {field('validFrom', 'date')}
            {field('validTo', 'date', !isDeferral && instrument !== '')}
            {isDeferral && field('term', 'number', false)}
            {!isDeferral && (
              <NativeSelect
                label={t('money.instrument')}
                data={[
                  ...INSTRUMENTS.map(value => ({ value, label: t(`payments.instrument.${value}`) })),
                  { value: '', label: t('money.instrumentNone') },
                ]}
                value={instrument}
                onChange={event => setInstrument(event.currentTarget.value as NewDebtorAccount['instrument'] | '')}
              />
            )}
            {!isDeferral && [field('guarantor'), field('guarantorReference')]}
            {kind === 'individual-guarantee' && field('mrn')}
          </SimpleGrid>
          {propose.isError && <Failure failure={propose.error} />}
          <Group>
            <Button type="submit" loading={propose.isPending}>
              {t('money.propose')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
