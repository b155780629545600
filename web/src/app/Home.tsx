import { useParams } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { ListDeclarations } from '../features/declaration/ListDeclarations.tsx'
import { Queue } from '../features/desk/Queue.tsx'

/** The first page of a node: an officer's queue, everybody else's declarations. */
export function Home() {
  const { state = '' } = useParams({ strict: false })
  const session = useSession(state)
  return session.data?.permissions.includes('risk.read') === true ? <Queue /> : <ListDeclarations />
}
