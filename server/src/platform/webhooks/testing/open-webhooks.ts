import { openLog } from '../../events/index.ts'
import { sealSettled } from '../../events/testing/settled.ts'
import type { Node } from '../../node.ts'
import { openAgent } from '../destination.ts'
import { planDeliveries } from '../plan.ts'
import { openSecretBox } from '../secrets.ts'
import { openSender } from '../send.ts'

/** Puts in line and sends what a node has to tell, when it is told to. */
export async function openWebhooks(node: Node): Promise<{ tell(): Promise<void>; stop(): Promise<void> }> {
  const log = await openLog(node)
  const agent = openAgent('public-and-loopback')
  const sender = openSender({ ...node, agent, box: await openSecretBox(node.secrets) })
  return {
    async tell() {
      await sealSettled(log)
      while (await planDeliveries(node));
      await sender.drain()
    },
    async stop() {
      await sender.stop()
      await agent.destroy()
    },
  }
}
