import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBeginDraft, useKeepTemplate } from '../../api/drafts.ts'
import { Failure } from '../../ui/Failure.tsx'

/** Begins a new draft from a declaration, or keeps it to begin others from. */
export function UseAgain({ state, mrn }: { readonly state: string; readonly mrn: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isOpen, { open, close }] = useDisclosure()
  const [name, setName] = useState('')
  const copy = useBeginDraft(state)
  const keep = useKeepTemplate(state)
  return (
    <>
      <Button
        variant="default"
        loading={copy.isPending}
        onClick={() =>
          copy.mutate(`/declarations/${mrn}/copy`, {
            onSuccess: begun => navigate({ to: `/${state}/drafts/${begun.id}`, state: { begun } }),
          })
        }
      >
        {t('draft.copy')}
      </Button>
      <Button variant="default" onClick={open}>
        {t('draft.keep')}
      </Button>
      {copy.isError && <Failure failure={copy.error} />}
      {keep.isSuccess && <Text role="status">{t('draft.kept', { name: keep.data.name })}</Text>}
      <Modal opened={isOpen} onClose={close} title={t('draft.keep')} closeButtonProps={{ 'aria-label': t('documents.cancel') }}>
        <form
          onSubmit={event => {
            event.preventDefault()
            keep.mutate({ name, mrn }, { onSuccess: close })
          }}
        >
          <Stack>
            {keep.isError && <Failure failure={keep.error} />}
            <TextInput
              label={t('draft.templateName')}
              description={t('draft.templateHint')}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
              maxLength={70}
              required
              data-autofocus
            />
            <Button type="submit" loading={keep.isPending}>
              {t('draft.keep')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
