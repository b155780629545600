import type { NewDebtorAccount } from '@lintas/contract'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProposeAccount } from '../../api/money-desk.ts'
import { Failure } from '../../ui/Failure.tsx'

const KINDS = ['deferred-payment', 'comprehensive-guarantee', 'individual-guarantee'] as const
const BLANK = { trader: '', limit: '', term: '', guarantor: '', guarantorReference: '', mrn: '', validFrom: '' }

/** What one administrator proposes for a trader; what does not belong to the kind is not asked. */
export function ProposeAccount({ state, code }: { readonly state: string; readonly code: State }) {
  const { t } = useTranslation()
  const propose = useProposeAccount(state)
  const [kind, setKind] = useState<NewDebtorAccount['kind']>('deferred-payment')
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
    const { trader, limit, term, guarantor, guarantorReference, mrn, validFrom } = wish
    const given = isDeferral
      ? { ...(term === '' ? {} : { term: { kind: 'day-of-month' as const, day: Number(term) } }) }
      : { guarantor, guarantorReference, ...(kind === 'individual-guarantee' ? { mrn } : {}) }
    propose.mutate({ kind, trader, limit, validFrom, ...given }, { onSuccess: () => setWish(BLANK) })
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
            {isDeferral && field('term', 'number', false)}
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
