import type { ProofAnswer } from '@lintas/contract'
import { Anchor, Badge, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

interface VerificationProps {
  readonly state: string
  readonly proof: ProofAnswer
}

/** How far the verification of a proof is: its clocks as bars, what followed for which declarations. Nothing where it is not verified. */
export function Verification({ state, proof }: VerificationProps) {
  const { t } = useTranslation()
  const { verification, consequences = [], suspended } = proof
  if (verification === undefined) return null
  return (
    <Stack gap="xs" component="section" aria-label={t('verification.title')}>
      <Title order={3} size="h5">
        {t('verification.title')}: {t(`verification.stage.${verification.stage}`)}
      </Title>
      {suspended === true && <Text>{t('verification.suspended')}</Text>}
      {verification.clocks.map(clock => (
        <Clock key={clock.clock} clock={clock} />
      ))}
      {consequences.length > 0 && (
        <TableSection
          inCard
          title={t('verification.follows')}
          none=""
          rows={consequences.map((each, index) => ({ ...each, index }))}
          keyOf={each => String(each.index)}
          columns={[
            {
              name: t('verification.declaration'),
              show: each => (
                <Anchor component={Link} to={`/${state}/declarations/${each.mrn}`} ff="monospace" size="sm">
                  {each.mrn}
                </Anchor>
              ),
            },
            { name: t('verification.items'), show: each => each.items.join(', ') },
            { name: t('verification.kind'), show: each => t(`verification.kinds.${each.kind}`) },
            { name: t('verification.result'), show: each => t(`verification.results.${each.result ?? 'waiting'}`) },
          ]}
        />
      )}
    </Stack>
  )
}

/** The longest clock of the text, which the bars are measured by. */
const WHOLE_DAYS = 180

/** The colour of a badge alone would be too faint on its ground. */
const LABEL = { label: { color: 'var(--mantine-color-text)' } }

function Clock({ clock }: { readonly clock: NonNullable<ProofAnswer['verification']>['clocks'][number] }) {
  const { t, i18n } = useTranslation()
  const { clock: name, dueOn, from, days, assumed, isMet, metOn, isLate, daysLeft: left } = clock
  const isMetLate = metOn !== undefined && metOn > dueOn
  const day = (text: string) => writeDay(text, i18n.language)
  const colour = isMet ? (isMetLate ? 'orange' : 'green') : isLate ? 'red' : 'blue'
  const share = isMet || isLate ? 100 : Math.max(2, Math.min(100, (left / WHOLE_DAYS) * 100))
  const label = `${t(`verification.clock.${name}`)}: ${day(dueOn)}`
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{label}</Text>
        <Badge color={colour} variant="light" tt="none" styles={LABEL}>
          {isMetLate
            ? t('verification.metLate', { day: day(metOn) })
            : isMet
              ? t('verification.met')
              : isLate
                ? t('verification.late')
                : t('verification.left', { count: left })}
        </Badge>
      </Group>
      <Progress value={share} color={colour} size="sm" aria-label={label} />
      {from !== undefined && days !== undefined && (
        <Text size="xs" c="dimmed" mt={2}>
          {t('verification.counts', { days, day: day(from) })} {assumed === undefined ? '' : t(`verification.assumed.${assumed}`)}
        </Text>
      )}
    </div>
  )
}
