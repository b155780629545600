import type { ProofAnswer } from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { When, writeDay } from '../../ui/When.tsx'
import { ProofActs } from './ProofActs.tsx'
import { Undecided } from './Undecided.tsx'
import { Verification } from './Verification.tsx'
import { VerifyProof } from './VerifyProof.tsx'
import { wordsOfAct } from './words-of-act.ts'

/** A proof with its boxes, what is used of each item, what was done to it, and what may be done now. */
export function Proof({ state, proof }: { readonly state: string; readonly proof: ProofAnswer }) {
  const { t, i18n } = useTranslation()
  const { id, number, status, form, ticks, ledger, acts, issuedOn, validTo, edition, replaces } = proof
  const { timeZone } = STATE_FACTS[proof.side === 'issuing' ? proof.issuingState : proof.importingState]
  const day = (text: string) => writeDay(text, i18n.language)
  const name = number ?? t('proofs.application')
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {name}: {t(`proofs.stands.${status}`)}
        </Title>
        <Text>
          {form.exporter.name}, {form.exporter.address} ({form.exporter.country}) → {form.consignee.name}, {form.consignee.address} (
          {form.consignee.country})
        </Text>
        <Text>
          {t('proofs.departure', { day: day(form.transport.departureOn) })} {form.transport.means} {form.transport.dischargePort}
        </Text>
        {issuedOn !== undefined && validTo !== undefined && (
          <Text>{t('proofs.issued', { on: day(issuedOn), to: day(validTo), edition: edition ?? '' })}</Text>
        )}
        {ticks.length > 0 && <Text>{ticks.map(tick => t(`proofs.ticks.${tick}`)).join(' · ')}</Text>}
        {replaces !== undefined && <Text>{t('proofs.inPlaceOf', { number: replaces })}</Text>}
        {form.retroactiveReason !== undefined && <Text>{t('proofs.retroactive', { reason: form.retroactiveReason })}</Text>}
        <TableSection
          inCard
          none=""
          rows={form.items}
          keyOf={item => String(item.sequence)}
          columns={[
            { name: t('proofs.item'), show: item => item.sequence },
            { name: t('proofs.goods'), show: item => `${item.description}, ${item.manufacturer}` },
            { name: t('proofs.code'), show: item => item.commodityCode },
            { name: t('proofs.criterion'), show: item => item.originCriterion },
            { name: t('proofs.quantity'), isFigure: true, show: item => `${item.quantity.value} ${item.quantity.unit}` },
            { name: t('proofs.left'), isFigure: true, show: item => ledger.find(each => each.item === item.sequence)?.left ?? '' },
          ]}
        />
        <TableSection
          inCard
          title={t('proofs.history')}
          none=""
          rows={acts.map((act, index) => ({ ...act, index }))}
          keyOf={act => String(act.index)}
          columns={[
            { name: t('proofs.when'), show: act => <When at={act.at} timeZone={timeZone} /> },
            { name: t('proofs.what'), show: act => t(`proofs.acts.${act.act}`) },
            {
              name: t('proofs.words'),
              show: act => wordsOfAct(act, t, day),
            },
          ]}
        />
        {number !== undefined && <Anchor href={`/${state}/api/v1/proofs/${id}/form.pdf`}>{t('proofs.print')}</Anchor>}
        {acts.some(each => each.act === 'copy') && <Anchor href={`/${state}/api/v1/proofs/${id}/copy.pdf`}>{t('proofs.printCopy')}</Anchor>}
        <Verification state={state} proof={proof} />
        <Undecided state={state} proof={proof} />
        <VerifyProof state={state} proof={proof} />
        <ProofActs state={state} proof={proof} />
      </Stack>
    </Paper>
  )
}
