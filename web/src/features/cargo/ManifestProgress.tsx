import type { CargoTotals } from '@lintas/contract'
import { Group, Progress, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The statuses a reader tells apart in a bar, each with its colour; the words below say the same. */
const PARTS = [
  ['written-off', 'teal'],
  ['passed-on', 'cyan'],
  ['stored', 'blue'],
  ['discharged', 'indigo'],
  ['arrived', 'gray'],
  ['announced', 'gray.4'],
  ['not-loaded', 'orange'],
  ['not-landed', 'yellow'],
  ['missing', 'pink'],
  ['disposed', 'grape'],
  ['unclaimed', 'red'],
] as const

/** How far the transport documents of a manifest have come, as a bar and in words. */
export function ManifestProgress({ totals }: { readonly totals: CargoTotals }) {
  const { t } = useTranslation()
  const parts = PARTS.flatMap(([status, color]) => {
    const count = totals.byStatus[status] ?? 0
    return count === 0 ? [] : [{ status, color, count }]
  })
  return (
    <div>
      <Progress.Root size="lg" aria-hidden>
        {parts.map(({ status, color, count }) => (
          <Progress.Section key={status} value={(100 * count) / Math.max(1, totals.documents)} color={color} />
        ))}
      </Progress.Root>
      <Group gap="md" mt={4}>
        {parts.map(({ status, count }) => (
          <Text key={status} size="sm">
            {count} {t(`cargo.status.${status}`)}
          </Text>
        ))}
      </Group>
    </div>
  )
}
