import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDecideAdversely } from '../../api/decisions.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

export type AdverseAct = 'deny-preference' | 'reclassify' | 'hold'

interface DecideAdverselyProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
  readonly act: AdverseAct
  readonly items: readonly number[]
  onDone(): void
}

/** An officer decides against the goods, in writing: which items, what was found, why, on which law. */
export function DecideAdversely({ state, mrn, revision, act, items, onDone }: DecideAdverselyProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const decide = useDecideAdversely(state, mrn, revision, ({ number }) => navigate({ to: `/${state}/decisions/${number}` }))
  const [item, setItem] = useState(String(items[0] ?? ''))
  const [code, setCode] = useState('')
  const [facts, setFacts] = useState('')
  const reason = useReason()
  const isWhole = reason.isWhole && (act !== 'reclassify' || /^\d{4,12}$/.test(code))
  const said = { ...(facts.trim() === '' ? {} : { facts }), reasons: reason.reasons }
  const body = {
    'deny-preference': { kind: 'denial-of-preference', items: [Number(item)], ...said },
    reclassify: { kind: 'reclassification', items: [{ sequence: Number(item), commodityCode: code }], ...said },
    hold: { kind: 'hold', ...said },
  }[act]
  return (
    <Stack gap="sm">
      {act !== 'hold' && (
        <NativeSelect
          label={t('rights.item')}
          data={items.map(String)}
          value={item}
          onChange={event => setItem(event.currentTarget.value)}
        />
      )}
      {act === 'reclassify' && (
        <TextInput label={t('rights.code')} value={code} onChange={event => setCode(event.currentTarget.value.replace(/\D/g, ''))} />
      )}
      <Textarea
        label={t('rights.facts')}
        value={facts}
        maxLength={4_000}
        autosize
        onChange={event => setFacts(event.currentTarget.value)}
      />
      <ReasonFields reason={reason} />
      {decide.isError && <Failure failure={decide.error} />}
      <Group>
        <Button disabled={!isWhole} loading={decide.isPending} onClick={() => decide.mutate(body)}>
          {t(`case.act.${act}`)}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
