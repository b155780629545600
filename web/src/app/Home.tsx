import { Skeleton } from '@mantine/core'
import { lazyRouteComponent, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'

const Queue = lazyRouteComponent(() => import('../features/desk/Queue.tsx'), 'Queue')

/** The first page of a node: an officer's queue, everybody else's declarations. */
export function Home() {
  const { state = '' } = useParams({ strict: false })
  const session = useSession(state)
  if (session.data?.permissions.includes('risk.read') !== true) return <ListDeclarations />
  return (
    <Suspense fallback={<Skeleton height={320} />}>
      <Queue />
    </Suspense>
  )
}
