import type { DivergenceAnswer } from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { List, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CodeLink } from '../classification/CodeLink.tsx'

interface SidesProps {
  readonly state: string
  readonly positions: DivergenceAnswer['positions']
}

/** The codes beside each other, each with who holds it and what it rests on. */
export function Sides({ state, positions }: SidesProps) {
  const { t } = useTranslation()
  const codes = [...new Set(positions.map(each => each.code))]
  return (
    <SimpleGrid cols={{ base: 1, sm: Math.min(codes.length, 4) }}>
      {codes.map(code => (
        <Stack key={code} gap={4}>
          <CodeLink state={state} code={code} on={undefined} />
          <List size="sm">
            {positions
              .filter(each => each.code === code)
              .map(each => (
                <List.Item key={each.state}>
                  {STATE_FACTS[each.state].name}: {restsOn(each)}
                </List.Item>
              ))}
          </List>
        </Stack>
      ))}
    </SimpleGrid>
  )

  function restsOn({ rulings, listed, checkedTraders }: SidesProps['positions'][number]): string {
    const figures = { rulings, listed, checked: checkedTraders }
    return Object.entries(figures)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => t(`divergences.on.${name}`, { count }))
      .join(', ')
  }
}
