import type { CargoDocument } from '@lintas/contract'
import { Anchor, Group, Progress, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeDay } from '../../ui/When.tsx'
import { CargoAmount } from './CargoAmount.tsx'

interface CargoTableProps {
  readonly state: string
  readonly rows: readonly CargoDocument[]
  readonly showManifest?: boolean
}

/** Transport documents: what was announced, what differs, what is left, where it lies and for how long. */
export function CargoTable({ state, rows, showManifest = false }: CargoTableProps) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={880} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {(['document', 'goods', 'state', 'differs', 'left', 'storage'] as const).map(column => (
              <Table.Th key={column}>{t(`cargo.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Anchor component={Link} to={`/${state}/transport-documents/${row.id}`} ff="monospace" size="sm" display="block">
                  {row.number}
                </Anchor>
                {showManifest ? (
                  <Anchor component={Link} to={`/${state}/manifests/${row.manifest}`} size="sm">
                    {row.manifest}
                  </Anchor>
                ) : (
                  row.master !== undefined && (
                    <Text size="xs" c="dimmed">
                      {t('cargo.underMaster', { master: row.master })}
                    </Text>
                  )
                )}
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={2}>
                  {row.description}
                </Text>
                <Text size="xs" c="dimmed">
                  {row.consignee}
                </Text>
              </Table.Td>
              <Table.Td>
                {row.hasHouses ? t('cargo.hasHouses') : t(`cargo.status.${row.status}`)}
                {row.isHeld && (
                  <Text size="sm" fw={600} c="red">
                    {t('cargo.held')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Differs row={row} />
              </Table.Td>
              <Table.Td>{!row.hasHouses && <CargoAmount amount={row.left} />}</Table.Td>
              <Table.Td miw={128}>
                <Storage row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** What landed otherwise than announced, and what was declared beyond what there is. */
function Differs({ row: { short, over, damagedPackages = 0, excess } }: { readonly row: CargoDocument }) {
  const { t } = useTranslation()
  const lines = [
    ['short', short],
    ['over', over],
    ['excess', excess],
  ] as const
  return (
    <>
      {lines.map(
        ([name, amount]) =>
          amount !== undefined &&
          (amount.packages > 0 || amount.grossMassKg !== '0') && (
            <Text key={name} size="sm">
              {t(`cargo.${name}`)}: <CargoAmount amount={amount} />
            </Text>
          ),
      )}
      {damagedPackages > 0 && <Text size="sm">{t('cargo.damaged', { count: damagedPackages })}</Text>}
    </>
  )
}

/** Days shown as a full bar. */
const DAYS_SHOWN = 45

/** Where goods lie and how many days are left, as a bar and in words. */
function Storage({ row: { location, lastOn, daysLeft } }: { readonly row: CargoDocument }) {
  const { t, i18n } = useTranslation()
  if (location === undefined && lastOn === undefined) return null
  return (
    <div>
      <Group gap="xs">{location !== undefined && <Text size="sm">{location}</Text>}</Group>
      {lastOn !== undefined && daysLeft !== undefined && (
        <>
          <Progress
            value={Math.max(0, Math.min(100, (100 * daysLeft) / DAYS_SHOWN))}
            color={daysLeft < 0 ? 'red' : daysLeft <= 7 ? 'orange' : 'blue'}
            aria-label={t('cargo.daysLeft', { count: Math.max(0, daysLeft) })}
          />
          <Text size="xs">
            {daysLeft < 0 ? t('cargo.over-since', { day: writeDay(lastOn, i18n.language) }) : t('cargo.daysLeft', { count: daysLeft })}
          </Text>
        </>
      )}
    </div>
  )
}
