import { Anchor, Button, Group, NumberInput, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useSetCapacity, useWorklist } from '../../api/targeting.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'

/** What the own office inspects today, and what waits; a supervisor says what it can do. */
export function Worklist({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const list = useWorklist(state)
  const session = useSession(state)
  const office = session.data?.office ?? ''
  const maySet = session.data?.permissions.includes('risk.set-capacity') === true
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('targeting.day.title')}</Title>
      <Text>{t('targeting.day.about')}</Text>
      {maySet && <SetCapacity state={state} office={office} />}
      {list.isError && <Failure failure={list.error} retry={() => list.refetch()} />}
      {list.isPending && <Skeleton height={80} />}
      {list.data === null && <Text>{t('targeting.day.unknown', { office })}</Text>}
      {list.data != null && (
        <>
          <Text fw={600}>
            {t('targeting.day.room', {
              inspections: list.data.inspections,
              exploring: `${Math.round(Number(list.data.exploration) * 100)} %`,
            })}
          </Text>
          <TableSection
            none={t('targeting.day.none')}
            rows={list.data.cases}
            keyOf={each => each.mrn}
            columns={[
              { name: t('targeting.day.why'), show: each => t(`targeting.why.${each.why}`) },
              {
                name: t('targeting.declaration'),
                show: each => (
                  <Anchor component={Link} to={`/${state}/cases/${each.mrn}`}>
                    {each.mrn}
                  </Anchor>
                ),
              },
              { name: t('targeting.trader'), show: each => each.trader },
              { name: t('targeting.day.likely'), isFigure: true, show: each => `${Math.round(Number(each.probability) * 100)} %` },
            ]}
          />
        </>
      )}
    </Stack>
  )
}

function SetCapacity({ state, office }: { readonly state: string; readonly office: string }) {
  const { t } = useTranslation()
  const [inspections, setInspections] = useState<string | number>(10)
  const [exploring, setExploring] = useState<string | number>(5)
  const set = useSetCapacity(state, office)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ inspections: Number(inspections), exploration: String(Number(exploring) / 100) })
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <NumberInput label={t('targeting.day.inspections')} min={0} max={10_000} value={inspections} onChange={setInspections} required />
        <NumberInput label={t('targeting.day.exploring')} min={0} max={50} value={exploring} onChange={setExploring} required />
        <Button type="submit" variant="default" loading={set.isPending}>
          {t('targeting.day.set')}
        </Button>
      </Group>
      {set.isError && <Failure failure={set.error} />}
    </form>
  )
}
