import type { ActionNeeded as Needed } from '@lintas/contract'
import { Alert, Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useActionNeeded } from '../../api/documents.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeDay } from '../../ui/When.tsx'

/** What waits for the declarant, what is due first on top; nothing where nothing does. */
export function ActionNeeded({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const needed = useActionNeeded(state, true)
  if (needed.isError) return <Failure failure={needed.error} retry={() => needed.refetch()} />
  const items = needed.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Alert
      color="yellow"
      title={t('action.title', { count: items.length })}
      role="region"
      aria-label={t('action.label')}
      styles={{ title: { color: 'light-dark(#6b4a00, #f4cf6b)' } }}
    >
      <List spacing="xs">
        {items.map(each => (
          <List.Item key={`${each.kind} ${each.mrn}`}>
            <Anchor
              component={Link}
              to={each.kind === 'removals' ? `/${state}/removals` : `/${state}/declarations/${each.mrn}`}
              underline="always"
            >
              {each.localReference === '' ? each.mrn : each.localReference}
            </Anchor>
            : <What needed={each} />
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function What({ needed: { kind, count, dueOn, overdue } }: { readonly needed: Needed }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      {t(`action.${kind}`, { count })}
      {dueOn !== undefined && (
        <Text span fw={overdue ? 600 : 400} {...(overdue ? { c: 'light-dark(#9b1c14, #ffb4ad)' } : {})}>
          {', '}
          {t(overdue ? 'documents.overdueSince' : 'documents.until', { day: writeDay(dueOn, i18n.language) })}
        </Text>
      )}
    </>
  )
}
