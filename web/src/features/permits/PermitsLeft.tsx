import type { PermitAnswer } from '@lintas/contract'
import { Progress, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PermitsAsked, usePermits } from '../../api/permits.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

interface PermitsLeftProps {
  readonly state: string
  /** For which goods; for all where it is left out. */
  readonly goods?: Pick<PermitsAsked, 'code' | 'direction'>
}

/** What is left on the permits that whoever is signed in may see: their own, and those of whom they act for. */
export function PermitsLeft({ state, goods = {} }: PermitsLeftProps) {
  const { t, i18n } = useTranslation()
  const [number, setNumber] = useState('')
  const permits = usePermits(state, { ...goods, ...(number.trim() === '' ? {} : { number: number.trim() }) })
  const periodOf = ({ validFrom, validTo }: PermitAnswer) =>
    [
      t('law.since', { day: writeDay(validFrom, i18n.language) }),
      ...(validTo === undefined ? [] : [t('law.until', { day: writeDay(validTo, i18n.language) })]),
    ].join(', ')
  return (
    <TableSection
      title={t('permits.left')}
      none={permits.isSuccess ? t('permits.none') : ''}
      rows={permits.data?.items ?? []}
      keyOf={each => each.id}
      columns={[
        { name: t('permits.number'), show: each => each.number },
        { name: t('permits.leftOf'), show: each => <Left permit={each} /> },
        { name: t('permits.document'), show: each => each.document ?? each.measure },
        { name: t('permits.holder'), show: each => each.holder },
        { name: t('permits.codes'), show: each => each.codes.join(', ') },
        { name: t('permits.period'), show: periodOf },
        {
          name: t('permits.standing'),
          show: each => `${t(`permits.standings.${each.standing}`)}${each.endReason === undefined ? '' : `: ${each.endReason}`}`,
        },
      ]}
      minWidth={880}
    >
      <Text size="sm">{t('permits.about')}</Text>
      <TextInput
        label={t('permits.find')}
        value={number}
        onChange={event => setNumber(event.currentTarget.value)}
        maxLength={70}
        maw={320}
      />
      {permits.isError && <Failure failure={permits.error} retry={() => permits.refetch()} />}
    </TableSection>
  )
}

function Left({ permit: { quantity, drawn = '0', left } }: { readonly permit: PermitAnswer }) {
  const { t } = useTranslation()
  if (quantity === undefined || left === undefined) return t('permits.unlimited')
  const { value, unit } = quantity
  return (
    <Stack gap={4}>
      <Text size="sm">{t('permits.of', { left, value, unit })}</Text>
      <Progress value={(100 * Number(drawn)) / Number(value)} aria-label={t('permits.taken', { drawn, unit })} />
    </Stack>
  )
}
