import type { DeclarationAnswer } from '@lintas/contract'
import { parseState, STATE_FACTS, type State } from '@lintas/customs/reference'
import { Anchor, Button, Grid, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCase, useDeclared } from '../../api/cases.ts'
import { Refusal } from '../../api/client.ts'
import { useDeclaration, useTimeline } from '../../api/declarations.ts'
import { Failure } from '../../ui/Failure.tsx'
import { LaneMark } from '../../ui/LaneMark.tsx'
import { Timeline } from '../declaration/Timeline.tsx'
import { AskForDocuments } from '../documents/AskForDocuments.tsx'
import { DocumentRequests } from '../documents/DocumentRequests.tsx'
import { Documents } from '../documents/Documents.tsx'
import { Thread } from '../messages/Thread.tsx'
import { DecideAdversely } from '../rights/DecideAdversely.tsx'
import { DecisionsOn } from '../rights/DecisionsOn.tsx'
import { SeizeGoods } from '../rights/SeizeGoods.tsx'
import { Assignment } from './CasePreview.tsx'
import { Consignment } from './Consignment.tsx'
import { Controls } from './Controls.tsx'
import { Reasons } from './Reasons.tsx'
import { RefuseRelease } from './RefuseRelease.tsx'
import { Score } from './Score.tsx'

/** A case as its officer works on it: the consignment; its documents and messages; why it is here, and what may be done now. */
export function SeeCase() {
  const { state = '', mrn = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const declaration = useDeclaration(state, mrn)
  const declared = useDeclared(state, mrn)
  const found = useCase(state, mrn)
  const timeline = useTimeline(state, mrn, declaration.data?.revision)
  const code = parseState(state)

  if (declaration.isError) return <Failure failure={declaration.error} retry={() => declaration.refetch()} />
  if (declaration.data === undefined || code === undefined) return <Skeleton height={400} />
  const answer = declaration.data
  const { timeZone } = STATE_FACTS[code]
  const isWithoutCase = found.error instanceof Refusal && found.error.problem.status === 404
  return (
    <Stack className="wide" gap="md">
      <div>
        <Anchor component={Link} to={`/${state}`} size="sm">
          {t('case.back')}
        </Anchor>
        <Title order={1} size="h2">
          {found.data?.summary.trader || answer.mrn}
        </Title>
        <Group gap="lg">
          <Text ff="monospace">{answer.mrn}</Text>
          <LaneMark lane={answer.lane} />
          <Text>{t(`status.${answer.status}`)}</Text>
          <Anchor component={Link} to={`/${state}/declarations/${mrn}`}>
            {t('case.decision')}
          </Anchor>
        </Group>
      </div>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6, lg: 4 }} order={{ base: 1, lg: 3 }}>
          <Stack>
            {found.data !== undefined && (
              <Part title={t('case.why')}>
                <Stack>
                  <Assignment state={state} case={found.data} />
                  <Reasons screenings={found.data.screenings} hints={found.data.hints} inspections={found.data.inspections} />
                  {found.data.screenings[0]?.score !== undefined && (
                    <Score score={found.data.screenings[0].score} currency={STATE_FACTS[code].currency} />
                  )}
                </Stack>
              </Part>
            )}
            {found.isError && !isWithoutCase && <Failure failure={found.error} retry={() => found.refetch()} />}
            {isWithoutCase && <Text>{t('case.none')}</Text>}
            {found.data !== undefined && (
              <Part title={t('case.controls')}>
                <Controls
                  state={state}
                  mrn={mrn}
                  controls={found.data.controls}
                  version={answer.version}
                  mayRecord={answer.acts.includes('record-control')}
                  items={(declared.data?.document.goodsItems ?? []).map(item => item.sequence)}
                />
              </Part>
            )}
            <Acts state={state} answer={answer} items={(declared.data?.document.goodsItems ?? []).map(item => item.sequence)} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6, lg: 4 }} order={{ base: 2, lg: 1 }}>
          <Stack>
            <Part title={t('case.consignment')}>
              {declared.isError && <Failure failure={declared.error} retry={() => declared.refetch()} />}
              {declared.isPending && <Skeleton height={160} />}
              {declared.data !== undefined && (
                <Consignment
                  document={declared.data.document}
                  decision={answer.decision}
                  paths={found.data?.screenings[0]?.hits.flatMap(hit => hit.paths) ?? []}
                />
              )}
            </Part>
            <DecisionsOn state={state} mrn={mrn} revision={answer.revision} />
            <Part title={t('decision.timeline')}>
              {timeline.data === undefined ? <Skeleton height={120} /> : <Timeline acts={timeline.data.items} timeZone={timeZone} />}
            </Part>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }} order={{ base: 3, lg: 2 }}>
          <Papers state={state} code={code} mrn={mrn} mayJudge={answer.acts.includes('accept-answer')} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

function Papers({
  state,
  code,
  mrn,
  mayJudge,
}: {
  readonly state: string
  readonly code: State
  readonly mrn: string
  /** Whether answers to requests may be judged now. */
  readonly mayJudge: boolean
}) {
  const { t } = useTranslation()
  const { timeZone } = STATE_FACTS[code]
  return (
    <Stack>
      <DocumentRequests state={state} mrn={mrn} side="customs" isOpen={mayJudge} />
      <Part title={t('documents.title')}>
        <Documents state={state} mrn={mrn} timeZone={timeZone} />
      </Part>
      <Part title={t('messages.title')}>
        <Thread state={state} mrn={mrn} timeZone={timeZone} side="customs" />
      </Part>
    </Stack>
  )
}

const OFFERED = ['request-documents', 'deny-preference', 'reclassify', 'hold', 'seize', 'refuse-release'] as const

/** What may be done now beside the controls, as the shared table of acts permits it to whoever is signed in. */
function Acts({ state, answer, items }: { readonly state: string; readonly answer: DeclarationAnswer; readonly items: readonly number[] }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<(typeof OFFERED)[number]>()
  const offered = OFFERED.filter(act => answer.acts.includes(act))
  if (offered.length === 0) return null
  const done = () => setDoing(undefined)
  return (
    <Part title={t('case.acts')}>
      {doing === undefined && (
        <Group>
          {offered.map(act => (
            <Button key={act} size="md" variant="default" onClick={() => setDoing(act)}>
              {t(`case.act.${act}`)}
            </Button>
          ))}
        </Group>
      )}
      {doing === 'request-documents' && <AskForDocuments state={state} mrn={answer.mrn} items={items} onDone={done} />}
      {(doing === 'deny-preference' || doing === 'reclassify' || doing === 'hold') && (
        <DecideAdversely state={state} mrn={answer.mrn} revision={answer.revision} act={doing} items={items} onDone={done} />
      )}
      {doing === 'seize' && <SeizeGoods state={state} mrn={answer.mrn} revision={answer.revision} onDone={done} />}
      {doing === 'refuse-release' && <RefuseRelease state={state} mrn={answer.mrn} revision={answer.revision} onDone={done} />}
    </Part>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  )
}
