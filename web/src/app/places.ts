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

/** Where one can go, in the order of the rail. Whoever adds a page adds its line here. */
export const PLACES: readonly Place[] = [
  { path: '', text: 'frame.queue', needs: 'risk.read' },
  { path: '', text: 'frame.declarations', needs: 'declaration.lodge' },
  { path: '', text: 'administer.title', needs: 'access.administer' },
  { path: '', text: 'cargo.title', needs: 'cargo.file' },
  { path: '/lodge', text: 'frame.lodge', needs: 'declaration.lodge' },
  { path: '/removals', text: 'removals.title', needs: 'declaration.lodge' },
  { path: '/declarations', text: 'frame.declarations', needs: 'risk.read' },
  { path: '/reviews', text: 'rights.queue', needs: 'rights.review' },
  { path: '/manifests', text: 'cargo.title', needs: 'cargo.decide' },
  { path: '/profiles', text: 'frame.profiles', needs: 'risk.propose-profile' },
  { path: '/watch-list', text: 'watchList.title', needs: 'risk.read' },
  { path: '/targeting', text: 'targeting.title', needs: 'risk.read' },
  { path: '/lanes', text: 'lanes.title', needs: 'rulings.read-lanes' },
  { path: '/payments', text: 'payments.title', needs: 'debt.pay' },
  { path: '/regimes', text: 'regimes.title', needs: 'regimes.read' },
  { path: '/time-sensitive', text: 'urgent.title', needs: 'cargo.read-authorisations' },
  { path: '/refunds', text: 'money.refunds', needs: 'debt.decide-refund' },
  { path: '/debtor-accounts', text: 'money.accounts', needs: 'debt.administer-accounts' },
  { path: '/treasury', text: 'treasury.title', needs: 'debt.bank' },
  { path: '/mandates', text: 'mandates.title', needs: 'access.read-mandates' },
  { path: '/disposal', text: 'disposal.title', needs: 'rights.dispose' },
  { path: '/disposal-list', text: 'disposal.list', needs: 'rights.read-list' },
  { path: '/delegations', text: 'delegations.title', needs: 'access.delegate' },
  { path: '/classify', text: 'classify.title', needs: 'classification.ask' },
  { path: '/codes', text: 'classify.browse', needs: 'classification.ask' },
  { path: '/codes-to-decide', text: 'decideCodes.title', needs: 'classification.teach' },
  { path: '/divergences', text: 'divergences.title', needs: 'rulings.read-divergences' },
  { path: '/faults', text: 'faults.title', needs: 'tariff.read-faults' },
  { path: '/cost', text: 'cost.title', needs: 'cost.ask' },
  { path: '/origin', text: 'origin.title', needs: 'origin.determine' },
  { path: '/proofs', text: 'proofs.title', needs: 'proofs.read' },
  { path: '/exporters', text: 'exporters.title', needs: 'exporters.read' },
  { path: '/proofs/check', text: 'proof.title', needs: 'origin.check-proof' },
  { path: '/service-levels', text: 'frame.service', needs: 'service-levels.read' },
  { path: '/law', text: 'law.title', needs: 'law.read' },
  { path: '/watch', text: 'watch.title', needs: 'permits.watch' },
  { path: '/measures', text: 'measures.title', needs: 'permits.read-measures' },
  { path: '/modes', text: 'modes.title', needs: 'law.read' },
  { path: '/developers', text: 'frame.developers', needs: 'webhooks.manage' },
]

/** The places of somebody with these permissions. */
export function listPlaces(permissions: readonly string[]): readonly Place[] {
  return PLACES.filter(place => permissions.includes(place.needs))
}
