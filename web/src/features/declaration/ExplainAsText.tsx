import type { DeclarationAnswer } from '@lintas/contract'
import { Button, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { explainBill } from './explain.ts'

/** The decision in words that can be read to an importer or pasted into a letter. */
export function ExplainAsText({ answer }: { readonly answer: DeclarationAnswer }) {
  const { t } = useTranslation()
  const [open, { open: show, close }] = useDisclosure()
  const text = explainBill(answer, {
    item: (sequence, code) => t('decision.item', { sequence, code }),
    customsValue: t('decision.customsValue'),
    total: t('decision.total'),
  })
  return (
    <>
      <Button variant="default" onClick={show}>
        {t('decision.explain')}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={t('decision.explain')}
        closeButtonProps={{ 'aria-label': t('documents.cancel') }}
        size="lg"
      >
        <Textarea
          value={text}
          readOnly
          autosize
          minRows={8}
          aria-label={t('decision.explain')}
          onFocus={event => event.currentTarget.select()}
        />
      </Modal>
    </>
  )
}
