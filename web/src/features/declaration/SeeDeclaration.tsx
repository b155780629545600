import type { DeclarationAnswer } from '@lintas/contract'
import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Button, Grid, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDebt, useDeclaration, usePay, useTimeline } from '../../api/declarations.ts'
import { useSession } from '../../api/session.ts'
import { groupThousands } from '../../ui/Amount.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { LaneMark } from '../../ui/LaneMark.tsx'
import { writeInstant } from '../../ui/When.tsx'
import { DocumentRequests } from '../documents/DocumentRequests.tsx'
import { Documents } from '../documents/Documents.tsx'
import { UseAgain } from '../draft/UseAgain.tsx'
import { Thread } from '../messages/Thread.tsx'
import { DebtOfDeclaration } from '../payment/DebtOfDeclaration.tsx'
import { GiveSecurity } from '../payment/GiveSecurity.tsx'
import { WaivedSecurity } from '../payment/WaivedSecurity.tsx'
import { Preferences } from '../preferences/Preferences.tsx'
import { ClaimOnReExport } from '../regimes/ClaimOnReExport.tsx'
import { AbandonGoods } from '../rights/AbandonGoods.tsx'
import { CorrectDeclaration } from '../rights/CorrectDeclaration.tsx'
import { DecisionsOn } from '../rights/DecisionsOn.tsx'
import { Hearings } from '../rights/Hearings.tsx'
import { OpenHearing } from '../rights/OpenHearing.tsx'
import { OpenValue } from '../valuation/OpenValue.tsx'
import { Bill } from './Bill.tsx'
import { Consignments } from './Consignments.tsx'
import { ExplainAsText } from './ExplainAsText.tsx'
import { Problems } from './Problems.tsx'
import { Timeline } from './Timeline.tsx'

/** The decision: one sentence, what happened, and the bill with its law. What is missing comes first. */
export function SeeDeclaration() {
  const { state = '', mrn = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const declaration = useDeclaration(state, mrn)
  const timeline = useTimeline(state, mrn, declaration.data?.revision)
  const debt = useDebt(state, mrn, declaration.data?.revision)
  const pay = usePay(state, mrn)
  const session = useSession(state)
  const code = parseState(state)

  if (declaration.isError) return <Failure failure={declaration.error} retry={() => declaration.refetch()} />
  if (declaration.data === undefined || code === undefined) return <Skeleton height={320} />
  const answer = declaration.data
  const { decision } = answer
  const { timeZone } = STATE_FACTS[code]
  const releasedAt = timeline.data?.items.findLast(each => each.act === 'release')?.at
  const api = `/${state}/api/v1/declarations/${mrn}`
  const side = session.data?.permissions.includes('documents.answer') === true ? 'declarant' : 'customs'

  return (
    <Stack gap="lg">
      <div>
        <Text ff="monospace" c="dimmed">
          {answer.mrn}
        </Text>
        <Title order={1} size="h2">
          <Sentence answer={answer} releasedAt={releasedAt} timeZone={timeZone} paid={debt.data?.paid} />
        </Title>
        <Group gap="xl" mt="xs">
          <LaneMark lane={answer.lane} />
          <Text>
            {t('decision.reference')}: {answer.localReference}
          </Text>
        </Group>
      </div>

      <Problems problems={[...answer.missing, ...answer.conditions, ...decision.issues]} />
      {pay.isError && <Failure failure={pay.error} />}

      <Group className="no-print">
        {answer.acts.includes('pay') && answer.payable.length > 0 && (
          <Button onClick={() => pay.mutate()} loading={pay.isPending}>
            {t('decision.pay')}
          </Button>
        )}
        {answer.releaseNote !== undefined && (
          <Button component="a" href={`${api}/release-note/page`} target="_blank" variant="default">
            {t('decision.note')}
          </Button>
        )}
        <ExplainAsText answer={answer} />
        {side === 'declarant' && <UseAgain state={state} mrn={mrn} />}
        <Button variant="default" onClick={() => window.print()}>
          {t('decision.print')}
        </Button>
        <Anchor href={api}>{t('decision.json')}</Anchor>
        {side === 'customs' && (
          <Anchor component={Link} to={`/${state}/cases/${mrn}`}>
            {t('desk.open')}
          </Anchor>
        )}
      </Group>
      {side === 'declarant' && <DocumentRequests state={state} mrn={mrn} side={side} isOpen={answer.acts.includes('answer-request')} />}
      {side === 'declarant' && answer.acts.includes('secure') && (answer.unsecured ?? []).length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={t('security.title')}>
          <Title order={2} size="h4" mb="sm">
            {t('security.title')}
          </Title>
          <GiveSecurity state={state} mrn={mrn} unsecured={answer.unsecured ?? []} />
        </Paper>
      )}
      {answer.waived !== undefined && <WaivedSecurity waived={answer.waived} />}
      {answer.status === 'released' && <DebtOfDeclaration state={state} mrn={mrn} permissions={session.data?.permissions ?? []} />}
      <DecisionsOn state={state} mrn={mrn} revision={answer.revision} />
      <Preferences
        state={state}
        mrn={mrn}
        revision={answer.revision}
        sequences={decision.valuation.items.map(each => each.sequence)}
        enabled={session.data?.permissions.includes('preferences.read') === true}
      />
      <Hearings state={state} mrn={mrn} released={answer.status === 'released'} />
      {answer.status === 'released' && session.data?.permissions.includes('rights.assess') === true && (
        <OpenHearing state={state} mrn={mrn} items={decision.valuation.items.map(each => each.sequence)} />
      )}
      {side === 'declarant' && answer.acts.includes('correct') && <CorrectDeclaration state={state} mrn={mrn} revision={answer.revision} />}
      {side === 'declarant' && answer.type === 'EX3' && answer.status === 'released' && <ClaimOnReExport state={state} answer={answer} />}
      {side === 'declarant' && answer.acts.includes('abandon') && <AbandonGoods state={state} mrn={mrn} revision={answer.revision} />}
      {answer.consignments !== undefined && (
        <Paper withBorder p="md" component="section" aria-label={t('several.title')}>
          <Title order={2} size="h4" mb="sm">
            {t('several.title')}
          </Title>
          <Consignments state={state} mrn={mrn} consignments={answer.consignments} mayPay={answer.acts.includes('pay')} />
        </Paper>
      )}

      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Paper withBorder p="md">
            <Title order={2} size="h4" mb="sm">
              {t('decision.bill')}
            </Title>
            <Bill decision={decision} />
          </Paper>
          <OpenValue state={state} answer={answer} timeZone={timeZone} />
          {side === 'declarant' && (
            <Paper withBorder p="md" mt="lg" className="no-print" component="section" aria-label={t('documents.title')}>
              <Title order={2} size="h4" mb="sm">
                {t('documents.title')}
              </Title>
              <Documents state={state} mrn={mrn} timeZone={timeZone} />
            </Paper>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Paper withBorder p="md">
            <Title order={2} size="h4" mb="sm">
              {t('decision.timeline')}
            </Title>
            {timeline.data === undefined ? <Skeleton height={120} /> : <Timeline acts={timeline.data.items} timeZone={timeZone} />}
          </Paper>
          {side === 'declarant' && (
            <Paper withBorder p="md" mt="lg" className="no-print" component="section" aria-label={t('messages.title')}>
              <Title order={2} size="h4" mb="sm">
                {t('messages.title')}
              </Title>
              <Thread state={state} mrn={mrn} timeZone={timeZone} side={side} />
            </Paper>
          )}
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

interface SentenceProps {
  readonly answer: DeclarationAnswer
  readonly releasedAt: string | undefined
  readonly timeZone: string
  readonly paid: string | undefined
}

/** Where the declaration stands and what it costs, as one would say it on the telephone. */
function Sentence({ answer, releasedAt, timeZone, paid }: SentenceProps) {
  const { t, i18n } = useTranslation()
  const standing =
    answer.status === 'released'
      ? t('decision.released', { when: writeInstant(releasedAt ?? answer.registeredAt, timeZone, i18n.language) })
      : t(answer.missing.some(each => each.code === 'release.documents-outstanding') ? 'sentence.documents' : `sentence.${answer.status}`)
  const { currency, total } = answer.decision.assessment
  const owed = answer.payable.map(each => `${each.currency} ${groupThousands(each.amount)}`).join(' + ')
  const money =
    owed !== ''
      ? t('decision.toPay', { amount: owed })
      : isNought(total)
        ? t('decision.nothingToPay')
        : t('decision.paid', { amount: `${currency} ${groupThousands(paid ?? total)}` })
  return (
    <>
      {standing} {money}
    </>
  )
}

function isNought(amount: string): boolean {
  return /^0*(\.0*)?$/.test(amount)
}
