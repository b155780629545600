import { Button, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExporterAct, useMadeDeclaration, useMadeDeclarations } from '../../api/exporters.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { writeDay } from '../../ui/When.tsx'

interface MadeProps {
  readonly state: string
  readonly mayRevoke: boolean
}

/** The origin declarations that were made out here: where each is known, what is used of it, and its revocation. */
export function MadeDeclarations({ state, mayRevoke }: MadeProps) {
  const { t, i18n } = useTranslation()
  const [chosen, setChosen] = useState<string>()
  const made = useMadeDeclarations(state)
  if (made.isPending) return <Skeleton height={120} />
  if (made.isError) return <Failure failure={made.error} retry={() => made.refetch()} />
  return (
    <Stack gap="sm">
      <TableSection
        title={t('exporters.declarations')}
        none={t('exporters.noDeclaration')}
        rows={made.data.items}
        keyOf={each => each.number}
        columns={[
          { name: t('exporters.invoice'), show: each => each.declaration.document.number },
          { name: t('exporters.invoiceOn'), show: each => writeDay(each.declaration.document.issuedOn, i18n.language) },
          { name: t('exporters.declaredBy'), show: each => each.declaration.authorisation },
          { name: t('exporters.standing'), show: each => t(`exporters.declarationStands.${each.status}`) },
          {
            show: each => (
              <Button size="compact-sm" variant="default" onClick={() => setChosen(each.number)}>
                {t('exporters.show')}
              </Button>
            ),
          },
        ]}
      />
      {chosen !== undefined && <MadeDeclaration key={chosen} state={state} number={chosen} mayRevoke={mayRevoke} />}
    </Stack>
  )
}

function MadeDeclaration({ state, number, mayRevoke }: MadeProps & { readonly number: string }) {
  const { t } = useTranslation()
  const made = useMadeDeclaration(state, number)
  const act = useExporterAct(state, 'declaration')
  const [reason, setReason] = useState('')
  if (made.isPending) return <Skeleton height={120} />
  if (made.isError) return <Failure failure={made.error} retry={() => made.refetch()} />
  const { declaration, status, knownTo, revocationKnownTo, uses } = made.data
  return (
    <Paper withBorder p="md" component="section" aria-label={number}>
      <Stack gap="sm">
        <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {number}: {t(`exporters.declarationStands.${status}`)}
        </Title>
        <Text>{t('exporters.knownTo', { states: knownTo.join(', ') || '–' })}</Text>
        {status === 'revoked' && <Text>{t('exporters.revocationKnownTo', { states: revocationKnownTo.join(', ') || '–' })}</Text>}
        <TableSection
          inCard
          title={t('exporters.uses')}
          none={t('exporters.noUse')}
          rows={uses.flatMap(use => use.items.map(item => ({ ...item, state: use.state })))}
          keyOf={each => `${each.state} ${each.item}`}
          columns={[
            { name: t('exporters.usedIn'), show: each => each.state },
            { name: t('exporters.product'), show: each => declaration.products[each.item - 1]?.name ?? each.item },
            {
              name: t('exporters.quantity'),
              isFigure: true,
              show: each => {
                const quantity = declaration.products[each.item - 1]?.quantity
                return quantity === undefined ? each.used : `${each.used} / ${quantity.value} ${quantity.unit}`
              },
            },
          ]}
        />
        {mayRevoke && status !== 'revoked' && (
          <Group align="end">
            <TextInput
              flex={1}
              label={t('exporters.revokeReason')}
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
            <Button
              color="red"
              loading={act.isPending}
              disabled={reason.trim().length < REASON_MIN}
              onClick={() => act.mutate({ path: `/${number}/revocation`, body: { reason } })}
            >
              {t('exporters.revoke')}
            </Button>
          </Group>
        )}
        {act.isError && <Failure failure={act.error} />}
      </Stack>
    </Paper>
  )
}

const REASON_MIN = 10
