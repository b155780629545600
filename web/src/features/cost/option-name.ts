import type { CostOptionAnswer } from '@lintas/contract'
import { AGREEMENTS, isAgreement } from '@lintas/customs/tariff'
import { useTranslation } from 'react-i18next'

/** An option by its name: the treatment, and the ways of arrival it is for. */
export function useOptionName(): (option: Pick<CostOptionAnswer, 'treatment' | 'requires'>) => string {
  const { t } = useTranslation()
  return ({ treatment, requires }) => {
    const name = isAgreement(treatment) ? `${treatment.toUpperCase()} · ${AGREEMENTS[treatment]}` : t(`cost.treatment.${treatment}`)
    const ways = requires.flatMap(each => (each.kind === 'arrival' ? each.channels.map(channel => t(`cost.channels.${channel}`)) : []))
    const quota = requires.find(each => each.kind === 'quota')
    if (quota !== undefined) return `${name} · ${quota.orderNumber}`
    return ways.length === 0 ? name : `${name} · ${ways.join(', ')}`
  }
}
