import type { DecisionAnswer } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { FoundBy } from '../classification/FoundBy.tsx'

interface ConsignmentProps {
  readonly document: DeclarationDocument
  readonly decision: DecisionAnswer
  /** Fields that risk points to: `goodsItems[0]`. */
  readonly paths: readonly string[]
}

/** Who sends what to whom, by what, and what is in it; items that risk points to are marked. */
export function Consignment({ document, decision, paths }: ConsignmentProps) {
  const { t } = useTranslation()
  const { state = '' } = useParams({ strict: false })
  const { exporter, importer, exportCountry, destinationCountry, tradeTerms, transportDocuments, office, goodsItems } = document
  const rows = [
    ['exporter', exporter?.name],
    ['importer', importer?.name],
    ['route', [exportCountry, destinationCountry].filter(part => part !== undefined).join(' → ')],
    ['terms', [tradeTerms?.incoterm, tradeTerms?.place].filter(part => part !== undefined).join(' ')],
    ['transport', transportDocuments.flatMap(each => each.id ?? []).join(', ')],
    ['office', office],
  ] as const
  return (
    <Stack gap="md">
      <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0}>
        <Table.Tbody>
          {rows.map(([name, value]) =>
            value === undefined || value === '' ? null : (
              <Table.Tr key={name}>
                <Table.Th w={110} scope="row">
                  <Text size="sm" c="dimmed">
                    {t(`case.field.${name}`)}
                  </Text>
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
      {goodsItems.slice(0, ITEMS_MAX).map((item, index) => {
        const assessed = decision.assessment.items.find(each => each.sequence === item.sequence)
        const isPointedTo = paths.some(path => path === `goodsItems[${index}]` || path.startsWith(`goodsItems[${index}].`))
        return (
          <Stack key={item.sequence} gap={2}>
            <Group justify="space-between" gap="xs">
              <Text fw={600}>
                {item.sequence}. <span className="figure">{item.commodityCode}</span>
              </Text>
              {isPointedTo && (
                <Badge color="yellow" variant="outline" tt="none" c="light-dark(#6b4a00, #f4cf6b)">
                  {t('case.pointedTo')}
                </Badge>
              )}
            </Group>
            <Text>{item.description}</Text>
            <FoundBy state={state} documents={item.documents} />
            <Text size="sm" c="dimmed">
              {[
                item.originCountry === undefined ? undefined : t('case.origin', { country: item.originCountry }),
                item.netMassKg === undefined ? undefined : `${item.netMassKg} kg`,
                ...item.quantities.map(({ value, unit }) => `${value} ${unit}`),
              ]
                .filter(part => part !== undefined)
                .join(', ')}
            </Text>
            {assessed !== undefined && (
              <Text size="sm">
                {t('case.value')} <Amount amount={assessed.customsValue} currency={decision.assessment.currency} />, {t('case.charges')}{' '}
                <Amount amount={assessed.total} currency={decision.assessment.currency} />
              </Text>
            )}
          </Stack>
        )
      })}
      {goodsItems.length > ITEMS_MAX && <Text c="dimmed">{t('desk.moreItems', { count: goodsItems.length - ITEMS_MAX })}</Text>}
    </Stack>
  )
}

/** More are in the document itself. */
const ITEMS_MAX = 50
