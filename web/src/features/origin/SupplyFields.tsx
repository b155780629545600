import { Group, NativeSelect, TextInput } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplyDraft } from './supply-draft.ts'

interface FieldsProps {
  readonly draft: SupplyDraft
  readonly change: (draft: SupplyDraft) => void
}

/** The product a declaration is about. */
export function ProductFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation()
  const write = writing(draft, change)
  return (
    <>
      <Group grow preventGrowOverflow={false} align="end">
        <TextInput label={t('supply.article')} value={draft.article} onChange={write('article')} />
        <TextInput label={t('supply.code')} value={draft.code} onChange={write('code')} />
      </Group>
      <TextInput label={t('supply.description')} value={draft.description} onChange={write('description')} />
    </>
  )
}

/** What is declared of it: its origin, and which deliveries or days that is for. */
export function StatementFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation()
  const write = writing(draft, change)
  const options = (keys: readonly string[], of: string) => keys.map(value => ({ value, label: t(`supply.${of}.${value}`) }))
  return (
    <>
      <NativeSelect
        label={t('supply.says')}
        data={options(['originating', 'partial', 'non-originating'], 'origin')}
        value={draft.status}
        onChange={write('status')}
      />
      <Group grow preventGrowOverflow={false} align="end">
        <TextInput label={t('supply.country')} value={draft.country} onChange={write('country')} />
        {draft.status === 'originating' && (
          <TextInput label={t('supply.criterion')} placeholder="CTH" value={draft.criterion} onChange={write('criterion')} />
        )}
        {draft.status === 'partial' && <TextInput label={t('supply.rvc')} value={draft.rvc} onChange={write('rvc')} />}
      </Group>
      <NativeSelect
        label={t('supply.covers')}
        data={options(['long-term', 'delivery'], 'kind')}
        value={draft.kind}
        onChange={write('kind')}
      />
      {draft.kind === 'long-term' ? (
        <Group grow preventGrowOverflow={false} align="end">
          <TextInput type="date" label={t('supply.from')} value={draft.from} onChange={write('from')} />
          <TextInput type="date" label={t('supply.to')} value={draft.to} onChange={write('to')} />
        </Group>
      ) : (
        <Group grow preventGrowOverflow={false} align="end">
          <TextInput label={t('supply.document')} value={draft.document} onChange={write('document')} />
          <TextInput type="date" label={t('supply.deliveredOn')} value={draft.from} onChange={write('from')} />
          <TextInput label={t('supply.quantity')} value={draft.quantity} onChange={write('quantity')} />
          <TextInput label={t('supply.unit')} value={draft.unit} onChange={write('unit')} />
        </Group>
      )}
    </>
  )
}

function writing(draft: SupplyDraft, change: (draft: SupplyDraft) => void) {
  return (field: keyof SupplyDraft) => (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
    change({ ...draft, [field]: event.currentTarget.value })
}
