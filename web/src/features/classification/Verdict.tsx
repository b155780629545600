import type { Classification } from '@lintas/contract'
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'

/** How far to rely on what was found; where it is too little to go by, what else to say. */
export function Verdict({ answer: { candidates, sure, vague, abstained, needs } }: { readonly answer: Classification }) {
  const { t } = useTranslation()
  const verdict = vague ? 'vague' : abstained ? 'abstained' : sure ? 'sure' : 'unsure'
  if (candidates.length === 0 && !vague) return <Notice role="status" color="yellow" title={t('classify.none')} />
  const asked = needs.length > 0 ? needs : vague ? [{ fact: 'material' as const, options: [] }] : []
  return (
    <Notice role="status" color={verdict === 'sure' ? 'green' : 'yellow'} title={t(`classify.${verdict}`)}>
      <Text>{t(`classify.${verdict}About`)}</Text>
      <List>
        {asked.map(({ fact, options }) => (
          <List.Item key={fact}>
            {t(`classify.fact.${fact}`)}
            {options.length > 0 && `: ${options.join(', ')}`}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
