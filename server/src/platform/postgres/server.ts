import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { findFreePort } from '../free-port.ts'
import { withLock } from '../lock-file.ts'
import { isRunning, markOf, type ProcessMark } from '../processes.ts'
import { keepSecret, randomSecret } from '../secrets.ts'
import { type Binaries, findBinaries, findDataVersion } from './binaries.ts'
import { disownPidfile, findOccupant, readPidfile } from './pidfile.ts'
import { chooseRunner, identityOf, letIn, PROGRAM_ENVIRONMENT, type Runner } from './unprivileged.ts'

const SUPERUSER = 'postgres'
const LOCK_PATIENCE_MS = 120_000
const RETRY_MS = 15_000
const RECOVERY_MS = 600_000
const FAST_STOP_MS = 30_000

/**
 * For two cores and a node a state: durable, little memory, no query planned by a compiler.
 *
 * Statements and their values stay out of the log; they are traders' data.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

export interface PostgresOptions {
  /** Where the server lives: its data, its log, its password; made when absent. */
  readonly folder: string
  readonly log: Logger
  readonly binaries?: Binaries
  /** Over the usual ones: a test server need not outlive the machine. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL server this process relies on. */
export interface PostgresServer {
  readonly port: number
  readonly pid: number
  /** The URL of the server's own administrator, to a database. */
  urlOf(database: string): string
  /** Stops the server, unless another process still relies on it. */
  release(): Promise<void>
}

/**
 * Starts the embedded server of a folder, or adopts the one that runs there already.
 *
 * It runs in a session of its own, so that Ctrl-C in a terminal reaches lintas first; a lintas that was killed leaves it running for the
 * next one to adopt. Any number of processes may hold it; the last to release it stops it.
 */
export async function holdPostgres(options: PostgresOptions): Promise<PostgresServer> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const folder = realpathSync(options.folder)
  const password = await keepSecret(join(folder, 'password'), randomSecret)
  const place: Place = { ...options, folder, data: join(folder, 'data'), password, binaries: options.binaries ?? findBinaries() }

  return await withLock(join(folder, 'lock'), LOCK_PATIENCE_MS, async () => {
    const runner = prepareData(place)
    const started = (await adopt(place, runner)) ?? (await start(place, runner))
    addHolder(folder)
    return {
      ...started,
      urlOf: database => `postgres://${SUPERUSER}:${password}@127.0.0.1:${started.port}/${database}`,
      release: () => withLock(join(folder, 'lock'), LOCK_PATIENCE_MS, () => release(place, started)),
    }
  })
}

interface Place extends PostgresOptions {
  readonly data: string
  readonly password: string
  readonly binaries: Binaries
}

interface Running {
  readonly pid: number
  readonly port: number
  readonly mark: ProcessMark
}

/** Makes the data folder when there is none. It takes its name only when complete: a killed `initdb` leaves nothing half done. */
function prepareData(place: Place): Runner {
  if (existsSync(place.data)) {
    refuseOtherOwner(place.data)
    refuseOtherVersion(place)
    return chooseRunner(place.data)
  }
  const unfinished = `${place.data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const runner = chooseRunner(unfinished)
  const passwordFile = join(place.folder, 'password')
  letIn(runner, place.folder, [unfinished, passwordFile], dirname(place.binaries.initdb))
  place.log.info({ folder: place.data }, 'making the database')
  const [command = '', ...args] = [
    ...runner.prefix,
    place.binaries.initdb,
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ]
  const done = spawnSync(command, args, { ...identityOf(runner), cwd: place.folder, env: PROGRAM_ENVIRONMENT, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`initdb failed in ${place.folder}: ${done.error?.message ?? ''}${done.stderr ?? ''}`)
  renameSync(unfinished, place.data)
  return runner
}

function refuseOtherOwner(data: string): void {
  const [owner, me] = [statSync(data).uid, process.getuid?.()]
  if (me === undefined || me === 0 || owner === me) return
  throw new Error(
    `${data} belongs to user ${owner} and you are user ${me}: run lintas as that user, or set LINTAS_HOME to a folder of yours`,
  )
}

function refuseOtherVersion(place: Place): void {
  const made = findDataVersion(place.data)
  const asked = spawnSync(place.binaries.postgres, ['--version'], { env: PROGRAM_ENVIRONMENT, encoding: 'utf8' })
  const here = /(\d+)(?:\.|beta|rc|devel)/.exec(asked.stdout ?? '')?.[1]
  if (made === here || here === undefined) return
  throw new Error(
    `${place.data} was made by PostgreSQL ${made} and this is ${here}: take a backup with the lintas that made it, move the folder away, and restore`,
  )
}

/** The server that runs here already, once it is ready; undefined when none does. */
async function adopt(place: Place, runner: Runner): Promise<Running | undefined> {
  const occupant = findOccupant(place.data, runner.uid ?? process.getuid?.())
  if (occupant.kind === 'foreign') {
    throw new Error(`${place.data} is in use by process ${occupant.pid} of user ${occupant.uid}; stop it, or run lintas as that user`)
  }
  if (occupant.kind !== 'running') return undefined
  place.log.info({ pid: occupant.mark.pid }, 'adopting the database server that runs already')
  return await waitUntilReady(place, occupant.mark)
}

/**
 * Starts the server. What passes by itself is tried again for a while: backends of a killed server that still hold its
 * memory, a port that somebody took since we looked.
 */
async function start(place: Place, runner: Runner): Promise<Running> {
  const giveUpAt = Date.now() + RETRY_MS
  for (;;) {
    if (readPidfile(place.data) !== undefined) disownPidfile(place.data)
    const child = spawnServer(place, runner, await findFreePort('127.0.0.1'))
    const mark = child.pid === undefined ? undefined : markOf(child.pid)
    const running = mark === undefined ? undefined : await waitUntilReady(place, mark)
    if (running !== undefined) return running
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL does not start in ${place.data}; its log ends with:\n${endOfLog(place)}`)
    await sleep(300)
  }
}

function spawnServer(place: Place, runner: Runner, port: number): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, port: String(port), ...place.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [command = '', ...args] = [...runner.prefix, place.binaries.postgres, '-D', place.data, ...settings]
  const log = openSync(logOf(place), 'a', 0o600)
  const child = spawn(command, args, {
    ...identityOf(runner),
    cwd: place.data,
    env: PROGRAM_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', cause => place.log.error({ err: cause }, 'PostgreSQL cannot be run'))
  child.unref()
  closeSync(log)
  return child
}

/** Undefined when the process ended before it was ready. Recovery after a crash may take a while and is waited for. */
async function waitUntilReady(place: Place, mark: ProcessMark): Promise<Running | undefined> {
  const giveUpAt = Date.now() + RECOVERY_MS
  while (isRunning(mark)) {
    const pidfile = readPidfile(place.data)
    if (pidfile?.pid === mark.pid && pidfile.isReady) return { pid: mark.pid, port: pidfile.port, mark }
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL in ${place.data} is still not ready; its log ends with:\n${endOfLog(place)}`)
    await sleep(20)
  }
  return undefined
}

async function release(place: Place, running: Running): Promise<void> {
  rmSync(join(holdersIn(place.folder), String(process.pid)), { force: true })
  if (listHolders(place.folder).length > 0 || !isRunning(running.mark)) return
  await stop(running.mark)
}

/** SIGINT rolls back what runs and writes everything out; a server that cannot even do that is cut off and recovers at the next start. */
async function stop(mark: ProcessMark): Promise<void> {
  process.kill(mark.pid, 'SIGINT')
  const cutOffAt = Date.now() + FAST_STOP_MS
  for (let isCutOff = false; isRunning(mark); ) {
    if (!isCutOff && Date.now() > cutOffAt) isCutOff = process.kill(mark.pid, 'SIGQUIT')
    await sleep(20)
  }
}

function addHolder(folder: string): void {
  mkdirSync(holdersIn(folder), { recursive: true, mode: 0o700 })
  writeFileSync(join(holdersIn(folder), String(process.pid)), JSON.stringify(markOf(process.pid)), { mode: 0o600 })
}

/** The processes that rely on the server; those that died without letting go are forgotten. */
function listHolders(folder: string): readonly ProcessMark[] {
  const paths = readdirSync(holdersIn(folder)).map(name => join(holdersIn(folder), name))
  return paths.flatMap(path => {
    const mark = JSON.parse(readFileSync(path, 'utf8')) as ProcessMark
    if (isRunning(mark)) return [mark]
    rmSync(path, { force: true })
    return []
  })
}

function holdersIn(folder: string): string {
  return join(folder, 'holders')
}

function logOf(place: Place): string {
  return join(place.folder, 'server.log')
}

function endOfLog(place: Place): string {
  return existsSync(logOf(place)) ? readFileSync(logOf(place), 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '(no log)'
}
