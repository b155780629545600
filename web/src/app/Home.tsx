import { Skeleton } from '@mantine/core'
import { lazyRouteComponent, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'

const Administration = lazyRouteComponent(() => import('../features/administration/Administration.tsx'), 'Administration')
const Queue = lazyRouteComponent(() => import('../features/desk/Queue.tsx'), 'Queue')

/** The first page of a node: an officer's queue, what an administrator decides, everybody else's declarations. */
export function Home() {
  const { state = '' } = useParams({ strict: false })
  const session = useSession(state)
  const permissions = session.data?.permissions ?? []
  const Page = permissions.includes('risk.read') ? Queue : permissions.includes('access.administer') ? Administration : ListDeclarations
  return (
    <Suspense fallback={<Skeleton height={320} />}>
      <Page />
    </Suspense>
  )
}
