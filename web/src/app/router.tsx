import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'
import { ChooseState } from '../features/region/ChooseState.tsx'
import { NotFound } from '../ui/NotFound.tsx'
import { Frame } from './Frame.tsx'
import { Home } from './Home.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const chooseState = createRoute({ getParentRoute: () => root, path: '/', component: ChooseState })

/** The first pages come with the frame; each other one is loaded when somebody goes there. */
const node = createRoute({ getParentRoute: () => root, path: '/$state', component: Frame })
const signIn = createRoute({
  getParentRoute: () => node,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../features/session/SignIn.tsx'), 'SignIn'),
  validateSearch: ({ failed }: Record<string, unknown>): { failed?: 'provider' } => (failed === 'provider' ? { failed } : {}),
})
const account = createRoute({
  getParentRoute: () => node,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/session/Account.tsx'), 'Account'),
})
const home = createRoute({ getParentRoute: () => node, path: '/', component: Home })
const listDeclarations = createRoute({ getParentRoute: () => node, path: '/declarations', component: ListDeclarations })
const lodge = createRoute({
  getParentRoute: () => node,
  path: '/lodge',
  component: lazyRouteComponent(() => import('../features/declaration/LodgeDeclaration.tsx'), 'LodgeDeclaration'),
})
const administerAccounts = createRoute({
  getParentRoute: () => node,
  path: '/debtor-accounts',
  component: lazyRouteComponent(() => import('../features/payment/AdministerAccounts.tsx'), 'AdministerAccounts'),
})
const decideRefunds = createRoute({
  getParentRoute: () => node,
  path: '/refunds',
  component: lazyRouteComponent(() => import('../features/payment/DecideRefunds.tsx'), 'DecideRefunds'),
})
const treasuryDesk = createRoute({
  getParentRoute: () => node,
  path: '/treasury',
  component: lazyRouteComponent(() => import('../features/payment/TreasuryDesk.tsx'), 'TreasuryDesk'),
})
const delegations = createRoute({
  getParentRoute: () => node,
  path: '/delegations',
  component: lazyRouteComponent(() => import('../features/delegations/Delegations.tsx'), 'Delegations'),
})
const determineOrigin = createRoute({
  getParentRoute: () => node,
  path: '/origin',
  component: lazyRouteComponent(() => import('../features/origin/DetermineOrigin.tsx'), 'DetermineOrigin'),
})
const proofs = createRoute({
  getParentRoute: () => node,
  path: '/proofs',
  component: lazyRouteComponent(() => import('../features/proofs/Proofs.tsx'), 'Proofs'),
})
const mandates = createRoute({
  getParentRoute: () => node,
  path: '/mandates',
  component: lazyRouteComponent(() => import('../features/mandates/Mandates.tsx'), 'Mandates'),
})
const disposal = createRoute({
  getParentRoute: () => node,
  path: '/disposal',
  component: lazyRouteComponent(() => import('../features/disposal/Disposal.tsx'), 'Disposal'),
})
const disposalList = createRoute({
  getParentRoute: () => node,
  path: '/disposal-list',
  component: lazyRouteComponent(() => import('../features/disposal/PublicList.tsx'), 'PublicList'),
})
const seeDraft = createRoute({
  getParentRoute: () => node,
  path: '/drafts/$id',
  component: lazyRouteComponent(() => import('../features/draft/SeeDraft.tsx'), 'SeeDraft'),
})
const seeDeclaration = createRoute({
  getParentRoute: () => node,
  path: '/declarations/$mrn',
  component: lazyRouteComponent(() => import('../features/declaration/SeeDeclaration.tsx'), 'SeeDeclaration'),
})
const seeCase = createRoute({
  getParentRoute: () => node,
  path: '/cases/$mrn',
  component: lazyRouteComponent(() => import('../features/desk/SeeCase.tsx'), 'SeeCase'),
})
const listManifests = createRoute({
  getParentRoute: () => node,
  path: '/manifests',
  component: lazyRouteComponent(() => import('../features/cargo/ListManifests.tsx'), 'ListManifests'),
})
const seeManifest = createRoute({
  getParentRoute: () => node,
  path: '/manifests/$number',
  component: lazyRouteComponent(() => import('../features/cargo/SeeManifest.tsx'), 'SeeManifest'),
})
const seeTransportDocument = createRoute({
  getParentRoute: () => node,
  path: '/transport-documents/$id',
  component: lazyRouteComponent(() => import('../features/cargo/SeeTransportDocument.tsx'), 'SeeTransportDocument'),
})
const timeSensitive = createRoute({
  getParentRoute: () => node,
  path: '/time-sensitive',
  component: lazyRouteComponent(() => import('../features/cargo/TimeSensitive.tsx'), 'TimeSensitive'),
})
const payments = createRoute({
  getParentRoute: () => node,
  path: '/payments',
  component: lazyRouteComponent(() => import('../features/payment/Payments.tsx'), 'Payments'),
})
const seeDecision = createRoute({
  getParentRoute: () => node,
  path: '/decisions/$number',
  component: lazyRouteComponent(() => import('../features/rights/SeeDecision.tsx'), 'SeeDecision'),
})
const seeSeizure = createRoute({
  getParentRoute: () => node,
  path: '/seizures/$number',
  component: lazyRouteComponent(() => import('../features/rights/SeeSeizure.tsx'), 'SeeSeizure'),
})
const reviewQueue = createRoute({
  getParentRoute: () => node,
  path: '/reviews',
  component: lazyRouteComponent(() => import('../features/rights/ReviewQueue.tsx'), 'ReviewQueue'),
})
const removals = createRoute({
  getParentRoute: () => node,
  path: '/removals',
  component: lazyRouteComponent(() => import('../features/removals/Removals.tsx'), 'Removals'),
})
const listAuthorisations = createRoute({
  getParentRoute: () => node,
  path: '/regimes',
  component: lazyRouteComponent(() => import('../features/regimes/ListAuthorisations.tsx'), 'ListAuthorisations'),
})
const seeAuthorisation = createRoute({
  getParentRoute: () => node,
  path: '/regimes/$number',
  component: lazyRouteComponent(() => import('../features/regimes/SeeAuthorisation.tsx'), 'SeeAuthorisation'),
})
const reviewProfiles = createRoute({
  getParentRoute: () => node,
  path: '/profiles',
  component: lazyRouteComponent(() => import('../features/profiles/ReviewProfiles.tsx'), 'ReviewProfiles'),
})
const watchList = createRoute({
  getParentRoute: () => node,
  path: '/watch-list',
  component: lazyRouteComponent(() => import('../features/watch-list/WatchList.tsx'), 'WatchList'),
})
const targeting = createRoute({
  getParentRoute: () => node,
  path: '/targeting',
  component: lazyRouteComponent(() => import('../features/targeting/Targeting.tsx'), 'Targeting'),
})
const checkNote = createRoute({
  getParentRoute: () => node,
  path: '/notes/$code',
  component: lazyRouteComponent(() => import('../features/release/CheckNote.tsx'), 'CheckNote'),
})
const exporters = createRoute({
  getParentRoute: () => node,
  path: '/exporters',
  component: lazyRouteComponent(() => import('../features/exporters/Exporters.tsx'), 'Exporters'),
})
const checkProof = createRoute({
  getParentRoute: () => node,
  path: '/proofs/check',
  component: lazyRouteComponent(() => import('../features/origin/CheckProof.tsx'), 'CheckProof'),
  validateSearch: ({ number }: Record<string, unknown>): { number?: string } =>
    typeof number === 'string' || typeof number === 'number' ? { number: String(number) } : {},
})
const developers = createRoute({
  getParentRoute: () => node,
  path: '/developers',
  component: lazyRouteComponent(() => import('../features/developer/Webhooks.tsx'), 'Webhooks'),
})
const law = createRoute({
  getParentRoute: () => node,
  path: '/law',
  component: lazyRouteComponent(() => import('../features/law/SeeLaw.tsx'), 'SeeLaw'),
})
const watch = createRoute({
  getParentRoute: () => node,
  path: '/watch',
  component: lazyRouteComponent(() => import('../features/watch/WatchCodes.tsx'), 'WatchCodes'),
})
const measures = createRoute({
  getParentRoute: () => node,
  path: '/measures',
  component: lazyRouteComponent(() => import('../features/measures/SeeMeasures.tsx'), 'SeeMeasures'),
})
const compareModes = createRoute({
  getParentRoute: () => node,
  path: '/modes',
  component: lazyRouteComponent(() => import('../features/modes/CompareModes.tsx'), 'CompareModes'),
})
const serviceLevels = createRoute({
  getParentRoute: () => node,
  path: '/service-levels',
  component: lazyRouteComponent(() => import('../features/service/SeeServiceLevels.tsx'), 'SeeServiceLevels'),
})
const findCode = createRoute({
  getParentRoute: () => node,
  path: '/classify',
  component: lazyRouteComponent(() => import('../features/classification/FindCode.tsx'), 'FindCode'),
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } => (isText(q) ? { q: String(q) } : {}),
})
const askCost = createRoute({
  getParentRoute: () => node,
  path: '/cost',
  component: lazyRouteComponent(() => import('../features/cost/AskCost.tsx'), 'AskCost'),
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } => (isText(code) ? { code: String(code) } : {}),
})
const guideCode = createRoute({
  getParentRoute: () => node,
  path: '/classify/guided',
  component: lazyRouteComponent(() => import('../features/classification/GuideCode.tsx'), 'GuideCode'),
  validateSearch: ({ q, a }: Record<string, unknown>): { q?: string; a?: string } => ({
    ...(isText(q) ? { q: String(q) } : {}),
    ...(isText(a) ? { a: String(a) } : {}),
  }),
})
const seeAccuracy = createRoute({
  getParentRoute: () => node,
  path: '/classify/accuracy',
  component: lazyRouteComponent(() => import('../features/classification/SeeAccuracy.tsx'), 'SeeAccuracy'),
})
const seePath = createRoute({
  getParentRoute: () => node,
  path: '/code-paths/$id',
  component: lazyRouteComponent(() => import('../features/classification/SeePath.tsx'), 'SeePath'),
})
const browseTariff = createRoute({
  getParentRoute: () => node,
  path: '/codes',
  component: lazyRouteComponent(() => import('../features/classification/BrowseTariff.tsx'), 'BrowseTariff'),
  validateSearch: readOn,
})
const decideCodes = createRoute({
  getParentRoute: () => node,
  path: '/codes-to-decide',
  component: lazyRouteComponent(() => import('../features/classification/DecideCodes.tsx'), 'DecideCodes'),
})
const divergences = createRoute({
  getParentRoute: () => node,
  path: '/divergences',
  component: lazyRouteComponent(() => import('../features/divergences/SeeDivergences.tsx'), 'SeeDivergences'),
})
const seePermits = createRoute({
  getParentRoute: () => node,
  path: '/permits',
  component: lazyRouteComponent(() => import('../features/permits/SeePermits.tsx'), 'SeePermits'),
})
const compareLanes = createRoute({
  getParentRoute: () => node,
  path: '/lanes',
  component: lazyRouteComponent(() => import('../features/lanes/CompareLanes.tsx'), 'CompareLanes'),
})
const knownFaults = createRoute({
  getParentRoute: () => node,
  path: '/faults',
  component: lazyRouteComponent(() => import('../features/classification/KnownFaults.tsx'), 'KnownFaults'),
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } => (isText(code) ? { code: String(code) } : {}),
})
const seeCode = createRoute({
  getParentRoute: () => node,
  path: '/codes/$code',
  component: lazyRouteComponent(() => import('../features/classification/SeeCode.tsx'), 'SeeCode'),
  validateSearch: readOn,
})

/** The day a page shows, where its address names one. */
function readOn({ on }: Record<string, unknown>): { on?: string } {
  return typeof on === 'string' && on !== '' ? { on } : {}
}

/** A parameter of an address; digits alone arrive as a number. */
function isText(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

export const router = createRouter({
  routeTree: root.addChildren([
    chooseState,
    node.addChildren([
      developers,
      law,
      measures,
      watch,
      compareModes,
      serviceLevels,
      findCode,
      askCost,
      guideCode,
      seeAccuracy,
      seePath,
      browseTariff,
      decideCodes,
      divergences,
      compareLanes,
      seePermits,
      knownFaults,
      seeCode,
      home,
      listDeclarations,
      signIn,
      account,
      lodge,
      administerAccounts,
      decideRefunds,
      treasuryDesk,
      delegations,
      determineOrigin,
      mandates,
      disposal,
      proofs,
      disposalList,
      seeDraft,
      seeDeclaration,
      seeCase,
      listAuthorisations,
      seeAuthorisation,
      reviewProfiles,
      targeting,
      watchList,
      seeDecision,
      seeSeizure,
      reviewQueue,
      checkNote,
      exporters,
      checkProof,
      listManifests,
      seeManifest,
      seeTransportDocument,
      timeSensitive,
      payments,
      removals,
    ]),
  ]),
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
