import { CODE_PATH_DOCUMENT } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { Anchor, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface FoundByProps {
  readonly state: string
  readonly documents: DeclarationDocument['goodsItems'][number]['documents']
}

/** Leads to how the declarant found an item's code, where the item names it. */
export function FoundBy({ state, documents }: FoundByProps) {
  const { t } = useTranslation()
  const paths = documents.flatMap(({ type, id }) => (type === CODE_PATH_DOCUMENT && id !== undefined ? [id] : []))
  if (paths.length === 0) return null
  return (
    <Group gap="sm">
      {paths.map(id => (
        <Anchor key={id} component={Link} to={`/${state}/code-paths/${id}`} size="sm">
          {t('classify.guide.path')}
        </Anchor>
      ))}
    </Group>
  )
}
