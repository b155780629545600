import { may, type PreferencesAnswer } from '@lintas/contract'
import { isPermitted } from '@lintas/customs/declaration'
import type { Caller, Reader } from '../platform/node.ts'
import { lastDayMissed } from './accept-late.ts'
import type { PreferenceDesk } from './secure.ts'
import { type Deposit, listDeposits } from './store.ts'

/** How each claim of a declaration stands, what is secured for it, and what the caller may do now. */
export async function sayClaims(
  reader: Reader,
  { declarations }: PreferenceDesk,
  mrn: string,
  { role }: Caller,
): Promise<PreferencesAnswer> {
  const head = await declarations.find(reader, mrn)
  if (head === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  const document = await declarations.getDocument(reader, mrn, head.version)
  const { decision, claims, found } = await declarations.getDecided(reader, mrn)
  const deposits = await listDeposits(reader, mrn)
  const isReleased = head.status === 'released'
  const items = document.goodsItems.flatMap((item, index): PreferencesAnswer['items'] => {
    const { sequence, preference } = item
    if (preference === undefined) return []
    const about = decision.issues.filter(each => each.path.startsWith(`goodsItems[${index}].`))
    const pending = decision.assessment.items.find(each => each.sequence === sequence)?.pending
    const differing = about.find(each => each.code === 'proofs.code-differs')
    const isSecured = claims.onSecurity?.includes(sequence) === true
    const standing = found?.denied?.includes(sequence)
      ? 'denied'
      : isSecured
        ? 'on-security'
        : pending === undefined
          ? 'granted'
          : 'waiting'
    const lateSince = standing === 'granted' || standing === 'denied' ? undefined : lastDayMissed({ document, decision }, sequence)
    const accepted = claims.acceptedLate?.find(each => each.sequence === sequence)
    const why = about.filter(each => each.severity === 'warning').map(each => each.code)
    return [
      {
        sequence,
        agreement: preference.agreement,
        ...(preference.proof?.id === undefined ? {} : { proof: preference.proof.id }),
        standing,
        why,
        ...(differing === undefined
          ? {}
          : { codes: { declared: String(differing.params?.declared), certified: String(differing.params?.certified) } }),
        ...(lateSince === undefined ? {} : { lateSince }),
        ...(accepted === undefined ? {} : { acceptedLate: accepted.ground }),
        deposits: deposits.filter(each => each.sequence === sequence).map(depositOf),
      },
    ]
  })
  const isWaiting = items.some(each => each.standing === 'waiting')
  const isOpen = isWaiting || items.some(each => each.standing === 'on-security' || each.codes !== undefined)
  return {
    mrn,
    items,
    securities: (decision.securities ?? []).filter(each => each.reason === 'origin-open').map(({ reason, amount }) => ({ reason, amount })),
    acts: [
      ...(may(role, 'preferences.claim') && isWaiting && isPermitted('secure-preference', head.status) ? (['secure'] as const) : []),
      ...(may(role, 'preferences.claim') && isReleased ? (['claim'] as const) : []),
      ...(may(role, 'preferences.settle') && isOpen && isPermitted('settle-preference', head.status) ? (['settle'] as const) : []),
    ],
  }
}

export function depositOf({ sequence, until, askedAt, outcome, settledAt }: Deposit) {
  return {
    sequence,
    ...(until === null ? {} : { until }),
    askedAt: askedAt.toISOString(),
    ...(outcome === null || settledAt === null ? {} : { outcome, settledAt: settledAt.toISOString() }),
  }
}
