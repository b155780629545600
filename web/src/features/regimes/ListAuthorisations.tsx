import { Anchor, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAuthorisations, useDrawbackClaims, useRegimeCases } from '../../api/regimes.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'
import { Apply } from './Apply.tsx'
import { DecideApplication } from './DecideApplication.tsx'
import { ClaimCard } from './Drawback.tsx'
import { JudgeCase } from './JudgeCase.tsx'

/** Authorisations for regimes: a holder's own; for an officer everybody's, with what waits for his word first. */
export function ListAuthorisations() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const permissions = useSession(state).data?.permissions ?? []
  const authorisations = useAuthorisations(state)
  const cases = useRegimeCases(state)
  const claims = useDrawbackClaims(state)
  const decides = permissions.includes('regimes.decide')
  const all = authorisations.data?.items ?? []
  const waiting = decides ? all.filter(each => each.status === 'applied' || each.status === 'examined') : []
  const open = cases.data?.items ?? []
  const waitingClaims = (claims.data?.items ?? []).filter(each => each.status === 'claimed')
  return (
    <Stack gap="lg">
      <Title order={1}>{t('regimes.title')}</Title>
      {authorisations.isError && <Failure failure={authorisations.error} retry={() => authorisations.refetch()} />}
      {authorisations.isPending && <Skeleton height={160} />}
      {waiting.length > 0 && <Title order={2}>{t('regimes.applications')}</Title>}
      {waiting.map(each => (
        <DecideApplication key={each.number} state={state} application={each} />
      ))}
      {open.length > 0 && <Title order={2}>{t('regimes.cases')}</Title>}
      {open.map(each => (
        <JudgeCase key={each.id} state={state} found={each} isMine={!permissions.includes('regimes.judge')} />
      ))}
      {waitingClaims.length > 0 && <Title order={2}>{t('regimes.claims')}</Title>}
      {waitingClaims.map(each => (
        <ClaimCard key={each.id} state={state} claim={each} isMine={!permissions.includes('regimes.judge')} />
      ))}
      <Title order={2}>{t('regimes.all')}</Title>
      {authorisations.isSuccess && all.length === 0 && <Text>{t('regimes.none')}</Text>}
      {all.length > 0 && (
        <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {(['number', 'regime', 'holder', 'standing', 'validTo'] as const).map(name => (
                  <Table.Th key={name}>{t(`regimes.${name}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map(({ number, regime, holder, standing, validTo, amends }) => (
                <Table.Tr key={number}>
                  <Table.Td>
                    <Anchor component={Link} to={`/${state}/regimes/${number}`} ff="monospace">
                      {number}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{amends === undefined ? t(`regimes.kinds.${regime}`) : `${t('regimes.amends')} ${amends}`}</Table.Td>
                  <Table.Td>{holder}</Table.Td>
                  <Table.Td>{t(`regimes.standings.${standing}`)}</Table.Td>
                  <Table.Td>{writeDay(validTo, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {permissions.includes('regimes.apply') && <Apply state={state} />}
    </Stack>
  )
}
