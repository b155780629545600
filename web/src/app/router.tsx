import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'
import { LodgeDeclaration } from '../features/declaration/LodgeDeclaration.tsx'
import { SeeDeclaration } from '../features/declaration/SeeDeclaration.tsx'
import { SeeCase } from '../features/desk/SeeCase.tsx'
import { Webhooks } from '../features/developer/Webhooks.tsx'
import { Payments } from '../features/payment/Payments.tsx'
import { ReviewProfiles } from '../features/profiles/ReviewProfiles.tsx'
import { ChooseState } from '../features/region/ChooseState.tsx'
import { CheckNote } from '../features/release/CheckNote.tsx'
import { SeeServiceLevels } from '../features/service/SeeServiceLevels.tsx'
import { Account } from '../features/session/Account.tsx'
import { SignIn } from '../features/session/SignIn.tsx'
import { NotFound } from '../ui/NotFound.tsx'
import { Frame } from './Frame.tsx'
import { Home } from './Home.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const chooseState = createRoute({ getParentRoute: () => root, path: '/', component: ChooseState })

const node = createRoute({ getParentRoute: () => root, path: '/$state', component: Frame })
const signIn = createRoute({
  getParentRoute: () => node,
  path: '/sign-in',
  component: SignIn,
  validateSearch: ({ failed }: Record<string, unknown>): { failed?: 'provider' } => (failed === 'provider' ? { failed } : {}),
})
const account = createRoute({ getParentRoute: () => node, path: '/account', component: Account })
const home = createRoute({ getParentRoute: () => node, path: '/', component: Home })
const listDeclarations = createRoute({ getParentRoute: () => node, path: '/declarations', component: ListDeclarations })
const lodge = createRoute({ getParentRoute: () => node, path: '/lodge', component: LodgeDeclaration })
const seeDeclaration = createRoute({ getParentRoute: () => node, path: '/declarations/$mrn', component: SeeDeclaration })
const seeCase = createRoute({ getParentRoute: () => node, path: '/cases/$mrn', component: SeeCase })
const payments = createRoute({ getParentRoute: () => node, path: '/payments', component: Payments })
const reviewProfiles = createRoute({ getParentRoute: () => node, path: '/profiles', component: ReviewProfiles })
const checkNote = createRoute({ getParentRoute: () => node, path: '/notes/$code', component: CheckNote })
const developers = createRoute({ getParentRoute: () => node, path: '/developers', component: Webhooks })
const serviceLevels = createRoute({ getParentRoute: () => node, path: '/service-levels', component: SeeServiceLevels })

export const router = createRouter({
  routeTree: root.addChildren([
    chooseState,
    node.addChildren([
      developers,
      serviceLevels,
      home,
      listDeclarations,
      signIn,
      account,
      lodge,
      seeDeclaration,
      seeCase,
      reviewProfiles,
      checkNote,
      payments,
    ]),
  ]),
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
