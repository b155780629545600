import type { RegimeLot } from '@lintas/contract'
import { Anchor, Group, List, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { writeDay } from '../../ui/When.tsx'
import { TellOfLot } from './TellOfLot.tsx'

/** Within so many days of its last one a lot is shown as near it: the first warning. */
const NEAR_DAYS = 30

interface LotCardProps {
  readonly state: string
  readonly lot: RegimeLot
  /** Whether whoever reads it may tell of it, too. */
  readonly keeps: boolean
}

/** One lot: how much of its suspended debt is still open as a bar, the days left in words, and what happened to it. */
export function LotCard({ state, lot, keeps }: LotCardProps) {
  const { t, i18n } = useTranslation()
  const { mrn, item, code, description, quantity, left, unit, place, debt, currency, until, daysLeft, movements } = lot
  const day = (text: string) => writeDay(text, i18n.language)
  const isNear = daysLeft !== undefined && daysLeft <= NEAR_DAYS && left !== '0'
  return (
    <Paper withBorder p="md" component="article" aria-label={`${code} ${mrn} ${item}`}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3} size="h4">
            {code} {description}
          </Title>
          <Text>
            {t(`regimes.states.${lot.state}`)}
            {place !== undefined && `, ${place}`}
          </Text>
        </Group>
        <Text>
          <Anchor component={Link} to={`/${state}/declarations/${mrn}`} ff="monospace">
            {mrn}
          </Anchor>
          {`, ${item}: ${t('regimes.leftOf', { left, quantity, unit })}`}
        </Text>
        {lot.identification !== undefined && lot.identification.length > 0 && (
          <Text>
            {t('regimes.identification')}: {lot.identification.join(', ')}
          </Text>
        )}
        <Progress
          value={shareOf(debt.open, debt.suspended)}
          aria-label={t('regimes.debts.open')}
          {...(isNear ? { color: 'orange' } : {})}
        />
        <Text>
          {t('regimes.debts.open')} <Amount amount={debt.open} currency={currency} strong />, {t('regimes.debts.discharged')}{' '}
          <Amount amount={debt.discharged} currency={currency} />, {t('regimes.debts.due')} <Amount amount={debt.due} currency={currency} />
        </Text>
        {lot.partialRelief !== undefined && (
          <Text>{t('regimes.inPart', { percent: lot.partialRelief.percentPerMonth, lawRow: lot.partialRelief.lawRow })}</Text>
        )}
        {until !== undefined && (
          <Text {...(isNear ? { fw: 600 } : {})}>
            {t('regimes.until')} {day(until)}
            {left !== '0' && daysLeft !== undefined && `: ${t('regimes.daysLeft', { count: daysLeft })}`}
          </Text>
        )}
        {movements.length > 0 && (
          <List>
            {movements.map(each => (
              <List.Item key={each.id}>
                {day(each.settledOn ?? each.movedOn)}: {t(`regimes.movement.${each.kind}`)} {each.quantity} {unit},{' '}
                {t(`regimes.fate.${each.fate ?? each.status}`)} <Amount amount={each.charges} currency={currency} />
                {each.charged !== undefined && (
                  <>
                    , {t('regimes.chargedInPart', { months: each.charged.months, percent: each.charged.percentPerMonth })}{' '}
                    <Amount amount={each.charged.amount} currency={currency} />
                  </>
                )}
              </List.Item>
            ))}
          </List>
        )}
        {keeps && left !== '0' && <TellOfLot state={state} lot={lot} />}
      </Stack>
    </Paper>
  )
}

/** A share in whole per cent; both have the digits of one currency. */
function shareOf(part: string, whole: string): number {
  const [some, all] = [part, whole].map(text => BigInt(text.replace('.', '')))
  return all === undefined || all === 0n ? 0 : Number(((some ?? 0n) * 100n) / all)
}
