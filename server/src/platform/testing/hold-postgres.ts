import pino from 'pino'
import { holdPostgres } from '../postgres/index.ts'

/** Holds the server of a folder, says its process on standard output, and lets go when told to end. */
const server = await holdPostgres({ folder: process.argv[2] ?? '', log: pino({ level: 'silent' }), settings: { shared_buffers: '16MB' } })
console.log(server.pid())
const stay = setInterval(() => undefined, 1_000)
process.once('SIGTERM', () => {
  clearInterval(stay)
  void server.release()
})
