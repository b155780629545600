import { Button, Group, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** One box for words, a pasted invoice line, a code or a CAS number. The answer has an address of its own. */
export function SearchBox({ state, asked }: { readonly state: string; readonly asked: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState(asked)
  const q = text.trim().replace(/\s+/g, ' ')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (q !== '') navigate({ to: '/$state/classify', params: { state }, search: { q } })
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('classify.box')}
          value={text}
          maxLength={2_000}
          onChange={event => setText(event.currentTarget.value)}
          style={{ flex: '1 1 260px' }}
        />
        <Button type="submit" disabled={q === ''}>
          {t('classify.find')}
        </Button>
      </Group>
    </form>
  )
}
