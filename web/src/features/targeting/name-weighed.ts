import type { TFunction } from 'i18next'

/** What a model weighs, in words: what inspections found of the like, who is new or came last, a figure of the goods, or what was declared. */
export function nameWeighed(feature: string, t: TFunction): string {
  const nameOf = (traits: string) =>
    traits
      .split('+')
      .map(trait => t(`case.score.trait.${trait}`))
      .join(t('case.score.and'))
  const [first = '', ...rest] = feature.split(' ')
  const last = rest.join(' ')
  if (first === 'odds') return t('targeting.weighed.odds', { what: nameOf(last) })
  if (last === 'first seen') return t('case.score.firstSeen', { what: nameOf(first) })
  if (last === 'last seen') return t('case.score.lastSeen', { what: nameOf(first) })
  if (feature === 'route' || feature === 'price') return t(`case.score.${feature}`)
  if (feature === 'price deviation') return t('case.score.price-deviation')
  if (feature === 'departure is origin') return t('case.score.departure-is-origin')
  return nameOf(feature === 'duty rate' ? 'dutyRate' : feature)
}
