import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBeginDraft, useDrafts, useTemplates } from '../../api/drafts.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { When } from '../../ui/When.tsx'

/** Ways to lodge without a file: a draft to continue, a template to begin from. */
export function BeginFromEarlier({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useSession(state).data?.permissions.includes('declaration.draft') ?? false
  const drafts = useDrafts(state, may)
  const templates = useTemplates(state, may)
  const begin = useBeginDraft(state)
  const code = parseState(state)
  if (!may || code === undefined) return null
  const failed = [drafts, templates].find(each => each.isError)
  return (
    <Stack>
      {failed !== undefined && <Failure failure={failed.error} retry={() => failed.refetch()} />}
      {begin.isError && <Failure failure={begin.error} />}
      <Stack component="section" gap="sm" aria-label={t('draft.drafts')}>
        <Title order={2} size="h4">
          {t('draft.drafts')}
        </Title>
        {drafts.data?.items.length === 0 && <Text>{t('draft.draftsNone')}</Text>}
        {drafts.data?.items.map(draft => (
          <Group key={draft.id} justify="space-between">
            <Text>
              {draft.document.localReference ?? draft.document.goodsItems[0]?.description ?? t('draft.unnamed')}{' '}
              <Text span c="dimmed" size="sm">
                <When at={draft.editedAt} timeZone={STATE_FACTS[code].timeZone} />
              </Text>
            </Text>
            <Anchor component={Link} to={`/${state}/drafts/${draft.id}`}>
              {t('draft.continue')}
            </Anchor>
          </Group>
        ))}
      </Stack>
      <Stack component="section" gap="sm" aria-label={t('draft.templates')}>
        <Title order={2} size="h4">
          {t('draft.templates')}
        </Title>
        {templates.data?.items.length === 0 && <Text>{t('draft.templatesNone')}</Text>}
        {templates.data?.items.map(({ id, name }) => (
          <Group key={id} justify="space-between">
            <Text>{name}</Text>
            <Button
              variant="default"
              loading={begin.isPending && begin.variables.includes(id)}
              onClick={() =>
                begin.mutate(`/templates/${id}/draft`, {
                  onSuccess: begun => navigate({ to: `/${state}/drafts/${begun.id}`, state: { begun } }),
                })
              }
            >
              {t('draft.begin')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Stack>
  )
}
