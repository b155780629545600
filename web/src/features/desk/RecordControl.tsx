import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Button, Group, NativeSelect, Paper, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Report, useRecordControl } from '../../api/cases.ts'
import { Failure } from '../../ui/Failure.tsx'

interface RecordControlProps {
  readonly state: string
  readonly mrn: string
  readonly id: string
  readonly items: readonly number[]
}

const OUTCOMES = ['clean', 'minor', 'discrepancy'] as const
const KINDS = [
  'quantity',
  'value',
  'origin',
  'classification',
  'description',
  'document',
  'marking',
  'prohibited',
  'seal',
  'other',
] as const

interface Finding {
  readonly item: string
  readonly kind: string
  readonly declared: string
  readonly found: string
}
const EMPTY: Finding = { item: '', kind: 'quantity', declared: '', found: '' }

/** Records what a control found: targets large enough for a thumb on a tablet beside a container. */
export function RecordControl({ state, mrn, id, items }: RecordControlProps) {
  const { t } = useTranslation()
  const record = useRecordControl(state, mrn, id)
  const code = parseState(state)
  const currency = code === undefined ? '' : STATE_FACTS[code].currency
  const [outcome, setOutcome] = useState<Report['outcome']>()
  const [findings, setFindings] = useState<readonly Finding[]>([EMPTY])
  const [note, setNote] = useState('')
  const [revenue, setRevenue] = useState('')

  const change = (at: number, part: Partial<Finding>) =>
    setFindings(findings.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const submit = (chosen: Report['outcome']) =>
    record.mutate({
      outcome: chosen,
      findings: chosen === 'clean' ? [] : findings.map(each => findingOf(each, items)),
      ...(note.trim() === '' ? {} : { note }),
      ...(chosen !== 'discrepancy' || revenue.trim() === '' ? {} : { revenue: revenue.trim() }),
    })
  return (
    <Stack gap="sm">
      <Stack gap="xs" role="group" aria-label={t('case.outcome')}>
        {OUTCOMES.map(each => (
          <Button
            key={each}
            size="lg"
            variant={outcome === each ? 'filled' : 'default'}
            aria-pressed={outcome === each}
            onClick={() => setOutcome(each)}
          >
            {t(`outcome.${each}`)}
          </Button>
        ))}
      </Stack>
      {(outcome === 'minor' || outcome === 'discrepancy') && (
        <>
          {findings.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings are only ever added at the end
            <Paper key={index} withBorder p="sm">
              <Stack gap="xs">
                <Group grow>
                  <NativeSelect
                    size="md"
                    label={t('case.kind')}
                    data={KINDS.map(value => ({ value, label: t(`finding.${value}`) }))}
                    value={each.kind}
                    onChange={event => change(index, { kind: event.currentTarget.value })}
                  />
                  <NativeSelect
                    size="md"
                    label={t('case.item')}
                    data={[{ value: '', label: t('case.whole') }, ...items.map(value => ({ value: String(value), label: String(value) }))]}
                    value={each.item}
                    onChange={event => change(index, { item: event.currentTarget.value })}
                  />
                </Group>
                <Group grow>
                  <TextInput
                    size="md"
                    label={t('case.declared')}
                    value={each.declared}
                    maxLength={200}
                    onChange={event => change(index, { declared: event.currentTarget.value })}
                  />
                  <TextInput
                    size="md"
                    label={t('case.found')}
                    value={each.found}
                    maxLength={200}
                    onChange={event => change(index, { found: event.currentTarget.value })}
                  />
                </Group>
              </Stack>
            </Paper>
          ))}
          <Group>
            <Button variant="subtle" size="md" onClick={() => setFindings([...findings, EMPTY])}>
              {t('case.addFinding')}
            </Button>
          </Group>
        </>
      )}
      {outcome !== undefined && (
        <>
          {outcome === 'discrepancy' && (
            <TextInput
              size="md"
              inputMode="decimal"
              label={t('case.revenue', { currency })}
              description={t('case.revenueAbout')}
              value={revenue}
              maxLength={19}
              onChange={event => setRevenue(event.currentTarget.value)}
            />
          )}
          <Textarea
            size="md"
            label={t('case.note')}
            value={note}
            maxLength={4_000}
            autosize
            minRows={2}
            onChange={event => setNote(event.currentTarget.value)}
          />
          {record.isError && <Failure failure={record.error} />}
          <Button size="lg" loading={record.isPending} onClick={() => submit(outcome)}>
            {t('case.record')}
          </Button>
        </>
      )}
    </Stack>
  )
}

function findingOf({ item, kind, declared, found }: Finding, items: readonly number[]): Report['findings'][number] {
  return {
    path: item === '' ? '' : `goodsItems[${items.indexOf(Number(item))}]`,
    kind,
    ...(declared.trim() === '' ? {} : { declared }),
    ...(found.trim() === '' ? {} : { found }),
  }
}
