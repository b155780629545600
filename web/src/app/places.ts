import type { Permission } from '@lintas/contract'

/** A page that the rail leads to. */
export interface Place {
  /** Below the state: `/lodge`; empty for the first page. */
  readonly path: string
  /** Its name, as a key of the texts. */
  readonly text: string
  /** Whoever has this permission is led there. */
  readonly needs: Permission
}

/** Places that one comes to for the same kind of work. */
export interface PlaceGroup {
  /** Its heading, as a key of the texts; the first page stands above all headings. */
  readonly text: string | undefined
  readonly places: readonly Place[]
}

/** Where one can go: groups in the order of the work, each with its places in that order. Whoever adds a page adds its line here. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    text: undefined,
    places: [
      { path: '', text: 'frame.queue', needs: 'risk.read' },
      { path: '', text: 'frame.declarations', needs: 'declaration.lodge' },
      { path: '', text: 'administer.title', needs: 'access.administer' },
      { path: '', text: 'cargo.title', needs: 'cargo.file' },
    ],
  },
  {
    text: 'frame.group.consignments',
    places: [
      { path: '/lodge', text: 'frame.lodge', needs: 'declaration.lodge' },
      { path: '/manifests', text: 'cargo.title', needs: 'cargo.decide' },
      { path: '/declarations', text: 'frame.declarations', needs: 'risk.read' },
      { path: '/time-sensitive', text: 'urgent.title', needs: 'cargo.read-authorisations' },
      { path: '/regimes', text: 'regimes.title', needs: 'regimes.read' },
      { path: '/removals', text: 'removals.title', needs: 'declaration.lodge' },
      { path: '/reviews', text: 'rights.queue', needs: 'rights.review' },
      { path: '/disposal', text: 'disposal.title', needs: 'rights.dispose' },
      { path: '/disposal-list', text: 'disposal.list', needs: 'rights.read-list' },
    ],
  },
  {
    text: 'frame.group.risk',
    places: [
      { path: '/targeting', text: 'targeting.title', needs: 'risk.read' },
      { path: '/profiles', text: 'frame.profiles', needs: 'risk.propose-profile' },
      { path: '/watch-list', text: 'watchList.title', needs: 'risk.read' },
    ],
  },
  {
    text: 'frame.group.money',
    places: [
      { path: '/payments', text: 'payments.title', needs: 'debt.pay' },
      { path: '/refunds', text: 'money.refunds', needs: 'debt.decide-refund' },
      { path: '/debtor-accounts', text: 'money.accounts', needs: 'debt.administer-accounts' },
      { path: '/treasury', text: 'treasury.title', needs: 'debt.bank' },
    ],
  },
  {
    text: 'frame.group.codes',
    places: [
      { path: '/classify', text: 'classify.title', needs: 'classification.ask' },
      { path: '/codes', text: 'classify.browse', needs: 'classification.ask' },
      { path: '/cost', text: 'cost.title', needs: 'cost.ask' },
      { path: '/measures', text: 'measures.title', needs: 'permits.read-measures' },
      { path: '/permits', text: 'permits.title', needs: 'permits.read' },
      { path: '/watch', text: 'watch.title', needs: 'permits.watch' },
      { path: '/codes-to-decide', text: 'decideCodes.title', needs: 'classification.teach' },
      { path: '/divergences', text: 'divergences.title', needs: 'rulings.read-divergences' },
      { path: '/lanes', text: 'lanes.title', needs: 'rulings.read-lanes' },
      { path: '/faults', text: 'faults.title', needs: 'tariff.read-faults' },
    ],
  },
  {
    text: 'frame.group.origin',
    places: [
      { path: '/origin', text: 'origin.title', needs: 'origin.determine' },
      { path: '/proofs', text: 'proofs.title', needs: 'proofs.read' },
      { path: '/exporters', text: 'exporters.title', needs: 'exporters.read' },
      { path: '/proofs/check', text: 'proof.title', needs: 'origin.check-proof' },
    ],
  },
  {
    text: 'frame.group.law',
    places: [
      { path: '/law', text: 'law.title', needs: 'law.read' },
      { path: '/modes', text: 'modes.title', needs: 'law.read' },
      { path: '/service-levels', text: 'frame.service', needs: 'service-levels.read' },
    ],
  },
  {
    text: 'frame.group.access',
    places: [
      { path: '/mandates', text: 'mandates.title', needs: 'access.read-mandates' },
      { path: '/delegations', text: 'delegations.title', needs: 'access.delegate' },
      { path: '/developers', text: 'frame.developers', needs: 'webhooks.manage' },
    ],
  },
]

/** The groups of somebody with these permissions, each with what they may go to; none without any. */
export function listGroups(permissions: readonly string[]): readonly PlaceGroup[] {
  return PLACE_GROUPS.map(({ text, places }) => ({ text, places: places.filter(({ needs }) => permissions.includes(needs)) })).filter(
    ({ places }) => places.length > 0,
  )
}
