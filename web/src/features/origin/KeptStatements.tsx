import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOriginStatement, useOriginStatements, useWithdrawStatement } from '../../api/origin.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { TableSection } from '../../ui/TableSection.tsx'
import { OriginVerdict } from './OriginVerdict.tsx'

/** Cost statements that were kept, the newest first; one that is chosen shows its steps. */
export function KeptStatements({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const mayWithdraw = useSession(state).data?.permissions.includes('origin.keep-statement') === true
  const [chosen, setChosen] = useState<string>()
  const statements = useOriginStatements(state, true)
  const statement = useOriginStatement(state, chosen)
  const withdraw = useWithdrawStatement(state)
  if (statements.isError) return <Failure failure={statements.error} retry={() => statements.refetch()} />
  if (statements.isPending) return <Skeleton height={160} />
  return (
    <Stack>
      <TableSection
        title={t('origin.statements')}
        none={t('origin.none')}
        rows={statements.data.items}
        keyOf={each => each.id}
        columns={[
          { name: t('origin.name'), show: each => each.name },
          { name: t('origin.code'), show: each => each.code },
          { name: t('origin.result'), show: each => [t(`origin.status.${each.status}`), each.criterion].filter(Boolean).join(' · ') },
          { name: t('origin.standing'), show: each => t(`origin.stands.${each.standing}`) },
          {
            show: each => (
              <Group gap="xs">
                <Button size="compact-sm" variant="default" onClick={() => setChosen(each.id)}>
                  {t('origin.show')}
                </Button>
                {mayWithdraw && each.standing !== 'withdrawn' && (
                  <Button size="compact-sm" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(each.id)}>
                    {t('origin.withdraw')}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {withdraw.isError && <Failure failure={withdraw.error} />}
      {statement.isError && <Failure failure={statement.error} retry={() => statement.refetch()} />}
      {statement.isSuccess && (
        <section>
          <Title order={2}>{statement.data.name}</Title>
          {statement.data.standing === 'to-redo' && (
            <Alert color="red" title={t('origin.fallen')}>
              {statement.data.restsOn.map(({ number, problem }) => problem !== undefined && <Text key={number}>{problem.message}</Text>)}
            </Alert>
          )}
          <OriginVerdict found={statement.data.determination} />
        </section>
      )}
    </Stack>
  )
}
