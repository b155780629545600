import type { Delegation } from '@lintas/contract'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDelegatedActs, useDelegations, useEndDelegation } from '../../api/delegations.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { When, writeDay } from '../../ui/When.tsx'
import { HandOver } from './HandOver.tsx'

/** What colleagues of an office hand one another for some days, and every act done on somebody's behalf. */
export function Delegations() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const day = (text: string) => writeDay(text, i18n.language)
  const delegations = useDelegations(state)
  const acts = useDelegatedActs(state)
  const end = useEndDelegation(state)
  const code = parseState(state)
  if (code === undefined) return null
  const { timeZone } = STATE_FACTS[code]
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('delegations.title')}</Title>
        <Text>{t('delegations.about')}</Text>
      </div>
      <HandOver state={state} />
      {delegations.isError && <Failure failure={delegations.error} retry={() => delegations.refetch()} />}
      {delegations.isPending && <Skeleton height={120} />}
      {delegations.isSuccess && (
        <TableSection
          title={t('delegations.given')}
          none={t('delegations.none')}
          rows={delegations.data.items}
          keyOf={each => each.id}
          minWidth={720}
          columns={[
            { name: t('delegations.from'), show: each => each.from.name },
            { name: t('delegations.to'), show: each => each.to.name },
            { name: t('delegations.what'), show: each => <What delegation={each} /> },
            {
              name: t('delegations.days'),
              show: each => t('delegations.fromUntil', { from: day(each.validFrom), until: day(each.validTo) }),
            },
            { name: t('delegations.standing'), show: each => t(`delegations.status.${each.status}`) },
            {
              show: each =>
                each.mayEnd && (
                  <Button
                    variant="default"
                    size="xs"
                    loading={end.isPending && end.variables === each.id}
                    onClick={() => end.mutate(each.id)}
                  >
                    {t('delegations.end')}
                  </Button>
                ),
            },
          ]}
        >
          {end.isError && <Failure failure={end.error} />}
        </TableSection>
      )}
      {acts.isError && <Failure failure={acts.error} retry={() => acts.refetch()} />}
      {acts.isSuccess && (
        <TableSection
          title={t('delegations.acts')}
          none={t('delegations.actsNone')}
          rows={acts.data.items}
          keyOf={each => each.event}
          columns={[
            { name: t('delegations.when'), show: each => <When at={each.at} timeZone={timeZone} /> },
            { name: t('delegations.by'), show: each => each.by.name },
            { name: t('delegations.for'), show: each => each.onBehalfOf.name },
            { name: t('delegations.act'), show: each => `${each.subject}: ${each.act}` },
            { name: t('delegations.subject'), show: each => each.subjectId },
          ]}
        />
      )}
      {acts.data !== undefined && acts.data.items.length > 0 && (
        <Anchor href={`/${state}/api/v1/delegated-acts.csv`} download>
          {t('delegations.csv')}
        </Anchor>
      )}
    </Stack>
  )
}

function What({ delegation: { cases, powers } }: { readonly delegation: Delegation }) {
  const { t } = useTranslation()
  return <>{[...(cases ? [t('delegations.cases')] : []), ...powers.map(power => t(`delegations.powers.${power}`))].join('; ')}</>
}
