import type { TFunction } from 'i18next'

/** A group as one says it: all of them, a lane in words, and the codes of modes and types as they are. */
export function nameGroup(group: string, t: TFunction): string {
  return group === 'all' ? t('service.group.all') : t(`lane.${group}`, { defaultValue: group })
}
