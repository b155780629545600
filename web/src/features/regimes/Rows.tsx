import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'

interface RowsProps<Row, Column extends keyof Row & string> {
  readonly title: string
  readonly rows: readonly Row[]
  readonly blank: Row
  readonly columns: readonly Column[]
  readonly optional?: readonly Column[]
  /** A column with a few values, where there is one. */
  readonly choice?: { readonly column: keyof Row & string; readonly values: readonly string[]; name(value: string): string }
  name(column: Column): string
  set(rows: readonly Row[]): void
}

/** Rows somebody types: as many as are wanted, each a set of fields that fits a phone. */
export function Rows<Row extends Readonly<Record<string, string>>, Column extends keyof Row & string>(props: RowsProps<Row, Column>) {
  const { title, rows, blank, columns, optional = [], choice, name, set } = props
  const { t } = useTranslation()
  const change = (index: number, column: string, value: string) =>
    set(rows.map((row, place) => (place === index ? { ...row, [column]: value } : row)))
  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
        <Fieldset key={index} legend={`${title} ${index + 1}`}>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }}>
            {columns.map(column => (
              <Field
                key={column}
                label={name(column)}
                required={!optional.includes(column)}
                value={row[column] ?? ''}
                set={value => change(index, column, value)}
              />
            ))}
            {choice !== undefined && (
              <NativeSelect
                label={t('regimes.per.label')}
                value={row[choice.column] ?? ''}
                data={choice.values.map(value => ({ value, label: choice.name(value) }))}
                onChange={event => change(index, choice.column, event.currentTarget.value)}
              />
            )}
          </SimpleGrid>
          {rows.length > 1 && (
            <Button variant="subtle" mt="xs" onClick={() => set(rows.filter((_, place) => place !== index))}>
              {t('regimes.removeRow')}
            </Button>
          )}
        </Fieldset>
      ))}
      <Group>
        <Button variant="default" onClick={() => set([...rows, blank])}>
          {t('regimes.addRow')}
        </Button>
      </Group>
    </Stack>
  )
}
