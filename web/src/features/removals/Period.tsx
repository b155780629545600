import type { RemovalPeriod } from '@lintas/contract'
import { Button, Group, List, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDeclarePeriod, useRemovalPeriod } from '../../api/removals.ts'
import { Amount, groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { localeOf, writeDay } from '../../ui/When.tsx'

interface PeriodProps {
  readonly state: string
  /** Such as `2026-10`. */
  readonly month: string
  readonly principal: string
}

/** A month whose removals are to be declared: its declarations as the node has them ready, each lodged with one button. */
export function Period({ state, month, principal }: PeriodProps) {
  const { t, i18n } = useTranslation()
  const read = useRemovalPeriod(state, month, principal)
  if (read.isError) return <Failure failure={read.error} retry={() => read.refetch()} />
  if (read.data === undefined) return <Skeleton height={120} />
  const { dueOn, isOver, to, waiting, declarations } = read.data
  const day = (text: string) => writeDay(text, i18n.language)
  const name = new Intl.DateTimeFormat(localeOf(i18n.language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  return (
    <Paper withBorder p="md" component="section" aria-label={`${name}, ${principal}`}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('removals.month', { month: name, trader: principal })}
        </Title>
        <Text>
          {isOver ? t('removals.due', { day: dueOn === undefined ? '' : day(dueOn) }) : t('removals.notOver', { day: day(to) })}
          {waiting > 0 && ` ${t('removals.waiting', { count: waiting })}`}
        </Text>
        {declarations.map(each => (
          <Offered key={each.document.localReference} state={state} offered={each} isOver={isOver} month={name} />
        ))}
      </Stack>
    </Paper>
  )
}

interface OfferedProps {
  readonly state: string
  readonly offered: RemovalPeriod['declarations'][number]
  readonly isOver: boolean
  readonly month: string
}

/** One declaration ready-made: what it declares, and the button that lodges it as it is. */
function Offered({ state, offered, isOver, month }: OfferedProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const declare = useDeclarePeriod(state, mrn => navigate({ to: `/${state}/declarations/${mrn}` }))
  const { office, removals, document } = offered
  return (
    <Stack gap="xs">
      <Text fw={600}>{t('removals.offered', { office, count: removals.length })}</Text>
      <List>
        {document.goodsItems.map(({ sequence, commodityCode = '', description, originCountry = '', quantities, invoiceAmount }) => (
          <List.Item key={sequence}>
            <span className="figure">{commodityCode}</span> {description}, {originCountry}:{' '}
            {quantities.map(({ value, unit }) => `${groupThousands(value)} ${unit}`).join(', ')}
            {invoiceAmount !== undefined && (
              <>
                {', '}
                <Amount {...invoiceAmount} />
              </>
            )}
          </List.Item>
        ))}
      </List>
      {declare.isError && <Failure failure={declare.error} />}
      <Group>
        <Button disabled={!isOver} loading={declare.isPending} onClick={() => declare.mutate(document)}>
          {t('removals.declare', { month })}
        </Button>
      </Group>
    </Stack>
  )
}
