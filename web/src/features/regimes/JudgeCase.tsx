import type { RegimeCase } from '@lintas/contract'
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useJudgeCase } from '../../api/regimes.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { Reasons } from './Reasons.tsx'

interface JudgeCaseProps {
  readonly state: string
  readonly found: RegimeCase
  /** Its holder reads it, and waits. */
  readonly isMine: boolean
}

/** Goods that are not there, or too many, or are to stay longer: what its holder says, and an officer's word. */
export function JudgeCase({ state, found, isMine }: JudgeCaseProps) {
  const { t, i18n } = useTranslation()
  const judge = useJudgeCase(state, found.id)
  const { kind, authorisation, holder, code, quantity, unit, until, charges, currency, reason } = found
  return (
    <Paper withBorder p="md" component="section" aria-label={`${t(`regimes.case.${kind}`)} ${quantity}`}>
      <Stack gap="sm">
        <Title order={3} size="h4">
          {t(`regimes.case.${kind}`)}: {code}, {quantity} {unit} (<Amount amount={charges} currency={currency} />)
        </Title>
        <Text>
          {holder}
          {authorisation !== undefined && (
            <>
              {', '}
              <Anchor component={Link} to={`/${state}/regimes/${authorisation}`} ff="monospace">
                {authorisation}
              </Anchor>
            </>
          )}
          {until !== undefined && `, ${t('regimes.until')} ${writeDay(until, i18n.language)}`}: {reason}
        </Text>
        {isMine ? (
          <Text>{t('regimes.waits')}</Text>
        ) : (
          <>
            {judge.isError && <Failure failure={judge.error} />}
            <Reasons
              yes={t('regimes.accept')}
              no={t('money.refuse')}
              busy={judge.isPending}
              decide={(isYes, reasons) => judge.mutate({ outcome: isYes ? 'accepted' : 'refused', reasons })}
            />
          </>
        )}
      </Stack>
    </Paper>
  )
}
