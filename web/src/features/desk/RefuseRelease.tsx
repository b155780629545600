import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRefuseRelease } from '../../api/cases.ts'
import { Failure } from '../../ui/Failure.tsx'
import { ReasonFields, useReason } from '../../ui/ReasonFields.tsx'

interface RefuseReleaseProps {
  readonly state: string
  readonly mrn: string
  readonly revision: number
  onDone(): void
}

/** A supervisor refuses the release in writing: a reason the declarant can answer, and the law it rests on. */
export function RefuseRelease({ state, mrn, revision, onDone }: RefuseReleaseProps) {
  const { t } = useTranslation()
  const refuse = useRefuseRelease(state, mrn, revision)
  const reason = useReason()
  return (
    <Stack gap="sm">
      <Text>{t('case.refuse.explanation')}</Text>
      <ReasonFields reason={reason} />
      {refuse.isError && <Failure failure={refuse.error} />}
      <Group>
        <Button disabled={!reason.isWhole} loading={refuse.isPending} onClick={() => refuse.mutate(reason.reasons, { onSuccess: onDone })}>
          {t('case.act.refuse-release')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('documents.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
