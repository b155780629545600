import type { Node } from '../node.ts'
import { forgetOld } from './delivery-store.ts'
import { openAgent, type Reach } from './destination.ts'
import { registerFeed } from './feed.ts'
import { planDeliveries } from './plan.ts'
import { registerRoutes } from './routes.ts'
import { openSecretBox } from './secrets.ts'
import { openSender } from './send.ts'

/** Tells organisations what happens to their declarations: the doors, and the jobs that put in line and send. */
export async function register(node: Node): Promise<void> {
  const reach: Reach = node.sandbox ? 'public-and-loopback' : 'public'
  const box = await openSecretBox(node.secrets)
  const agent = openAgent(reach)
  const sender = openSender({ ...node, agent, box })
  registerRoutes(node, box, reach)
  registerFeed(node)

  node.jobs.every('webhooks.plan', { seconds: 1 }, async () => {
    while (await planDeliveries(node)) await sender.turn()
  })
  node.jobs.every('webhooks.send', { seconds: 1, everywhere: true }, () => sender.turn())
  node.jobs.every('webhooks.forget', '40 3 * * *', () => forgetOld(node.db))
  node.http.addHook('onClose', async () => {
    await sender.stop()
    await agent.destroy()
  })
}
