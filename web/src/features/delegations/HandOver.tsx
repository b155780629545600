import { DELEGABLE, type DelegablePower } from '@lintas/contract'
import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues, useGiveDelegation } from '../../api/delegations.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'

const BLANK = { to: '', validFrom: '', validTo: '', reason: '' }

/** Where an officer hands over the own cases; a supervisor powers too. What was handed to somebody is not offered: it cannot be handed on. */
export function HandOver({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const session = useSession(state)
  const colleagues = useColleagues(state)
  const give = useGiveDelegation(state)
  const [wish, setWish] = useState(BLANK)
  const [cases, setCases] = useState(true)
  const [powers, setPowers] = useState<readonly string[]>([])
  const items = colleagues.data?.items ?? []
  const colleague = items.find(({ id }) => id === wish.to)
  const offered = session.data?.role === 'supervisor' && colleague?.role === 'officer' ? DELEGABLE : []
  const change = (name: keyof typeof BLANK, value: string) => setWish(before => ({ ...before, [name]: value }))
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const chosen = powers.filter((power): power is DelegablePower => offered.some(each => each === power))
        give.mutate({ ...wish, cases, powers: chosen }, { onSuccess: () => setWish(BLANK) })
      }}
    >
      <Fieldset legend={t('delegations.handOver')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            <NativeSelect
              required
              label={t('delegations.to')}
              data={[{ value: '', label: t('delegations.choose') }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
              value={wish.to}
              onChange={event => change('to', event.currentTarget.value)}
            />
            <TextInput
              required
              type="date"
              label={t('delegations.validFrom')}
              value={wish.validFrom}
              onChange={event => change('validFrom', event.currentTarget.value)}
            />
            <TextInput
              required
              type="date"
              label={t('delegations.validTo')}
              value={wish.validTo}
              onChange={event => change('validTo', event.currentTarget.value)}
            />
          </SimpleGrid>
          <TextInput
            required
            label={t('delegations.reason')}
            maxLength={500}
            value={wish.reason}
            onChange={event => change('reason', event.currentTarget.value)}
          />
          <Checkbox label={t('delegations.ownCases')} checked={cases} onChange={event => setCases(event.currentTarget.checked)} />
          {offered.length > 0 && (
            <Checkbox.Group label={t('delegations.ownPowers')} value={[...powers]} onChange={setPowers}>
              <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
                {offered.map(power => (
                  <Checkbox key={power} value={power} label={t(`delegations.powers.${power}`)} />
                ))}
              </SimpleGrid>
            </Checkbox.Group>
          )}
          {give.isError && <Failure failure={give.error} />}
          <Group>
            <Button type="submit" loading={give.isPending}>
              {t('delegations.handOver')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
