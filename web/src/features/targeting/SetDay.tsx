import type { Worklist } from '@lintas/contract'
import { Button, Group, NumberInput, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetCapacity } from '../../api/targeting.ts'
import { Failure } from '../../ui/Failure.tsx'
import { namePolicy, WEIGHTS } from './name-policy.ts'

interface SetDayProps {
  readonly state: string
  readonly office: string
  /** What stands now; nothing where nobody said anything yet. */
  readonly now: Worklist | undefined
}

/** A supervisor says what the office can do a day, and what the day is ranked by. */
export function SetDay({ state, office, now }: SetDayProps) {
  const { t } = useTranslation()
  const [inspections, setInspections] = useState<string | number>(now?.inspections ?? 10)
  const [exploring, setExploring] = useState<string | number>(Math.round(Number(now?.exploration ?? '0.05') * 100))
  const [weight, setWeight] = useState<string>(now?.revenueWeight ?? '0')
  const set = useSetCapacity(state, office)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ inspections: Number(inspections), exploration: String(Number(exploring) / 100), revenueWeight: weight })
  }
  const weights = WEIGHTS.includes(weight) ? WEIGHTS : [...WEIGHTS, weight].sort()
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NumberInput label={t('targeting.day.inspections')} min={0} max={10_000} value={inspections} onChange={setInspections} required />
        <NumberInput label={t('targeting.day.exploring')} min={0} max={50} value={exploring} onChange={setExploring} required />
        <Select
          label={t('targeting.policy.by')}
          data={weights.map(value => ({ value, label: namePolicy(value, t) }))}
          value={weight}
          onChange={value => value !== null && setWeight(value)}
          allowDeselect={false}
        />
        <Button type="submit" variant="default" loading={set.isPending}>
          {t('targeting.day.set')}
        </Button>
      </Group>
      {set.isError && <Failure failure={set.error} />}
    </form>
  )
}
