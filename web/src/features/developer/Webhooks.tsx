import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Alert, Button, Code, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpointActs, useEndpoints } from '../../api/webhooks.ts'
import { Failure } from '../../ui/Failure.tsx'
import { writeInstant } from '../../ui/When.tsx'
import { DeliveryLog } from './DeliveryLog.tsx'

/** For whoever connects a system of their own: where it is told what happens, what was sent there, and how to check that it was us. */
export function Webhooks() {
  const { state = '' } = useParams({ strict: false })
  const { t, i18n } = useTranslation()
  const endpoints = useEndpoints(state)
  const acts = useEndpointActs(state)
  const [url, setUrl] = useState('')
  const code = parseState(state)
  if (code === undefined) return null
  const { timeZone } = STATE_FACTS[code]

  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t('developer.title')}</Title>
        <Text>{t('developer.about')}</Text>
      </div>
      <form
        onSubmit={event => {
          event.preventDefault()
          acts.mutate({ act: 'add', url }, { onSuccess: () => setUrl('') })
        }}
      >
        <Group align="end">
          <TextInput
            label={t('developer.url')}
            placeholder="https://erp.example/customs"
            value={url}
            onChange={event => setUrl(event.currentTarget.value)}
            required
            flex={1}
            miw={220}
          />
          <Button type="submit" loading={acts.isPending}>
            {t('developer.add')}
          </Button>
        </Group>
      </form>
      {acts.isError && <Failure failure={acts.error} />}
      {acts.data?.secret !== undefined && (
        <Alert title={t('developer.secretOnce')}>
          <Code>{acts.data.secret}</Code>
        </Alert>
      )}
      {endpoints.isError && <Failure failure={endpoints.error} retry={() => endpoints.refetch()} />}
      {endpoints.isPending && <Skeleton height={160} />}
      {endpoints.data?.items.length === 0 && <Text>{t('developer.empty')}</Text>}
      {endpoints.data?.items.map(endpoint => (
        <Paper key={endpoint.id} withBorder p="md">
          <Stack gap="sm">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {endpoint.url}
            </Text>
            <Text>
              {t(`developer.status.${endpoint.status}`)} {t('developer.pending', { count: endpoint.pending })}
            </Text>
            {endpoint.disabledAt !== undefined && (
              <Alert color="red">
                {t(`developer.because.${endpoint.disabledBecause ?? 'failing'}`, {
                  when: writeInstant(endpoint.disabledAt, timeZone, i18n.language),
                })}
              </Alert>
            )}
            <Group>
              <Button variant="default" onClick={() => acts.mutate({ act: 'ping', id: endpoint.id })}>
                {t('developer.ping')}
              </Button>
              <Button variant="default" onClick={() => acts.mutate({ act: 'rotate', id: endpoint.id })}>
                {t('developer.rotate')}
              </Button>
              <Button variant="default" onClick={() => acts.mutate({ act: 'remove', id: endpoint.id })}>
                {t('developer.remove')}
              </Button>
            </Group>
            <DeliveryLog state={state} endpoint={endpoint.id} timeZone={timeZone} />
          </Stack>
        </Paper>
      ))}
      <div>
        <Title order={2} size="h4">
          {t('developer.verify')}
        </Title>
        <Text mb="xs">TypeScript</Text>
        <Code block tabIndex={0}>
          {TYPESCRIPT}
        </Code>
        <Text my="xs">curl, openssl</Text>
        <Code block tabIndex={0}>
          {SHELL}
        </Code>
      </div>
    </Stack>
  )
}

const TYPESCRIPT = `import { Webhook } from 'standardwebhooks'

// body: the text as it came. Throws where the signature does not hold.
const message = new Webhook(process.env.LINTAS_SECRET).verify(body, headers)`

const SHELL = `key=$(printf %s "\${LINTAS_SECRET#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')
signature="v1,$(printf '%s.%s.%s' "$id" "$timestamp" "$body" | openssl dgst -sha256 -mac hmac -macopt hexkey:$key -binary | base64)"
curl http://127.0.0.1:4000/ -H "webhook-id: $id" -H "webhook-timestamp: $timestamp" -H "webhook-signature: $signature" -d "$body"`
