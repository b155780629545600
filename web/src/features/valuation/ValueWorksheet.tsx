import { Accordion, Badge, Group, List, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ItemValue } from '../../api/valuation.ts'
import { Amount, groupThousands } from '../../ui/Amount.tsx'

type Worksheet = NonNullable<ItemValue['worksheet']>
type Finding = Worksheet['findings'][number]

/** How the law came to the value of one goods item: every method in its order, which one applies, why those before it do not. */
export function ValueWorksheet({ item }: { readonly item: ItemValue & { readonly worksheet: Worksheet } }) {
  const { t } = useTranslation()
  const { worksheet, sequence, currency, amount } = item
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>{t('valuation.item', { sequence, method: worksheet.method })}</Text>
        <Group gap="xs">
          {item.determined === true && <Badge variant="default">{t('valuation.determined')}</Badge>}
          <Amount amount={amount} currency={currency} strong />
        </Group>
      </Group>
      {worksheet.computedFirst && <Text size="sm">{t('valuation.computedFirst')}</Text>}
      <Accordion multiple variant="contained" chevronPosition="left" defaultValue={[worksheet.method]}>
        {worksheet.findings.map(finding => (
          <Accordion.Item key={finding.method} value={finding.method}>
            <Accordion.Control disabled={finding.outcome === 'not-reached'}>
              <Group justify="space-between" gap="xs">
                <Text>
                  {finding.method}. {t(`valuation.method${finding.method}`)}
                </Text>
                <Badge
                  variant={finding.outcome === 'applies' ? 'outline' : 'default'}
                  styles={{ label: { color: 'var(--mantine-color-text)' } }}
                >
                  {t(`valuation.${finding.outcome}`)}
                </Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Ground finding={finding} currency={currency} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  )
}

/** What one method came to: its reasons, its sum line by line, its article. */
function Ground({ finding, currency }: { readonly finding: Finding; readonly currency: string }) {
  const { t } = useTranslation()
  const { why, words, steps, multipliedBy, amount, legalRef } = finding
  return (
    <Stack gap="xs">
      {why.length > 0 && (
        <List spacing={4}>
          {why.map(reason => (
            <List.Item key={`${reason.code} ${reason.path} ${reason.message}`}>{reason.message}</List.Item>
          ))}
        </List>
      )}
      {words !== undefined && <Text style={{ overflowWrap: 'anywhere' }}>{words}</Text>}
      {steps.length > 0 && (
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a decision's lines never move, and two may be alike
              <Table.Tr key={index}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {t(`valuation.part.${step.part}`, { defaultValue: step.part })} {step.code}
                  <Text size="sm" c="dimmed">
                    {step.given !== undefined && step.given.currency !== currency
                      ? `${step.given.currency} ${groupThousands(step.given.amount)} × ${step.exchangeRate?.rate ?? ''} `
                      : ''}
                    {step.words}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}>
                  {step.effect === 'adds' ? '+' : '−'} <Amount amount={step.amount} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
            {multipliedBy !== undefined && (
              <Table.Tr>
                <Table.Td colSpan={2}>{t('valuation.times', { times: multipliedBy })}</Table.Td>
              </Table.Tr>
            )}
            {amount !== undefined && (
              <Table.Tr>
                <Table.Td fw={600}>{t('valuation.value')}</Table.Td>
                <Table.Td ta="right">
                  <Amount amount={amount} currency={currency} strong />
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      )}
      <Text size="sm" c="dimmed">
        {legalRef}
      </Text>
    </Stack>
  )
}
