import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCloseDivergence } from '../../api/divergences.ts'
import { Failure } from '../../ui/Failure.tsx'

/** Closes a divergence with a reason that everybody reads. */
export function CloseDivergence({ state, number }: { readonly state: string; readonly number: string }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const close = useCloseDivergence(state)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    close.mutate({ number, reason })
  }
  return (
    <form onSubmit={submit} aria-label={`${t('divergences.close')} ${number}`}>
      <Group align="flex-end">
        <TextInput
          label={t('divergences.reason')}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
          minLength={3}
          maxLength={1000}
          required
          miw={260}
        />
        <Button type="submit" variant="default" loading={close.isPending}>
          {t('divergences.close')}
        </Button>
      </Group>
      {close.isError && <Failure failure={close.error} />}
    </form>
  )
}
