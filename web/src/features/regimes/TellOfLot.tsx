import type { RegimeLot } from '@lintas/contract'
import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTellOfLot } from '../../api/regimes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Field } from './Field.tsx'

/** What a holder may tell of a lot: what became of part of it, or that it has to stay longer. */
const TOLD = ['loss', 'waste', 'use', 'diversion', 'home', 'extension'] as const
type Told = (typeof TOLD)[number]

/** A holder tells of a lot. What he tells waits for an officer, or is charged at once; what does not fit the lot is not offered. */
export function TellOfLot({ state, lot }: { readonly state: string; readonly lot: RegimeLot }) {
  const { t } = useTranslation()
  const tell = useTellOfLot(state, lot.id)
  const [kind, setKind] = useState<Told>('loss')
  const [quantity, setQuantity] = useState('')
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const fits: Readonly<Record<Told, boolean>> = {
    loss: true,
    waste: true,
    use: lot.regime === 'end-use',
    diversion: lot.regime !== 'outward-processing',
    home: lot.charges.length === 0 && lot.regime === 'free-zone',
    extension: lot.until !== undefined,
  }
  const clear = () => {
    setQuantity('')
    setUntil('')
    setReason('')
  }
  return (
    <form
      className="no-print"
      onSubmit={event => {
        event.preventDefault()
        tell.mutate(kind === 'extension' ? { until, reason } : { kind, quantity, reason }, { onSuccess: clear })
      }}
    >
      <Stack gap="xs">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NativeSelect
            label={t('regimes.tell')}
            value={kind}
            data={TOLD.filter(each => fits[each]).map(value => ({ value, label: t(`regimes.told.${value}`) }))}
            onChange={event => setKind(event.currentTarget.value as Told)}
          />
          {kind === 'extension' ? (
            <Field label={t('regimes.longerUntil')} type="date" value={until} set={setUntil} />
          ) : (
            <Field label={t('regimes.quantityIn', { unit: lot.unit })} value={quantity} set={setQuantity} />
          )}
          <Field label={t('regimes.why')} value={reason} set={setReason} />
        </SimpleGrid>
        {tell.isSuccess && <Text role="status">{t('regimes.toldDone')}</Text>}
        {tell.isError && <Failure failure={tell.error} />}
        <Group>
          <Button type="submit" variant="default" loading={tell.isPending}>
            {t('regimes.tellIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
