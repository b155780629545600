import type { CaseDetail } from '@lintas/contract'
import { Divider, List, Progress, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'

type Said = NonNullable<CaseDetail['screenings'][number]['score']>

interface ScoreProps {
  readonly score: Said
  /** The state's. */
  readonly currency: string
}

/** What the model in use says of a consignment, and what moved it, with the cases behind each reason; for officers alone. */
export function Score({ score: { probability, item, reasons, expectedRevenue, expectedOf, model }, currency }: ScoreProps) {
  const { t } = useTranslation()
  const write = useReasonWords()
  return (
    <Stack gap="xs">
      <Divider />
      <Title order={3} size="h5">
        {t('case.score.title')}
      </Title>
      <Text>{t('case.score.likely', { percent: percentOf(probability), item: item + 1 })}</Text>
      <Progress value={100 * probability} aria-label={t('case.score.title')} />
      {expectedRevenue === undefined ? (
        <Text>{t('case.score.unknown')}</Text>
      ) : (
        <Text>
          {t('case.score.revenue')}: <Amount amount={expectedRevenue} currency={currency} />
        </Text>
      )}
      {expectedOf === 'duty' && <Text size="sm">{t('case.score.ofDuty')}</Text>}
      {reasons.length === 0 && <Text>{t('case.score.few')}</Text>}
      <List type="ordered" spacing={4}>
        {reasons.map(reason => (
          <List.Item key={reason.about}>
            <Text>{write(reason)}</Text>
            <Text size="sm" c="dimmed">
              {t('case.score.without', { percent: percentOf(reason.without) })}
            </Text>
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {t('case.score.model', { model })}
      </Text>
    </Stack>
  )
}

/** Writes a reason as an officer would say it: what is the same as in which cases, or which figure is out of the ordinary. */
function useReasonWords(): (reason: Said['reasons'][number]) => string {
  const { t } = useTranslation()
  const nameOf = (traits: string) =>
    traits
      .split('+')
      .map(trait => t(`case.score.trait.${trait}`))
      .join(t('case.score.and'))
  return ({ about, inspected = 0, found = 0 }) => {
    const [first = '', ...rest] = about.split(' ')
    const last = rest.join(' ')
    if (first === 'seen') return t('case.score.seen', { what: nameOf(last) })
    if (first === 'links') return t('case.score.links', { what: nameOf(last.split('+')[0] ?? '') })
    if (last === 'first seen') return t('case.score.firstSeen', { what: nameOf(first) })
    if (last === 'last seen') return t('case.score.lastSeen', { what: nameOf(first) })
    if (about === 'route' || about === 'price') return t(`case.score.${about}`)
    if (about === 'price deviation') return t('case.score.price-deviation')
    if (about === 'departure is origin') return t('case.score.departure-is-origin')
    if (about === 'duty rate') return t('case.score.alike', { what: nameOf('dutyRate') })
    const what = nameOf(about)
    return inspected === 0 ? t('case.score.alike', { what }) : t('case.score.found', { what, found, inspected })
  }
}

function percentOf(share: number): number {
  return Math.round(100 * share)
}
