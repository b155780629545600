import { Skeleton } from '@mantine/core'
import { lazyRouteComponent, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'
import { PublicHome } from './PublicHome.tsx'

const Administration = lazyRouteComponent(() => import('../features/administration/Administration.tsx'), 'Administration')
const ListManifests = lazyRouteComponent(() => import('../features/cargo/ListManifests.tsx'), 'ListManifests')
const Queue = lazyRouteComponent(() => import('../features/desk/Queue.tsx'), 'Queue')

/** The first page of a node: an officer's queue, a carrier's manifests, what an administrator decides, a trader's declarations; for whoever is not signed in, what everybody may ask. */
export function Home() {
  const { state = '' } = useParams({ strict: false })
  const session = useSession(state)
  const permissions = session.data?.permissions ?? []
  if (session.data?.role === 'public') return <PublicHome state={state} />
  const Page = pageFor(permissions)
  return (
    <Suspense fallback={<Skeleton height={320} />}>
      <Page />
    </Suspense>
  )
}

function pageFor(permissions: readonly string[]) {
  if (permissions.includes('risk.read')) return Queue
  if (permissions.includes('cargo.file')) return ListManifests
  return permissions.includes('access.administer') ? Administration : ListDeclarations
}
