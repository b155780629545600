import { OUTWARD_OPERATIONS } from '@lintas/customs/duty'
import { REGIME_KINDS } from '@lintas/customs/regimes'
import { Alert, Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApplyForRegime } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { applicationOf, asksFor, BLANK_LINE, BLANK_NORM, type TypedApplication } from './application.ts'
import { Field } from './Field.tsx'
import { Rows } from './Rows.tsx'

const BLANK: TypedApplication = {
  regime: 'warehouse',
  texts: { holder: '', amends: '', codes: '', places: '', termMonths: '', guaranteeAccount: '', validFrom: '', validTo: '', purpose: '' },
  norms: [BLANK_NORM],
  operation: 'repair',
  identification: '',
  use: '',
  list: [BLANK_LINE],
}

/** A holder applies to use a regime; what belongs to another is not asked. What the application lacks, the node names all at once. */
export function Apply({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const apply = useApplyForRegime(state)
  const [typed, setTyped] = useState(BLANK)
  const change = (part: Partial<TypedApplication>) => setTyped(before => ({ ...before, ...part }))
  const asks = asksFor(typed)
  const field = (name: keyof TypedApplication['texts'], type: 'text' | 'date' | 'number' = 'text', required = true) => (
    <Field
      key={name}
      label={t(`regimes.asked.${name}`, { defaultValue: t(`regimes.${name}`) })}
      type={type}
      required={required}
      value={typed.texts[name]}
      set={value => setTyped(before => ({ ...before, texts: { ...before.texts, [name]: value } }))}
    />
  )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        apply.mutate(applicationOf(typed), { onSuccess: () => setTyped(BLANK) })
      }}
    >
      <Fieldset legend={t('regimes.apply')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            <NativeSelect
              label={t('regimes.regime')}
              value={typed.regime}
              data={REGIME_KINDS.map(value => ({ value, label: t(`regimes.kinds.${value}`) }))}
              onChange={event => change({ regime: event.currentTarget.value as TypedApplication['regime'] })}
            />
            {field('validFrom', 'date')}
            {field('validTo', 'date')}
            {field('codes', 'text', false)}
            {field('termMonths', 'number', false)}
            {field('guaranteeAccount', 'text', false)}
            {field('holder', 'text', false)}
            {asks.norms && field('amends', 'text', false)}
            {asks.outward && (
              <NativeSelect
                label={t('regimes.operation')}
                value={typed.operation}
                data={OUTWARD_OPERATIONS.map(value => ({ value, label: t(`regimes.operations.${value}`) }))}
                onChange={event => change({ operation: event.currentTarget.value as TypedApplication['operation'] })}
              />
            )}
            {asks.outward && (
              <Field label={t('regimes.identification')} value={typed.identification} set={identification => change({ identification })} />
            )}
            {asks.relief && <Field label={t('regimes.use')} value={typed.use} set={use => change({ use })} />}
          </SimpleGrid>
          {asks.places && (
            <Textarea
              label={t('regimes.asked.places')}
              autosize
              minRows={2}
              required
              value={typed.texts.places}
              onChange={event => {
                const { value } = event.currentTarget
                setTyped(before => ({ ...before, texts: { ...before.texts, places: value } }))
              }}
            />
          )}
          {asks.norms && (
            <Rows
              title={t('regimes.norms')}
              rows={typed.norms}
              blank={BLANK_NORM}
              columns={['product', 'name', 'unit', 'code', 'quantity', 'materialUnit', 'wastePercent']}
              name={column => t(`regimes.norm.${column}`)}
              set={norms => change({ norms })}
            />
          )}
          {asks.relief && (
            <Rows
              title={t('regimes.list')}
              rows={typed.list}
              blank={BLANK_LINE}
              columns={['name', 'codes', 'amount', 'unit']}
              optional={['unit']}
              name={column => t(`regimes.listed.${column}`)}
              choice={{ column: 'per', values: ['whole', 'year'], name: value => t(`regimes.per.${value}`) }}
              set={list => change({ list })}
            />
          )}
          {field('purpose')}
          {apply.isError && <Failure failure={apply.error} />}
          {apply.data !== undefined && (
            <Alert color="blue" role="status">
              <Text>{t('regimes.applied', { number: apply.data.number })}</Text>
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={apply.isPending}>
              {t('regimes.apply')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
