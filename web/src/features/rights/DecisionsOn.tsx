import { Anchor, List, Paper, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDecisionsOn } from '../../api/decisions.ts'
import { writeDay } from '../../ui/When.tsx'

interface DecisionsOnProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
}

/** The decisions against a declaration, each leading to its letter; nothing where there is none. */
export function DecisionsOn({ state, mrn, revision }: DecisionsOnProps) {
  const { t, i18n } = useTranslation()
  const decisions = useDecisionsOn(state, mrn, revision).data?.items ?? []
  if (decisions.length === 0) return null
  return (
    <Paper withBorder p="md" component="section" aria-label={t('rights.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('rights.title')}
      </Title>
      <List>
        {decisions.map(({ number, kind, status, decidedOn }) => (
          <List.Item key={number}>
            <Anchor component={Link} to={`/${state}/decisions/${number}`} underline="always">
              {t(`rights.kind.${kind}`)}
            </Anchor>
            , {writeDay(decidedOn, i18n.language)}. {t(`rights.status.${status}`)}
          </List.Item>
        ))}
      </List>
    </Paper>
  )
}
