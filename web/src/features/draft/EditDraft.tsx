import { TIME_SENSITIVE_KINDS } from '@lintas/customs/cargo'
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../api/client.ts'
import { type Draft, useDiscardDraft, useLodgeDraft, useSaveDraft } from '../../api/drafts.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Problems, type ShownProblem } from '../declaration/Problems.tsx'
import { countTransports, editOf, OF_ITEM, type Values, valuesOf, WHOLE } from './draft-fields.ts'

interface EditDraftProps {
  readonly state: string
  readonly draft: Draft
}

/** Dark enough on the page, in either scheme (WCAG 2.2, 1.4.3). */
const ERROR = { error: { color: 'light-dark(#9b1c14, #ffb4ad)' } }

/** The main fields, each with what is wrong with it beside it; whatever is wrong elsewhere stands above. */
export function EditDraft({ state, draft }: EditDraftProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [values, setValues] = useState<Values>(() => valuesOf(draft.document))
  const save = useSaveDraft(state, draft)
  const lodge = useLodgeDraft(state, draft, mrn => navigate({ to: `/${state}/declarations/${mrn}` }))
  const discard = useDiscardDraft(state, draft, () => navigate({ to: `/${state}/lodge` }))
  const busy = save.isPending || lodge.isPending || discard.isPending

  const failure = lodge.error ?? save.error ?? discard.error
  const refused = failure instanceof Refusal ? failure.problem.issues : undefined
  const problems: readonly ShownProblem[] = refused ?? save.data?.problems ?? []
  const beside = (path: string) => problems.filter(each => each.path === path && each.severity !== 'hint')
  const elsewhere = problems.filter(each => values[each.path] === undefined || each.severity === 'hint')

  const run = (doing: typeof save.mutate | typeof lodge.mutate) => {
    save.reset()
    lodge.reset()
    doing(editOf(draft.document, values))
  }
  const wrong = (path: string) =>
    beside(path)
      .map(each => each.message)
      .join(' ') || undefined
  const put = (path: string, value: string) => setValues(before => ({ ...before, [path]: value }))
  const kind = (path: string) => (
    <NativeSelect
      key={path}
      label={t('draft.field.timeSensitive-kind')}
      data={[
        { value: '', label: t('draft.noneUrgent') },
        ...TIME_SENSITIVE_KINDS.map(value => ({ value, label: t(`urgent.kind.${value}`) })),
      ]}
      styles={ERROR}
      value={values[path] ?? ''}
      error={wrong(path)}
      onChange={event => put(path, event.currentTarget.value)}
    />
  )
  const field = (path: string, label: string, type: string = 'text', description?: string) => (
    <TextInput
      key={path}
      label={label}
      {...(description === undefined ? {} : { description })}
      type={type === 'date' ? 'date' : 'text'}
      styles={ERROR}
      inputMode={type === 'amount' ? 'decimal' : 'text'}
      value={values[path] ?? ''}
      error={wrong(path)}
      onChange={event => put(path, event.currentTarget.value)}
    />
  )
  const transports = countTransports(values)
  return (
    <Stack component="section">
      {failure !== null && refused === undefined && <Failure failure={failure} />}
      <Problems problems={elsewhere} />
      {save.isSuccess && save.data.summary.errors === 0 && <Text role="status">{t('draft.clean')}</Text>}
      <Fieldset legend={t('draft.whole')}>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          {WHOLE.map(([path, type]) => (type === 'kind' ? kind(path) : field(path, t(`draft.field.${path.replace('.', '-')}`), type)))}
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('draft.part.transportDocuments')}>
        <Stack gap="sm">
          {[...Array(transports).keys()].map(place => (
            <SimpleGrid key={place} cols={{ base: 1, sm: 2 }}>
              {field(`transportDocuments[${place}].id`, t('draft.field.transportDocument', { number: place + 1 }))}
              {field(`transportDocuments[${place}].type`, t('draft.field.transportType', { number: place + 1 }))}
            </SimpleGrid>
          ))}
          <Group>
            <Button
              variant="default"
              onClick={() =>
                setValues({ ...values, [`transportDocuments[${transports}].id`]: '', [`transportDocuments[${transports}].type`]: '' })
              }
            >
              {t('draft.addTransport')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
      {draft.document.goodsItems.map((item, place) => {
        const name = t('draft.item', { number: place + 1 })
        const unit = { 'quantities[0].value': item.quantities[0]?.unit, 'invoiceAmount.amount': item.invoiceAmount?.currency }
        return (
          <Fieldset key={item.sequence} legend={name}>
            <Text mb="sm">
              {item.commodityCode} {item.description}
            </Text>
            <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
              {OF_ITEM.filter(each => values[`goodsItems[${place}].${each}`] !== undefined).map(each => {
                const of = unit[each as keyof typeof unit]
                const label = t(`draft.ofItem.${each.replace(/\W+/g, '-')}`)
                return field(`goodsItems[${place}].${each}`, of === undefined ? label : `${label} (${of})`, 'amount')
              })}
            </SimpleGrid>
          </Fieldset>
        )
      })}
      <Group>
        <Button loading={lodge.isPending} disabled={busy && !lodge.isPending} onClick={() => run(lodge.mutate)}>
          {t('draft.lodge')}
        </Button>
        <Button variant="default" loading={save.isPending} disabled={busy && !save.isPending} onClick={() => run(save.mutate)}>
          {t('draft.save')}
        </Button>
        <Button variant="subtle" disabled={busy} onClick={() => discard.mutate()}>
          {t('draft.discard')}
        </Button>
      </Group>
    </Stack>
  )
}
