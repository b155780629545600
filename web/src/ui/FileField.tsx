import { FileInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface FileFieldProps {
  readonly label: string
  /** What the file holds. */
  readonly about: string
  /** As the browser takes it: `text/csv,.csv`. */
  readonly accept: string
  readonly file: File | null
  readonly choose: (file: File | null) => void
}

/** Where one file is chosen, and taken back by a button that says so to whoever does not see it. */
export function FileField({ label, about, accept, file, choose }: FileFieldProps) {
  const { t } = useTranslation()
  return (
    <FileInput
      label={label}
      description={about}
      accept={accept}
      value={file}
      onChange={choose}
      clearable
      clearButtonProps={{ 'aria-label': t('frame.clearFile') }}
    />
  )
}
