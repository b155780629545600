import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuse } from './http/index.ts'

/** What belongs to the nodes; every other path is a screen's. */
const NODE_PATH = /^\/[a-z]{2}\/(api|health|ready|\.well-known)(\/|$)/
/** A name that begins with a dot, and whatever some system might take for a way out of the folder. */
const HIDDEN = /[/\\]\.|\\/
const YEAR_S = 31_536_000

/**
 * Serves the built screens of `folder` at the root. A path that is no file is a screen, found by the one page; before the screens are
 * built the root says so.
 *
 * Files whose names hold their digest are kept by browsers for good; the page that names them is asked for each time.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await app.register(serveFiles, { serve: false, root: folder, cacheControl: false, dotfiles: 'ignore' })
  app.get<{ Params: { '*': string } }>('/*', { config: { who: ['public'] } }, async (request, reply) => {
    const path = `/${request.params['*']}`
    if (NODE_PATH.test(path) || HIDDEN.test(path)) throw refuse(404, 'request.not-found')
    const isFile = /\.[a-z0-9]+$/i.test(path)
    if (isFile)
      return reply.header('cache-control', path.startsWith('/assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache').sendFile(path)
    if (existsSync(join(folder, 'index.html'))) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return reply
      .type('text/plain; charset=utf-8')
      .send('Lintas is running. Its screens are not built here: they are made by `lintas start`.\n')
  })
}
