import type { AskedEvidence } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Radio, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAskedEvidence, useDecideEvidenceCode } from '../../api/classification.ts'
import { Failure } from '../../ui/Failure.tsx'
import { Pages } from '../../ui/Pages.tsx'
import { CodeLink } from './CodeLink.tsx'
import { writeCode } from './code-text.ts'

/** Rulings and other evidence of which several codes took the place of the old one: each teaches nothing until somebody says which it has. */
export function DecideCodes() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const [trail, setTrail] = useState<readonly string[]>([''])
  const asked = useAskedEvidence(state, trail.at(-1) ?? '')
  const { next } = asked.data ?? {}
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('decideCodes.title')}</Title>
        <Text>{t('decideCodes.about')}</Text>
      </div>
      {asked.isError && <Failure failure={asked.error} retry={() => asked.refetch()} />}
      {asked.isPending && <Skeleton height={160} />}
      {asked.data?.items.length === 0 && <Text role="status">{t('decideCodes.none')}</Text>}
      {asked.data?.items.map(each => (
        <Piece key={each.id} state={state} piece={each} />
      ))}
      <Pages trail={trail} next={next} turn={setTrail} />
    </Stack>
  )
}

/** One piece: what it is about, its old code, and the codes to choose from. */
function Piece({ state, piece }: { readonly state: string; readonly piece: AskedEvidence }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const decide = useDecideEvidenceCode(state)
  const { id, kind, description, reference, was, successors, correlation } = piece
  return (
    <Paper component="section" withBorder p="md" aria-label={description}>
      <form
        onSubmit={event => {
          event.preventDefault()
          decide.mutate({ id, code })
        }}
      >
        <Stack gap="sm" style={{ overflowWrap: 'anywhere' }}>
          <div>
            <Title order={2} size="h4">
              {description}
            </Title>
            <Text size="sm">
              {[t(`decideCodes.kinds.${kind}`), ...(reference === undefined ? [] : [reference])].join(', ')};{' '}
              {t('decideCodes.was', { code: writeCode(was), table: correlation })}
            </Text>
          </div>
          <Radio.Group label={t('decideCodes.which')} value={code} onChange={setCode}>
            <Stack gap="xs" mt="xs">
              {successors.map(each => (
                <Group key={each} gap="sm">
                  <Radio value={each} label={writeCode(each)} />
                  <CodeLink state={state} code={each} on={undefined}>
                    {t('decideCodes.see', { code: writeCode(each) })}
                  </CodeLink>
                </Group>
              ))}
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" disabled={code === ''} loading={decide.isPending}>
              {t('decideCodes.decide')}
            </Button>
            <Anchor href={`/${state}/api/v1/tariff/correlations/${encodeURIComponent(correlation)}/pairs.csv`}>
              {t('decideCodes.table')}
            </Anchor>
          </Group>
          {decide.isError && <Failure failure={decide.error} />}
        </Stack>
      </form>
    </Paper>
  )
}
