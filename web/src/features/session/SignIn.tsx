import { Alert, Button, Divider, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPasskeys, usePasskeySignIn } from '../../api/passkeys.ts'
import { useProviderSignIn, useSignIn, useSignInWays } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'

/** Sign in to one state's node. Accounts are given by its administrator; there is no sign-up. */
export function SignIn() {
  const { state = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const navigate = useNavigate()
  const signIn = useSignIn(state)
  const passkey = usePasskeySignIn(state)
  const provider = useProviderSignIn(state)
  const ways = useSignInWays(state)
  const { failed } = useSearch({ strict: false })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  const enter = () => navigate({ to: `/${state}` })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password }, { onSuccess: enter })
  }
  return (
    <Paper withBorder p="lg" maw={440} mx="auto" mt="xl">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1} size="h2">
            {t('signIn.title')}
          </Title>
          <Text>{t('signIn.explanation')}</Text>
          {failed === 'provider' && <Alert color="red">{t('signIn.providerFailed')}</Alert>}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          {signIn.isError && <Failure failure={signIn.error} />}
          <Button type="submit" loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      {(hasPasskeys() || ways.data?.provider !== undefined) && <Divider my="lg" label={t('signIn.or')} />}
      <Stack>
        {hasPasskeys() && (
          <Button variant="default" loading={passkey.isPending} onClick={() => passkey.mutate(undefined, { onSuccess: enter })}>
            {t('signIn.withPasskey')}
          </Button>
        )}
        {passkey.isError && <Failure failure={passkey.error} />}
        {ways.data?.provider !== undefined && (
          <Button variant="default" loading={provider.isPending} onClick={() => provider.mutate()}>
            {t('signIn.withProvider', { name: ways.data.provider.name })}
          </Button>
        )}
        {provider.isError && <Failure failure={provider.error} />}
      </Stack>
    </Paper>
  )
}
