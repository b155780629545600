import { TextInput } from '@mantine/core'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly type?: 'text' | 'date' | 'number'
  readonly description?: string
  readonly required?: boolean
  set(value: string): void
}

/** One thing a form of the regimes asks for, as text. */
export function Field({ label, value, type = 'text', description, required = true, set }: FieldProps) {
  return (
    <TextInput
      label={label}
      {...(description === undefined ? {} : { description })}
      type={type}
      required={required}
      value={value}
      onChange={event => set(event.currentTarget.value)}
    />
  )
}
