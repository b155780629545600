import { Button, Chip, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseCounts, QueueFilter } from '../../api/cases.ts'

interface QueueFiltersProps {
  readonly filter: QueueFilter
  readonly counts: CaseCounts | undefined
  onChange(filter: QueueFilter): void
}

/** The lanes that wait for somebody; green goods wait for nobody. */
const LANES = ['red', 'yellow', 'blue'] as const

const WHOSE = ['anybody', 'mine', 'nobody'] as const

/** What of the queue is shown, as chips with their counts, and a search inside. */
export function QueueFilters({ filter, counts, onChange }: QueueFiltersProps) {
  const { t } = useTranslation()
  const countOf = { anybody: counts?.open, mine: counts?.mine, nobody: counts?.nobody }
  const isFiltered = filter.search !== '' || filter.lane !== '' || filter.assigned !== 'anybody' || filter.state !== 'open'
  return (
    <Stack gap="sm" component="search">
      <TextInput
        label={t('desk.search')}
        value={filter.search}
        maxLength={70}
        onChange={event => onChange({ ...filter, search: event.currentTarget.value })}
      />
      <Group gap="xs" role="group" aria-label={t('desk.whose')}>
        {WHOSE.map(each => (
          <Chip key={each} checked={filter.assigned === each} onChange={() => onChange({ ...filter, assigned: each })}>
            {t(`desk.assigned.${each}`)} <Count of={countOf[each]} />
          </Chip>
        ))}
      </Group>
      <Group gap="xs" role="group" aria-label={t('list.lane')}>
        {LANES.map(lane => (
          <Chip key={lane} checked={filter.lane === lane} onChange={isOn => onChange({ ...filter, lane: isOn ? lane : '' })}>
            {t(`desk.lane.${lane}`)} <Count of={counts?.lanes[lane]} />
          </Chip>
        ))}
      </Group>
      <Chip checked={filter.state === 'closed'} onChange={isOn => onChange({ ...filter, state: isOn ? 'closed' : 'open' })}>
        {t('desk.closed')}
      </Chip>
      {isFiltered && (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange({ assigned: 'anybody', lane: '', state: 'open', search: '' })}>
            {t('desk.clear')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Count({ of }: { readonly of: number | undefined }) {
  return <span className="figure">{of ?? ''}</span>
}
