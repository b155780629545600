import type { GuidedAnswer } from '@lintas/contract'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { CodeLink } from './CodeLink.tsx'
import { wordsIn } from './code-text.ts'

interface CodesLeftProps {
  readonly state: string
  readonly guided: Pick<GuidedAnswer, 'candidates' | 'on'>
}

/** The codes that answers leave, on the day that was asked about. */
export function CodesLeft({ state, guided: { candidates, on } }: CodesLeftProps) {
  const { t, i18n } = useTranslation()
  return (
    <TableSection
      none={t('classify.guide.nothing')}
      rows={candidates}
      keyOf={({ code }) => code}
      minWidth={300}
      columns={[
        { name: t('classify.code.code'), show: ({ code }) => <CodeLink state={state} code={code} on={on} /> },
        {
          name: t('classify.code.description'),
          show: ({ name, line }) => (line === undefined ? name : `${wordsIn(line, i18n.language)} (${name})`),
        },
      ]}
    />
  )
}
