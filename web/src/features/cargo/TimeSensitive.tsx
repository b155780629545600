import { TIME_SENSITIVE_KINDS } from '@lintas/customs/cargo'
import { Button, Checkbox, Group, Paper, Skeleton, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { useStandingAct, useStandingAuthorisations } from '../../api/time-sensitive.ts'
import { Failure } from '../../ui/Failure.tsx'
import { StandingCard } from './StandingCard.tsx'

/** Goods that cannot wait: an operator applies to have them served first, customs decides. */
export function TimeSensitive() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const permissions = useSession(state).data?.permissions ?? []
  const authorisations = useStandingAuthorisations(state)
  const rows = authorisations.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Stack gap="lg">
      <Title order={1}>{t('urgent.title')}</Title>
      <Text>{t('urgent.about')}</Text>
      {permissions.includes('cargo.apply') && <Apply state={state} />}
      {authorisations.isError && <Failure failure={authorisations.error} retry={() => authorisations.refetch()} />}
      {authorisations.isPending && <Skeleton height={160} />}
      {authorisations.isSuccess && rows.length === 0 && <Text>{t('urgent.none')}</Text>}
      {rows.map(row => (
        <StandingCard
          key={`${row.number} ${row.status}`}
          state={state}
          authorisation={row}
          mayDecide={permissions.includes('cargo.decide')}
          maySuspend={permissions.includes('cargo.suspend')}
        />
      ))}
      {authorisations.hasNextPage && (
        <Button variant="default" onClick={() => authorisations.fetchNextPage()} loading={authorisations.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </Stack>
  )
}

function Apply({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const act = useStandingAct(state)
  const [kinds, setKinds] = useState<string[]>([])
  const [codes, setCodes] = useState('')
  const [purpose, setPurpose] = useState('')
  const [validFrom, setFrom] = useState('')
  const [validTo, setTo] = useState('')
  const body = { kinds, codes: codes.split(/[\s,]+/).filter(each => each !== ''), purpose, validFrom, validTo }
  const isWhole = kinds.length > 0 && purpose.trim() !== '' && validFrom !== '' && validTo !== ''
  const send = () => act.mutate({ body }, { onSuccess: () => [setKinds([]), setCodes(''), setPurpose('')] })
  return (
    <Paper withBorder p="md" component="section" aria-label={t('urgent.apply')}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {t('urgent.apply')}
        </Title>
        {act.isError && <Failure failure={act.error} />}
        <Checkbox.Group label={t('urgent.goods')} value={kinds} onChange={setKinds}>
          <Group mt="xs">
            {TIME_SENSITIVE_KINDS.map(kind => (
              <Checkbox key={kind} value={kind} label={t(`urgent.kind.${kind}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput
          label={t('urgent.codes')}
          description={t('urgent.codesHelp')}
          value={codes}
          onChange={event => setCodes(event.currentTarget.value)}
        />
        <Textarea label={t('urgent.purpose')} value={purpose} maxLength={1000} onChange={event => setPurpose(event.currentTarget.value)} />
        <Group>
          <TextInput type="date" label={t('urgent.from')} value={validFrom} onChange={event => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t('urgent.to')} value={validTo} onChange={event => setTo(event.currentTarget.value)} />
        </Group>
        <Group>
          <Button loading={act.isPending} disabled={!isWhole} onClick={send}>
            {t('urgent.send')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
