import type { CaseMessage } from '@lintas/contract'
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMarkRead, useSendMessage, useThread } from '../../api/messages.ts'
import { Failure } from '../../ui/Failure.tsx'
import { When } from '../../ui/When.tsx'
import { addressOf } from '../documents/Documents.tsx'

interface ThreadProps {
  readonly state: string
  readonly mrn: string
  readonly timeZone: string
  readonly side: 'declarant' | 'customs'
}

const TEXT_MAX = 4_000

/** What the two sides wrote to each other, the newest last, how far the other side has read, and a place to write. */
export function Thread({ state, mrn, timeZone, side }: ThreadProps) {
  const { t } = useTranslation()
  const thread = useThread(state, mrn)
  const send = useSendMessage(state, mrn)
  const { mutate: markRead } = useMarkRead(state, mrn)
  const [text, setText] = useState('')

  const [newest] = thread.data?.pages ?? []
  const unread = newest?.unread ?? 0
  const last = newest?.items[0]?.number
  useEffect(() => {
    if (unread > 0 && last !== undefined) markRead(last)
  }, [unread, last, markRead])

  if (thread.isError) return <Failure failure={thread.error} retry={() => thread.refetch()} />
  if (newest === undefined) return <Skeleton height={80} />
  const messages = (thread.data?.pages.flatMap(page => page.items) ?? []).toReversed()
  const readByOther = newest.readUpTo[side === 'declarant' ? 'customs' : 'declarant']
  const lastOwn = messages.findLast(each => each.from === side)
  return (
    <Stack gap="sm">
      {thread.hasNextPage && (
        <Button variant="subtle" size="compact-sm" loading={thread.isFetchingNextPage} onClick={() => thread.fetchNextPage()}>
          {t('messages.earlier')}
        </Button>
      )}
      {messages.length === 0 && <Text c="dimmed">{t(`messages.none.${side}`)}</Text>}
      {messages.map(each => (
        <Message
          key={each.number}
          state={state}
          mrn={mrn}
          message={each}
          timeZone={timeZone}
          isOwn={each.from === side}
          isRead={each === lastOwn && each.number <= readByOther}
        />
      ))}
      <Textarea
        label={t(`messages.write.${side}`)}
        value={text}
        maxLength={TEXT_MAX}
        autosize
        minRows={2}
        onChange={event => setText(event.currentTarget.value)}
      />
      {send.isError && <Failure failure={send.error} />}
      <Group>
        <Button
          variant="default"
          disabled={text.trim() === ''}
          loading={send.isPending}
          onClick={() => send.mutate(text, { onSuccess: () => setText('') })}
        >
          {t('messages.send')}
        </Button>
      </Group>
    </Stack>
  )
}

interface MessageProps {
  readonly state: string
  readonly mrn: string
  readonly message: CaseMessage
  readonly timeZone: string
  readonly isOwn: boolean
  readonly isRead: boolean
}

function Message({ state, mrn, message, timeZone, isOwn, isRead }: MessageProps) {
  const { t } = useTranslation()
  const { from, office, name, traderId, sentAt, text, documents } = message
  const who = from === 'customs' ? [t('messages.customs'), office, name].filter(part => part !== undefined).join(', ') : traderId
  return (
    <Paper withBorder p="sm" {...(isOwn ? { ml: 'lg' } : { mr: 'lg', bg: 'var(--surface)' })}>
      <Text size="sm" c="dimmed" component="div">
        {isOwn && from === 'declarant' ? t('messages.you') : who}, <When at={sentAt} timeZone={timeZone} />
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text ?? t('messages.erased')}</Text>
      {documents.map(each => (
        <Anchor key={each.id} href={addressOf(state, mrn, each.id)} download size="sm" display="block">
          {each.name}
        </Anchor>
      ))}
      {isRead && (
        <Text size="sm" c="dimmed">
          {t('messages.read')}
        </Text>
      )}
    </Paper>
  )
}
