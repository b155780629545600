import type { SupplierDeclarationDetail } from '@lintas/contract'
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSupplyAct } from '../../api/suppliers.ts'
import { Failure } from '../../ui/Failure.tsx'
import { StatementFields } from './SupplyFields.tsx'
import { draftFor, isWritten, statementOf } from './supply-draft.ts'

interface ActsProps {
  readonly state: string
  readonly supply: SupplierDeclarationDetail
}

/** What the caller may do to a declaration now, as the node says: make it, decline it, put another in its place, withdraw it. */
export function SupplyActs({ state, supply: { number, acts, asked, statement } }: ActsProps) {
  const { t } = useTranslation()
  const act = useSupplyAct(state)
  const known = asked ?? (statement === undefined ? undefined : ({ product: statement.product } as SupplierDeclarationDetail['asked']))
  const [draft, setDraft] = useState(() => draftFor(state, known))
  const [isReplacing, setReplacing] = useState(false)
  const [reason, setReason] = useState('')
  const may = (name: (typeof acts)[number]) => acts.includes(name)
  const isDeclaring = may('declare') || isReplacing
  const end = may('decline') ? 'refusal' : may('withdraw') ? 'withdrawal' : undefined
  return (
    <Stack gap="sm">
      {isDeclaring && (
        <>
          <StatementFields draft={draft} change={setDraft} />
          <Button
            w="fit-content"
            loading={act.isPending}
            disabled={!isWritten(draft)}
            onClick={() => act.mutate({ number, path: isReplacing ? 'replacement' : 'declaration', body: statementOf(draft) })}
          >
            {t(isReplacing ? 'supply.putInPlace' : 'supply.declare')}
          </Button>
        </>
      )}
      {may('replace') && !isReplacing && (
        <Button w="fit-content" variant="default" onClick={() => setReplacing(true)}>
          {t('supply.replace')}
        </Button>
      )}
      {end !== undefined && (
        <>
          <Textarea label={t('supply.reason')} value={reason} onChange={event => setReason(event.currentTarget.value)} />
          <Group>
            <Button
              variant="default"
              loading={act.isPending}
              disabled={reason.trim() === ''}
              onClick={() => act.mutate({ number, path: end, body: { reason } })}
            >
              {t(end === 'refusal' ? 'supply.decline' : 'supply.withdraw')}
            </Button>
          </Group>
        </>
      )}
      {act.isError && <Failure failure={act.error} />}
    </Stack>
  )
}
