import { createServer } from 'node:net'

/** A port nobody listens on at this moment; somebody else may take it the next. */
export async function findFreePort(host: string): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, host, resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error(`the system gave no free port on ${host}`)
  return address.port
}
