import { parseState } from '@lintas/customs/reference'
import { startNodes, untilStopped } from '../main.ts'
import { readConfig } from '../platform/config.ts'

/** Runs the nodes of some states in one process, each serving and working, for a test that kills it: `node run-nodes.ts KH VN`. */
const states = process.argv.slice(2).flatMap(each => parseState(each) ?? [])
await untilStopped(await startNodes(readConfig(), { states, serves: true, works: true, sandbox: true }))
