import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Button, Group, Paper, Skeleton, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPasskeys, useAddPasskey, usePasskeys, useRemovePasskey } from '../../api/passkeys.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'
import { When } from '../../ui/When.tsx'

/** Who one is at this node, and the passkeys one signs in with. */
export function Account() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const session = useSession(state)
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('account.title')}
      </Title>
      {session.data !== undefined && (
        <Text>
          {t(`role.${session.data.role}`)}
          {session.data.organisation !== undefined && `, ${session.data.organisation.name} (${session.data.organisation.traderId})`}
          {session.data.office !== undefined && `, ${session.data.office}`}
        </Text>
      )}
      <Passkeys state={state} />
    </Stack>
  )
}

function Passkeys({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const code = parseState(state)
  const timeZone = code === undefined ? 'UTC' : STATE_FACTS[code].timeZone
  const passkeys = usePasskeys(state)
  const remove = useRemovePasskey(state)
  return (
    <Paper withBorder p="lg">
      <Stack>
        <Title order={2} size="h3">
          {t('account.passkeys')}
        </Title>
        <Text>{t('account.passkeysExplained')}</Text>
        {passkeys.isPending && <Skeleton height={48} />}
        {passkeys.isError && <Failure failure={passkeys.error} />}
        {passkeys.data?.items.length === 0 && <Text c="dimmed">{t('account.noPasskeys')}</Text>}
        {passkeys.data !== undefined && passkeys.data.items.length > 0 && (
          <Table>
            <Table.Tbody>
              {passkeys.data.items.map(({ id, name, createdAt }) => (
                <Table.Tr key={id}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>{createdAt !== undefined && <When at={createdAt} timeZone={timeZone} />}</Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={t('account.removeNamed', { name })}
                      loading={remove.isPending && remove.variables === id}
                      onClick={() => remove.mutate(id)}
                    >
                      {t('account.remove')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {remove.isError && <Failure failure={remove.error} />}
        {hasPasskeys() ? <AddPasskey state={state} /> : <Text c="dimmed">{t('account.browserCannot')}</Text>}
      </Stack>
    </Paper>
  )
}

function AddPasskey({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const add = useAddPasskey(state)
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(name, { onSuccess: () => setName('') })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group align="end">
          <TextInput
            label={t('account.passkeyName')}
            description={t('account.passkeyNameHint')}
            required
            maxLength={60}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending}>
            {t('account.add')}
          </Button>
        </Group>
        {add.isError && <Failure failure={add.error} />}
      </Stack>
    </form>
  )
}
