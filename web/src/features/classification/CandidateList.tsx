import type { Classification, ClassificationCandidate, ClassificationReason } from '@lintas/contract'
import { Anchor, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { wordsIn, writeCode } from './code-text.ts'

interface CandidateListProps {
  readonly state: string
  readonly answer: Classification
}

/** The codes that were found, best first: each with its name, why it is offered, and how likely it is in words. */
export function CandidateList({ state, answer: { candidates, sure } }: CandidateListProps) {
  const { t } = useTranslation()
  return (
    <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('classify.title')}>
      {candidates.map((candidate, place) => (
        <Paper component="li" key={candidate.code} withBorder p="md">
          <Candidate state={state} candidate={candidate} word={place === 0 && sure ? 'sure' : wordFor(candidate.confidence)} />
        </Paper>
      ))}
    </Stack>
  )
}

interface CandidateProps {
  readonly state: string
  readonly candidate: ClassificationCandidate
  readonly word: string
}

function Candidate({ state, candidate: { code, name, line, unlisted, why }, word }: CandidateProps) {
  const { t, i18n } = useTranslation()
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/${state}/codes/${unlisted ? code.slice(0, 6) : code}`} fw={600} className="figure">
          {writeCode(code)}
        </Anchor>
        <Text size="sm">{t(`classify.confidence.${word}`)}</Text>
      </Group>
      <Text>{name}</Text>
      {line !== undefined && <Text c="dimmed">{wordsIn(line, i18n.language)}</Text>}
      {unlisted && code.length > 6 && <Text size="sm">{t('classify.unlisted')}</Text>}
      <Text size="sm" c="dimmed">
        {why.map(reason => writeReason(reason, t)).join('; ')}
      </Text>
    </Stack>
  )
}

/** Below these a candidate is called by the next word. */
const LIKELY_FROM = 0.6
const POSSIBLE_FROM = 0.15

function wordFor(confidence: number): string {
  if (confidence >= LIKELY_FROM) return 'likely'
  return confidence >= POSSIBLE_FROM ? 'possible' : 'unlikely'
}

function writeReason(reason: ClassificationReason, t: TFunction): string {
  switch (reason.kind) {
    case 'similar':
      return t('classify.why.similar', { count: reason.count })
    case 'ruling':
      return t('classify.why.ruling', { reference: reason.reference ?? '' })
    case 'cas':
      return t('classify.why.cas', { number: reason.number })
    case 'words':
      return reason.matched.length === 0
        ? t('classify.why.nameOnly', { name: reason.name })
        : t('classify.why.words', { name: reason.name, matched: reason.matched.join(', ') })
  }
}
