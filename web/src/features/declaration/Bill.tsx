import type { DecisionAnswer } from '@lintas/contract'
import { Accordion, Alert, Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount, groupThousands } from '../../ui/Amount.tsx'

type ItemBill = DecisionAnswer['assessment']['items'][number]
type BillLine = ItemBill['charges'][number]

/** Every charge on every goods item; each line opens to how it was worked out and by which law. */
export function Bill({ decision }: { readonly decision: DecisionAnswer }) {
  const { t } = useTranslation()
  const { items, currency, total, assumed } = decision.assessment
  if (items.every(item => item.charges.length === 0)) return <Text>{t('decision.noBill')}</Text>
  return (
    <Stack>
      {assumed.length > 0 && <Alert color="yellow">{t('decision.sample')}</Alert>}
      {items.map(item => (
        <ItemLines key={item.sequence} item={item} currency={currency} />
      ))}
      <Group justify="space-between">
        <Text fw={600}>{t('decision.total')}</Text>
        <Amount amount={total} currency={currency} strong />
      </Group>
    </Stack>
  )
}

function ItemLines({ item, currency }: { readonly item: ItemBill; readonly currency: string }) {
  const { t } = useTranslation()
  return (
    <div>
      <Text fw={600}>{t('decision.item', { sequence: item.sequence, code: groupCode(item.code) })}</Text>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('decision.customsValue')}
        </Text>
        <Amount amount={item.customsValue} currency={currency} />
      </Group>
      <ChargeLines charges={item.charges} currency={currency} />
    </div>
  )
}

/** Charges one below the other; each opens to how it was worked out and by which law. */
export function ChargeLines({ charges, currency }: { readonly charges: ItemBill['charges']; readonly currency: string }) {
  return (
    <Accordion multiple variant="contained" chevronPosition="left">
      {charges.map(charge => (
        <Accordion.Item key={charge.lawRow + charge.measure} value={charge.lawRow + charge.measure}>
          <Accordion.Control>
            <Group justify="space-between" wrap="nowrap">
              <Text>
                {charge.name}{' '}
                <Text span c="dimmed" size="sm">
                  {charge.rate} {charge.rateUnit}
                </Text>
              </Text>
              <Amount amount={charge.amount} currency={currency} />
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Ground charge={charge} currency={currency} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}

/** Base × rate = amount, the rounding, the law with its confidence: what it takes to work the line out by hand. */
function Ground({ charge, currency }: { readonly charge: BillLine; readonly currency: string }) {
  const { t } = useTranslation()
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [
      t('decision.base'),
      <>
        {charge.baseUnit === currency ? <Amount amount={charge.base} currency={currency} /> : `${charge.base} ${charge.baseUnit}`}
        {charge.baseParts.length > 1 && (
          <Text size="sm" c="dimmed">
            {charge.baseParts
              .map(each => `${t(`part.${each.part}`, { defaultValue: each.part })} ${groupThousands(each.amount)}`)
              .join(' + ')}
          </Text>
        )}
      </>,
    ],
    [t('decision.rate'), `${charge.rate} ${charge.rateUnit}`],
    [t('decision.amount'), `${groupThousands(charge.exact)} → ${groupThousands(charge.amount)}`],
    [t('decision.rounding'), charge.rounding],
    [t('decision.law'), charge.legalRef],
    [
      t('decision.row'),
      charge.schedule === undefined
        ? charge.lawRow
        : `${charge.lawRow}; ${charge.schedule.version} · ${charge.schedule.row} · ${charge.schedule.column}`,
    ],
    [
      t('decision.confidence'),
      <Badge
        key="confidence"
        variant="light"
        color={charge.confidence === 'official' ? 'green' : charge.confidence === 'secondary' ? 'blue' : 'yellow'}
      >
        {t(`confidence.${charge.confidence}`)}
      </Badge>,
    ],
  ]
  return (
    <Table withRowBorders={false} verticalSpacing={4}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w="30%" fw={400} c="dimmed">
              {label}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** A code in the groups people read it in: `6109 10 00`. */
export function groupCode(code: string): string {
  return [code.slice(0, 4), ...(code.slice(4).match(/.{1,2}/g) ?? [])].join(' ')
}
