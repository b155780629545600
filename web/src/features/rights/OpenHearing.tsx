import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHearingAct } from '../../api/hearings.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

interface OpenHearingProps {
  readonly state: string
  readonly mrn: string
  /** The goods items of the declaration, by sequence. */
  readonly items: readonly number[]
}

/** An officer says what was found on released goods, and until when the declarant is heard; nothing is charged before. */
export function OpenHearing({ state, mrn, items }: OpenHearingProps) {
  const { t } = useTranslation()
  const open = useHearingAct(state, mrn)
  const [isOpen, setIsOpen] = useState(false)
  const [item, setItem] = useState(String(items[0] ?? ''))
  const [code, setCode] = useState('')
  const [until, setUntil] = useState('')
  const reason = useReason()
  if (!isOpen)
    return (
      <Group>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          {t('hearing.open')}
        </Button>
      </Group>
    )
  const finding =
    code === ''
      ? { kind: 'denial-of-preference', items: [Number(item)], reasons: reason.reasons }
      : { kind: 'reclassification', items: [{ sequence: Number(item), commodityCode: code }], reasons: reason.reasons }
  const body = { finding, ...(until === '' ? {} : { hearUntil: until }) }
  return (
    <Stack gap="sm" aria-label={t('hearing.open')}>
      <NativeSelect label={t('rights.item')} data={items.map(String)} value={item} onChange={event => setItem(event.currentTarget.value)} />
      <TextInput
        label={t('hearing.code')}
        description={t('hearing.codeHint')}
        value={code}
        maxLength={12}
        onChange={event => setCode(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <TextInput
        type="date"
        label={t('hearing.hearUntil')}
        description={t('hearing.hearUntilHint')}
        value={until}
        onChange={event => setUntil(event.currentTarget.value)}
      />
      <ReasonFields reason={reason} />
      {open.isError && <Failure failure={open.error} />}
      <Group>
        <Button
          disabled={!reason.isWhole}
          loading={open.isPending}
          onClick={() => open.mutate({ body }, { onSuccess: () => setIsOpen(false) })}
        >
          {t('hearing.open')}
        </Button>
        <Button variant="default" onClick={() => setIsOpen(false)}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
