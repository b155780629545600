import type { LawRowAnswer } from '@lintas/contract'
import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { writeDay } from '../../ui/When.tsx'

const [WIDTH, HEIGHT, TOP] = [720, 130, 26]
const DAY_MS = 86_400_000

interface RateStepsProps {
  /** The rows of one rate, the earliest first. */
  readonly steps: readonly LawRowAnswer[]
  readonly on: string
  readonly close: () => void
}

/** One rate through time: as steps where it is a percentage, and always in words. */
export function RateSteps({ steps, on, close }: RateStepsProps) {
  const { t, i18n } = useTranslation()
  const [first] = steps
  if (first === undefined) return null
  const title = t('law.steps', { name: first.name })
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {title}
          </Title>
          <Button variant="default" size="compact-md" onClick={close}>
            {t('law.close')}
          </Button>
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {first.key}
        </Text>
        <Drawing steps={steps} on={on} />
        <List>
          {steps.map(({ id, rate, validFrom, validTo }) => (
            <List.Item key={id} fw={isOn({ validFrom, ...(validTo === undefined ? {} : { validTo }) }, on) ? 700 : 400}>
              {t(validTo === undefined ? 'law.stepOpen' : 'law.step', {
                rate,
                from: writeDay(validFrom, i18n.language),
                ...(validTo === undefined ? {} : { to: writeDay(validTo, i18n.language) }),
              })}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  )
}

function Drawing({ steps, on }: Pick<RateStepsProps, 'steps' | 'on'>) {
  const heights = steps.map(({ rate = '' }) => percentIn(rate))
  if (heights.some(each => each === undefined)) return null
  const starts = steps.map(each => dayNumber(each.validFrom))
  const [begin = 0, last = 0] = [starts[0], starts.at(-1)]
  const end = Math.max(last, ...steps.flatMap(({ validTo }) => (validTo === undefined ? [] : [dayNumber(validTo)]))) + 365
  const highest = Math.max(1, ...heights.map(each => each ?? 0))
  const x = (day: number) => ((day - begin) / (end - begin)) * WIDTH
  const y = (percent: number) => HEIGHT - (percent / highest) * (HEIGHT - TOP)
  const chosen = on === '' ? undefined : x(dayNumber(on))
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 4}`} width="100%" style={{ maxWidth: WIDTH }} aria-hidden>
      {steps.map(({ id, validTo, rate }, index) => {
        const [left, level] = [x(starts[index] ?? begin), y(heights[index] ?? 0)]
        const right = x(validTo === undefined ? end : dayNumber(validTo))
        const isNew = index === 0 || heights[index] !== heights[index - 1]
        return (
          <g key={id}>
            <rect x={left} y={level} width={Math.max(1, right - left)} height={HEIGHT - level} fill="light-dark(#d3e5f0, #23485c)" />
            <line x1={left} x2={right} y1={level} y2={level} stroke="light-dark(#1b6fa4, #78b7da)" strokeWidth={3} />
            {isNew && right - left > 24 && (
              <text x={left + 3} y={level - 6} fontSize={13} fill="currentColor">
                {rate}
              </text>
            )}
          </g>
        )
      })}
      {chosen !== undefined && chosen >= 0 && chosen <= WIDTH && (
        <line x1={chosen} x2={chosen} y1={0} y2={HEIGHT} stroke="currentColor" strokeWidth={1.5} strokeDasharray="4 3" />
      )}
    </svg>
  )
}

function isOn({ validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string }, on: string): boolean {
  return validFrom <= on && (validTo === undefined || on < validTo)
}

/** Only to draw by; nothing is charged with it. */
function percentIn(rate: string): number | undefined {
  if (rate === 'free') return 0
  const percent = /^([\d.]+) %$/.exec(rate)?.[1]
  return percent === undefined ? undefined : Number(percent)
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}
