import type { NomenclatureEntry } from '@lintas/contract'
import { useTranslation } from 'react-i18next'
import { TableSection } from '../../ui/TableSection.tsx'
import { CodeLink } from './CodeLink.tsx'
import { wordsIn } from './code-text.ts'

interface StandsBelowProps {
  readonly state: string
  readonly entry: NomenclatureEntry
  readonly on: string | undefined
}

/** What one can open from an entry: the headings or subheadings below it, or the lines of the schedule. */
export function StandsBelow({ state, entry: { below, lines, line, schedule }, on }: StandsBelowProps) {
  const { t, i18n } = useTranslation()
  const codeColumn = {
    name: t('classify.code.code'),
    show: ({ code }: { readonly code: string }) => <CodeLink state={state} code={code} on={on} />,
  }
  if (below.length > 0)
    return (
      <TableSection
        title={t('classify.code.below')}
        none=""
        rows={below}
        keyOf={({ code }) => code}
        minWidth={300}
        columns={[codeColumn, { name: t('classify.code.description'), show: ({ name }) => name }]}
      />
    )
  if (line !== undefined || schedule === undefined) return null
  return (
    <TableSection
      title={t('classify.code.lines')}
      none={t('classify.code.noLines')}
      rows={lines}
      keyOf={({ code }) => code}
      minWidth={300}
      columns={[
        codeColumn,
        { name: t('classify.code.description'), show: ({ description }) => wordsIn(description, i18n.language) },
        { name: t('classify.code.mfn'), isFigure: true, show: ({ mfn }) => mfn ?? '–' },
      ]}
    />
  )
}
