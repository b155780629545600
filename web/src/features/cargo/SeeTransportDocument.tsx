import type { CargoDocumentAnswer } from '@lintas/contract'
import { Anchor, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCargoDocument } from '../../api/cargo.ts'
import { useSession } from '../../api/session.ts'
import { DeclarationLink } from '../../ui/DeclarationLink.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { CargoAmount } from './CargoAmount.tsx'

/** One transport document: its amounts, the declarations that took of it, what went in or out of it by splitting and joining, and its days. */
export function SeeTransportDocument() {
  const { state = '', id = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const found = useCargoDocument(state, id)
  if (found.isError) return <Failure failure={found.error} retry={() => found.refetch()} />
  if (found.data === undefined) return <Skeleton height={320} />
  const { number, manifest, description, consignee, status, hasHouses, isHeld, location, limit, passages } = found.data
  const day = (text: string) => writeDay(text, i18n.language)
  return (
    <Stack gap="lg">
      <div>
        <Anchor component={Link} to={`/${state}/manifests/${manifest}`} size="sm">
          {manifest}
        </Anchor>
        <Title order={1}>{number}</Title>
        <Text>
          {[
            hasHouses ? t('cargo.hasHouses') : t(`cargo.status.${status}`),
            ...(isHeld ? [t('cargo.held')] : []),
            location,
            description,
            consignee,
          ]
            .filter(each => each !== undefined)
            .join(', ')}
        </Text>
        {limit !== undefined && (
          <Text size="sm">
            {t('cargo.storedUntil', { day: day(limit.lastOn), days: limit.days })} {limit.legalRef} ({limit.confidence})
          </Text>
        )}
      </div>
      <Amounts document={found.data} />
      <TakenBy state={state} document={found.data} />
      {passages.length > 0 && (
        <Stack gap="xs" component="section" aria-label={t('cargo.passages')}>
          <Title order={2} size="h3">
            {t('cargo.passages')}
          </Title>
          {passages.map(each => (
            <Text key={`${each.direction} ${each.id}`}>
              {t(`cargo.passage.${each.direction}`)}{' '}
              <Anchor component={Link} to={`/${state}/transport-documents/${each.id}`} ff="monospace" inherit>
                {each.number}
              </Anchor>
              , <CargoAmount amount={each} />, {day(each.on)}
            </Text>
          ))}
        </Stack>
      )}
    </Stack>
  )
}

/** What there is, and where it went: the lines add up at every moment. */
function Amounts({ document }: { readonly document: CargoDocumentAnswer }) {
  const { t } = useTranslation()
  const { announced, landed, short, over, added, received, declared, passedOn, missing, disposed, left, excess } = document
  const lines = Object.entries({ announced, landed, short, over, added, received, declared, passedOn, missing, disposed, left, excess })
  const shown = lines.flatMap(([name, amount]) =>
    amount !== undefined && (ALWAYS.has(name) || amount.packages !== 0 || amount.grossMassKg !== '0') ? [{ name, amount }] : [],
  )
  return (
    <Table maw={560}>
      <Table.Tbody>
        {shown.map(({ name, amount }) => (
          <Table.Tr key={name}>
            <Table.Th>{t(`cargo.${name}`)}</Table.Th>
            <Table.Td className="figure">
              <CargoAmount amount={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const ALWAYS: ReadonlySet<string> = new Set(['announced', 'declared', 'left'])

/** Which declaration took how much; whoever may read declarations is led to it. */
function TakenBy({ state, document: { writeOffs, isCleared } }: { readonly state: string; readonly document: CargoDocumentAnswer }) {
  const { t, i18n } = useTranslation()
  const mayRead = useSession(state).data?.permissions.includes('declaration.read') === true
  return (
    <Stack gap="xs" component="section" aria-label={t('cargo.takenBy')}>
      <Title order={2} size="h3">
        {t('cargo.takenBy')}
      </Title>
      {writeOffs.length === 0 && <Text>{t('cargo.takenByNone')}</Text>}
      {isCleared && <Text>{t('cargo.cleared')}</Text>}
      {writeOffs.map(each => (
        <Text key={each.mrn}>
          {mayRead ? <DeclarationLink state={state} mrn={each.mrn} /> : each.mrn}: <CargoAmount amount={each} />,{' '}
          {writeDay(each.on, i18n.language)}, {t(`status.${each.status}`)}
        </Text>
      ))}
    </Stack>
  )
}
