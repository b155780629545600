import type { PreferencesAnswer } from '@lintas/contract'
import { LATE_GROUNDS } from '@lintas/customs/proofs'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'
import { writeDay } from '../../ui/When.tsx'

interface SettleClaimsProps {
  readonly items: PreferencesAnswer['items']
  readonly busy: boolean
  readonly send: (body: object) => void
}

/** An officer grants or denies a claim that waits; where the proof bears another code, the officer says which is right. */
export function SettleClaims({ items, busy, send }: SettleClaimsProps) {
  const { t, i18n } = useTranslation()
  const open = items.filter(each => each.standing === 'waiting' || each.standing === 'on-security' || each.codes !== undefined)
  const [chosen, setChosen] = useState(String(open[0]?.sequence ?? ''))
  const [code, setCode] = useState('')
  const [late, setLate] = useState('')
  const reason = useReason()
  const item = open.find(each => String(each.sequence) === chosen) ?? open[0]
  if (item === undefined) return null
  const { sequence, codes, lateSince } = item
  const right = codes === undefined ? undefined : code === '' ? codes.declared : code
  const reasons = reason.isWhole ? reason.reasons : []
  const accepting = lateSince === undefined || late === '' ? {} : { late }
  const granting = {
    outcome: 'granted',
    items: [{ sequence, ...(right === undefined ? {} : { commodityCode: right }), ...accepting }],
    reasons,
  }
  return (
    <Stack gap="xs">
      <Text size="sm">{t('preferences.settleAbout')}</Text>
      {open.length > 1 && (
        <NativeSelect
          label={t('preferences.item')}
          data={open.map(each => String(each.sequence))}
          value={chosen}
          onChange={event => [setChosen(event.currentTarget.value), setCode(''), setLate('')]}
        />
      )}
      {codes !== undefined && (
        <NativeSelect
          label={t('preferences.rightCode')}
          data={[
            { value: codes.declared, label: t('preferences.declaredCode', { code: codes.declared }) },
            { value: codes.certified, label: t('preferences.certifiedCode', { code: codes.certified }) },
          ]}
          value={right ?? ''}
          onChange={event => setCode(event.currentTarget.value)}
        />
      )}
      {lateSince !== undefined && (
        <NativeSelect
          label={t('preferences.late', { day: writeDay(lateSince, i18n.language) })}
          data={[
            { value: '', label: t('preferences.notLate') },
            ...LATE_GROUNDS.map(each => ({ value: each, label: t(`preferences.grounds.${each}`) })),
          ]}
          value={late}
          onChange={event => setLate(event.currentTarget.value)}
        />
      )}
      <ReasonFields reason={reason} />
      <Group>
        <Button loading={busy} disabled={'late' in accepting && !reason.isWhole} onClick={() => send(granting)}>
          {t(codes === undefined ? 'preferences.grant' : 'preferences.settle')}
        </Button>
        <Button
          variant="default"
          loading={busy}
          disabled={!reason.isWhole}
          onClick={() => send({ outcome: 'denied', items: [{ sequence }], reasons: reason.reasons })}
        >
          {t('preferences.deny')}
        </Button>
      </Group>
    </Stack>
  )
}
