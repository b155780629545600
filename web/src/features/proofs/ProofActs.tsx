import type { Permission, ProofAnswer } from '@lintas/contract'
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProofAct } from '../../api/proofs.ts'
import { useSession } from '../../api/session.ts'
import { Failure } from '../../ui/Failure.tsx'

interface Offered {
  readonly act: ProofAnswer['permitted'][number]
  readonly path: string
  readonly needs: Permission
  /** Nothing can be said with it; else words are needed, and with `law` the law they rest on. */
  readonly says?: 'text' | 'reason' | 'grounds' | 'reasons'
}

const OFFERED: readonly Offered[] = [
  { act: 'issue', path: 'issue', needs: 'proofs.decide' },
  { act: 'query', path: 'query', needs: 'proofs.decide', says: 'text' },
  { act: 'refuse', path: 'refusal', needs: 'proofs.decide', says: 'reasons' },
  { act: 'uphold', path: 'refusal/confirmation', needs: 'proofs.review', says: 'reasons' },
  { act: 'cancel', path: 'cancellation', needs: 'proofs.decide', says: 'reason' },
  { act: 'ask-copy', path: 'copy/request', needs: 'proofs.apply', says: 'reason' },
  { act: 'copy', path: 'copy', needs: 'proofs.decide' },
  { act: 'refuse-copy', path: 'copy/refusal', needs: 'proofs.decide', says: 'reasons' },
  { act: 'answer', path: 'answer', needs: 'proofs.apply', says: 'text' },
  { act: 'ask-review', path: 'review', needs: 'proofs.apply', says: 'grounds' },
  { act: 'deny', path: 'denial', needs: 'proofs.verify', says: 'reasons' },
  { act: 'clarify', path: 'clarification', needs: 'proofs.verify', says: 'text' },
  { act: 'reinstate', path: 'reinstatement', needs: 'proofs.verify', says: 'text' },
  { act: 'return', path: 'return', needs: 'proofs.verify', says: 'text' },
  { act: 'take-back', path: 'return/receipt', needs: 'proofs.verify', says: 'text' },
  { act: 'withdraw', path: 'withdrawal', needs: 'proofs.apply' },
]

/** What the reader may do to a proof as it stands, with the words it needs. */
export function ProofActs({ state, proof }: { readonly state: string; readonly proof: ProofAnswer }) {
  const { t } = useTranslation()
  const permissions: readonly string[] = useSession(state).data?.permissions ?? []
  const act = useProofAct(state, proof.id)
  const [words, setWords] = useState('')
  const [law, setLaw] = useState('')
  const offered = OFFERED.filter(each => proof.permitted.includes(each.act) && permissions.includes(each.needs))
  if (offered.length === 0) return null
  const isSaid = (says: Offered['says']) => says === undefined || (words.trim() !== '' && (says !== 'reasons' || law.trim() !== ''))
  const bodyOf = (says: Offered['says']) => {
    if (says === undefined) return {}
    return says === 'reasons' ? { reasons: [{ text: words, legalBasis: law }] } : { [says]: words }
  }
  return (
    <Stack gap="sm">
      {offered.some(each => each.says !== undefined) && (
        <Textarea label={t('proofs.words')} autosize minRows={2} value={words} onChange={event => setWords(event.currentTarget.value)} />
      )}
      {offered.some(each => each.says === 'reasons') && (
        <TextInput label={t('proofs.law')} value={law} onChange={event => setLaw(event.currentTarget.value)} />
      )}
      <Group>
        {offered.map(each => (
          <Button
            key={each.act}
            variant={each.act === 'issue' ? 'filled' : 'default'}
            loading={act.isPending}
            disabled={!isSaid(each.says)}
            onClick={() => act.mutate({ path: each.path, body: bodyOf(each.says) }, { onSuccess: () => [setWords(''), setLaw('')] })}
          >
            {t(`proofs.do.${each.act}`)}
          </Button>
        ))}
      </Group>
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}
