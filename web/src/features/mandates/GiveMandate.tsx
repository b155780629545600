import { MANDATE_SCOPES, type MandateScope } from '@lintas/contract'
import { Button, Checkbox, Fieldset, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGiveMandate } from '../../api/mandates.ts'
import { Failure } from '../../ui/Failure.tsx'

const BLANK = { agentTraderId: '', validFrom: '', validTo: '' }
const DECLARING = MANDATE_SCOPES.filter(scope => scope !== 'payment')

/** Where a trader says what a broker may do for it, from when and until when. Paying is never in it unless it is ticked. */
export function GiveMandate({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const give = useGiveMandate(state)
  const [wish, setWish] = useState(BLANK)
  const [scopes, setScopes] = useState<readonly MandateScope[]>(DECLARING)
  const { agentTraderId, validFrom, validTo } = wish
  const field = (name: keyof typeof BLANK, type: string, required: boolean) => (
    <TextInput
      type={type}
      required={required}
      label={t(`mandates.field.${name}`)}
      value={wish[name]}
      onChange={event => {
        const { value } = event.currentTarget
        setWish(before => ({ ...before, [name]: value }))
      }}
    />
  )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const end = validTo === '' ? {} : { validTo }
        give.mutate({ agentTraderId: agentTraderId.trim(), scopes, validFrom, ...end }, { onSuccess: () => setWish(BLANK) })
      }}
    >
      <Fieldset legend={t('mandates.give')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {field('agentTraderId', 'text', true)}
            {field('validFrom', 'date', true)}
            {field('validTo', 'date', false)}
          </SimpleGrid>
          <Checkbox.Group label={t('mandates.scopes')} value={[...scopes]} onChange={value => setScopes(value as MandateScope[])}>
            <Group mt="xs">
              {MANDATE_SCOPES.map(scope => (
                <Checkbox key={scope} value={scope} label={t(`mandates.scope.${scope}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          {give.isError && <Failure failure={give.error} />}
          <Group>
            <Button type="submit" disabled={scopes.length === 0} loading={give.isPending}>
              {t('mandates.give')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  )
}
