import type { CostRequest } from '@lintas/contract'
import { CHANNELS } from '@lintas/customs/duty'
import { MEASURE_DIRECTIONS } from '@lintas/customs/permits'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Need } from './needs.ts'

interface CostFormProps {
  readonly state: string
  readonly code: string
  /** What the charges ask for besides, once it is known. */
  readonly needs: readonly Need[]
  readonly ask: (question: CostRequest) => void
}

/** The facts of goods and their sale; what only some charges need is asked for once one of them does. */
export function CostForm({ state, code, needs, ask }: CostFormProps) {
  const { t } = useTranslation()
  const member = parseState(state)
  const currency = member === undefined ? 'USD' : STATE_FACTS[member].currency
  const [facts, setFacts] = useState({
    code,
    direction: 'import',
    origin: '',
    destination: '',
    value: '',
    currency: currency as string,
    channel: '',
    freight: '',
    insurance: '',
    date: '',
  })
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [kept, setKept] = useState<{ readonly code: string; readonly needs: readonly Need[] }>({ code, needs: [] })
  const more = needs.filter(need => !kept.needs.some(each => isSame(each, need)))
  const asked = facts.code === kept.code ? [...kept.needs, ...more] : [] // what one code is charged by says nothing of another
  const set = (name: keyof typeof facts) => (text: string) => setFacts(before => ({ ...before, [name]: text }))

  function submit(event: FormEvent) {
    event.preventDefault()
    setKept({ code: facts.code, needs: asked })
    ask(questionOf(facts, asked, said))
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            required
            label={t('cost.code')}
            value={facts.code}
            onChange={event => set('code')(event.currentTarget.value)}
            w={160}
          />
          <TextInput
            label={t('cost.origin')}
            placeholder="CN"
            maxLength={2}
            value={facts.origin}
            onChange={event => set('origin')(event.currentTarget.value.toUpperCase())}
            w={140}
          />
          <TextInput
            required
            label={t('cost.value')}
            inputMode="decimal"
            pattern="[0-9]+(\.[0-9]+)?"
            value={facts.value}
            onChange={event => set('value')(event.currentTarget.value)}
            w={140}
          />
          <TextInput
            required
            label={t('cost.currency')}
            maxLength={3}
            minLength={3}
            value={facts.currency}
            onChange={event => set('currency')(event.currentTarget.value.toUpperCase())}
            w={110}
          />
          <Select
            label={t('cost.channel')}
            placeholder={t('cost.anyChannel')}
            clearable
            data={CHANNELS.map(value => ({ value, label: t(`cost.channels.${value}`) }))}
            value={facts.channel === '' ? null : facts.channel}
            onChange={value => set('channel')(value ?? '')}
            w={200}
          />
        </Group>
        <Group align="flex-end" gap="sm">
          <Select
            label={t('cost.direction')}
            allowDeselect={false}
            data={MEASURE_DIRECTIONS.map(value => ({ value, label: t(`cost.directions.${value}`) }))}
            value={facts.direction}
            onChange={value => set('direction')(value ?? 'import')}
            w={200}
          />
          {facts.direction === 'export' && (
            <TextInput
              label={t('cost.destination')}
              placeholder="CN"
              maxLength={2}
              value={facts.destination}
              onChange={event => set('destination')(event.currentTarget.value.toUpperCase())}
              w={200}
            />
          )}
          {(['freight', 'insurance'] as const).map(name => (
            <TextInput
              key={name}
              label={t(`cost.${name}`)}
              inputMode="decimal"
              pattern="[0-9]+(\.[0-9]+)?"
              value={facts[name]}
              onChange={event => set(name)(event.currentTarget.value)}
              w={200}
            />
          ))}
          <TextInput
            type="date"
            label={t('cost.day')}
            value={facts.date}
            onChange={event => set('date')(event.currentTarget.value)}
            w={170}
          />
        </Group>
        {asked.length > 0 && <Text>{t('cost.needs')}</Text>}
        {asked.length > 0 && (
          <Group align="flex-end" gap="sm">
            {asked.map(need => (
              <TextInput
                key={keyOf(need)}
                label={need.kind === 'quantity' ? t('cost.quantity', { unit: need.unit }) : `${need.name} (${need.unit})`}
                inputMode="decimal"
                value={said[keyOf(need)] ?? ''}
                onChange={event => {
                  const text = event.currentTarget.value
                  setSaid(before => ({ ...before, [keyOf(need)]: text }))
                }}
              />
            ))}
          </Group>
        )}
        <Group>
          <Button type="submit">{t('cost.ask')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

function keyOf({ kind, name }: Need): string {
  return `${kind} ${name}`
}

function isSame(a: Need, b: Need): boolean {
  return keyOf(a) === keyOf(b)
}

type Facts = Readonly<
  Record<'code' | 'direction' | 'origin' | 'destination' | 'value' | 'currency' | 'channel' | 'freight' | 'insurance' | 'date', string>
>

function questionOf(
  { code, direction, origin, destination, value, currency, channel, freight, insurance, date }: Facts,
  asked: readonly Need[],
  said: Readonly<Record<string, string>>,
): CostRequest {
  const given = asked.flatMap(need => {
    const text = said[keyOf(need)]?.trim() ?? ''
    return text === '' ? [] : [{ ...need, text }]
  })
  const chosen = CHANNELS.find(each => each === channel)
  return {
    code: code.replaceAll(/[.\s]/g, ''),
    value: { amount: value, currency },
    quantities: given.flatMap(each => (each.kind === 'quantity' ? [{ value: each.text, unit: each.unit }] : [])),
    attributes: Object.fromEntries(given.flatMap(each => (each.kind === 'attribute' ? [[each.name, each.text]] : []))),
    ...(direction === 'export' ? { direction } : {}),
    ...(direction !== 'export' || destination === '' ? {} : { destinationCountry: destination }),
    ...(origin === '' ? {} : { originCountry: origin }),
    ...(chosen === undefined ? {} : { channel: chosen }),
    ...(freight === '' ? {} : { freight: { amount: freight, currency } }),
    ...(insurance === '' ? {} : { insurance: { amount: insurance, currency } }),
    ...(date === '' ? {} : { date }),
  }
}
