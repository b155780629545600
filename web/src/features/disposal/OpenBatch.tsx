import type { DisposalWish } from '@lintas/contract'
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenBatch } from '../../api/disposal.ts'
import { Failure } from '../../ui/Failure.tsx'

const WAYS = ['sale', 'destruction', 'donation'] as const
const HANDLINGS = ['ordinary', 'hazardous', 'rights', 'food'] as const
type Line = DisposalWish['lines'][number]
interface Written {
  readonly key: number
  readonly of: 'mrn' | 'transportDocument'
  readonly number: string
  readonly description: string
  readonly handling: Line['handling']
}
const blank = (key: number): Written => ({ key, of: 'mrn', number: '', description: '', handling: 'ordinary' })

/** Where an officer writes down the goods of a batch, line by line; the node says what of it is not the state's, or not to be mixed. */
export function OpenBatch({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const open = useOpenBatch(state)
  const [way, setWay] = useState<DisposalWish['way']>('sale')
  const [lines, setLines] = useState<readonly Written[]>([blank(0)])
  const change = (key: number, wish: Partial<Written>) => setLines(all => all.map(each => (each.key === key ? { ...each, ...wish } : each)))
  const submit = () => {
    const given = lines.map(({ of, number, description, handling }): Line => ({ [of]: number.trim(), description, handling }))
    open.mutate({ way, lines: given }, { onSuccess: () => setLines([blank(0)]) })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Fieldset legend={t('disposal.open')}>
        <Stack>
          <NativeSelect
            maw={320}
            label={t('disposal.way')}
            data={WAYS.map(value => ({ value, label: t(`disposal.ways.${value}`) }))}
            value={way}
            onChange={event => setWay(event.currentTarget.value as DisposalWish['way'])}
          />
          {lines.map((line, index) => (
            <SimpleGrid key={line.key} cols={{ base: 1, sm: 2, md: 4 }}>
              <NativeSelect
                label={t('disposal.of', { line: index + 1 })}
                data={[
                  { value: 'mrn', label: t('disposal.mrn') },
                  { value: 'transportDocument', label: t('disposal.transportDocument') },
                ]}
                value={line.of}
                onChange={event => change(line.key, { of: event.currentTarget.value as Written['of'] })}
              />
              <TextInput
                required
                label={t('disposal.number', { line: index + 1 })}
                value={line.number}
                maxLength={70}
                onChange={event => change(line.key, { number: event.currentTarget.value })}
              />
              <TextInput
                required
                label={t('disposal.description', { line: index + 1 })}
                value={line.description}
                maxLength={1_000}
                onChange={event => change(line.key, { description: event.currentTarget.value })}
              />
              <NativeSelect
                label={t('disposal.handling', { line: index + 1 })}
                data={HANDLINGS.map(value => ({ value, label: t(`disposal.handlings.${value}`) }))}
                value={line.handling}
                onChange={event => change(line.key, { handling: event.currentTarget.value as Written['handling'] })}
              />
            </SimpleGrid>
          ))}
          {open.isError && <Failure failure={open.error} />}
          <Group>
            <Button type="submit" loading={open.isPending}>
              {t('disposal.open')}
            </Button>
            <Button variant="default" onClick={() => setLines(all => [...all, blank((all.at(-1)?.key ?? 0) + 1)])}>
              {t('disposal.addLine')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
