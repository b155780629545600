import { TRANSPORT_NAMES, type TransportName } from '@lintas/customs/reference'
import { Anchor, Group, Select, Skeleton, Stack, Switch, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useModeComparison } from '../../api/modes.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Differences } from './Differences.tsx'

/** What a state asks, charges and offers by one mode of transport and not by another: a table, its law, its CSV. Everybody sees it. */
export function CompareModes() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [from, setFrom] = useState<TransportName>('air')
  const [to, setTo] = useState<TransportName>('land')
  const [isAll, setAll] = useState(true)
  const { data, isError, error, isPending, refetch } = useModeComparison(state, from, to)
  const shown = data?.subjects.filter(each => isAll || !each.same) ?? []
  return (
    <Stack>
      <div>
        <Title order={1}>{t('modes.title')}</Title>
        <Text>{t('modes.about')}</Text>
      </div>
      <Group align="flex-end">
        <ModeSelect label={t('modes.from')} value={from} not={to} choose={setFrom} />
        <ModeSelect label={t('modes.to')} value={to} not={from} choose={setTo} />
        <Switch label={t('modes.showSame')} checked={isAll} onChange={event => setAll(event.currentTarget.checked)} mb={8} />
        <Anchor href={`/${state}/api/v1/modes/differences.csv?from=${from}&to=${to}`} mb={8}>
          CSV
        </Anchor>
      </Group>
      {isError && <Failure failure={error} retry={() => refetch()} />}
      {isPending && <Skeleton height={320} />}
      {data !== undefined && (
        <>
          <Text role="status">{t('modes.differing', { differing: data.differing, all: data.subjects.length })}</Text>
          <Differences subjects={shown} from={data.from} to={data.to} />
          <Text size="sm">
            {t('modes.alike')} {data.alike.map(({ kind, rows }) => `${t(`law.kinds.${kind}`, kind)} ${rows}`).join(', ')}.
          </Text>
        </>
      )}
    </Stack>
  )
}

interface ModeSelectProps {
  readonly label: string
  readonly value: TransportName
  /** The other one of the pair: nothing is compared with itself. */
  readonly not: TransportName
  readonly choose: (name: TransportName) => void
}

function ModeSelect({ label, value, not, choose }: ModeSelectProps) {
  const { t } = useTranslation()
  const data = TRANSPORT_NAMES.map(name => ({ value: name, label: t(`modes.mode.${name}`), disabled: name === not }))
  return <Select label={label} data={data} value={value} onChange={name => name !== null && choose(name)} allowDeselect={false} miw={160} />
}
