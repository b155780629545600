import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The way through pages that a cursor leads to: where each began, the one shown last. */
export function Pages({
  trail,
  next,
  turn,
}: Readonly<{ trail: readonly string[]; next: string | undefined; turn: (trail: string[]) => void }>) {
  const { t } = useTranslation()
  return (
    <Group>
      {trail.length > 1 && (
        <Button variant="default" onClick={() => turn(trail.slice(0, -1))}>
          {t('pages.back')}
        </Button>
      )}
      {next !== undefined && (
        <Button variant="default" onClick={() => turn([...trail, next])}>
          {t('pages.more')}
        </Button>
      )}
    </Group>
  )
}
