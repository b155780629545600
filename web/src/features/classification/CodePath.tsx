import type { NomenclatureEntry } from '@lintas/contract'
import { Anchor, Breadcrumbs, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CodeLink } from './CodeLink.tsx'
import { writeCode } from './code-text.ts'

interface CodePathProps {
  readonly state: string
  readonly entry: NomenclatureEntry
  readonly on: string | undefined
}

/** Where a code stands: section, chapter, heading and so on, each of which can be opened. */
export function CodePath({ state, entry: { code, section, above }, on }: CodePathProps) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('classify.browse')}>
      <Breadcrumbs style={{ flexWrap: 'wrap', rowGap: 12 }} separatorMargin={6}>
        <Anchor component={Link} to={`/${state}/codes`}>
          {t('classify.code.all')}
        </Anchor>
        {section !== undefined && (
          <Text>
            {t('classify.code.section', { number: section.number })}: {section.name}
          </Text>
        )}
        {above.map(each => (
          <CodeLink key={each.code} state={state} code={each.code} on={on}>
            <span title={each.name}>{each.code.length === 2 ? t('classify.code.chapter', { code: each.code }) : writeCode(each.code)}</span>
          </CodeLink>
        ))}
        <Text aria-current="page">{writeCode(code)}</Text>
      </Breadcrumbs>
    </nav>
  )
}
