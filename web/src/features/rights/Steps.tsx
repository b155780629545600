import type { AdverseDecisionAnswer } from '@lintas/contract'
import { Anchor, Text, Timeline } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../ui/Amount.tsx'
import { writeDay } from '../../ui/When.tsx'

/** What followed from a decision, the first first; each outcome with its reasons and its letter. */
export function Steps({ state, steps }: { readonly state: string; readonly steps: AdverseDecisionAnswer['steps'] }) {
  const { t, i18n } = useTranslation()
  return (
    <Timeline active={steps.length} bulletSize={14}>
      {steps.map(({ step, on, remedy, outcome, grounds, reasons = [], refund, letter }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added, in order
        <Timeline.Item key={index} title={t(`rights.step.${[step, remedy, outcome].filter(part => part !== undefined).join('-')}`)}>
          <Text size="sm" c="dimmed">
            {writeDay(on, i18n.language)}
          </Text>
          {grounds !== undefined && <Text size="sm">{grounds}</Text>}
          {reasons.map(({ text, legalBasis }) => (
            <Text key={text} size="sm">
              {text} ({legalBasis})
            </Text>
          ))}
          {refund !== undefined && (
            <Text size="sm">
              {t('rights.paidBack')} <Amount amount={refund.amount} currency={refund.currency} strong />.{' '}
              {t(`payments.refundStatus.${refund.status}`)}
              {refund.interest !== undefined && (
                <>
                  {' '}
                  {t('rights.interest')} <Amount amount={refund.interest.amount} currency={refund.currency} /> (
                  {refund.interest.spans[0]?.legalRef}).
                </>
              )}
            </Text>
          )}
          {letter !== undefined && (
            <Anchor href={`/${state}${letter}`} target="_blank" size="sm">
              {t('rights.letter')}
            </Anchor>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  )
}
