import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** How to run a program of PostgreSQL, which refuses to be run by root. */
export interface Runner {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

const DIRECTLY: Runner = { prefix: [] }

/** The environment PostgreSQL's programs get; what the caller has in his does not matter to them. */
export const PROGRAM_ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Chooses how to run PostgreSQL for a folder that exists already.
 *
 * Nobody special: directly. Root, whose folder belongs to somebody else: as that user. Root otherwise: in a user namespace in
 * which root is called by another name, so that even a 0700 folder stays readable; where the kernel forbids that, as a system
 * user who is given the folder.
 */
export function chooseRunner(folder: string): Runner {
  if (process.getuid?.() !== 0) return DIRECTLY
  const owner = statSync(folder)
  if (owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid }

  const users = listUsers()
  const namespace = users.map(user => namespaceAs(user)).find(works)
  if (namespace !== undefined) return namespace
  const nobody = users.find(user => user.name === 'postgres') ?? users.find(user => user.name === 'nobody')
  if (nobody === undefined) throw new Error(howToGoOn(folder))
  return { prefix: [], uid: nobody.uid, gid: nobody.gid }
}

/**
 * Gives a system user what it needs of `folder`: the folder, a way into it, and the files it reads. What else lies beside the folder is
 * readable by its owner only, as before.
 *
 * Throws, saying how to go on, where a folder further up, or that of the programs, shuts it out.
 */
export function letIn(runner: Runner, folder: string, given: readonly string[], programs: string): void {
  if (runner.uid === undefined || runner.gid === undefined) return
  for (const path of [folder, ...given]) chownSync(path, runner.uid, runner.gid)
  chmodSync(dirname(folder), statSync(dirname(folder)).mode | 0o011)
  for (const path of [folder, programs]) if (!mayReach(runner, path)) throw new Error(howToGoOn(path))
}

interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** Users other than root who have a name, as `initdb` asks; the customary 1000 first, and few, since each is tried. */
function listUsers(): readonly User[] {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(user => user.name !== '' && user.uid > 0)
  const known = [...users.filter(user => user.uid === 1000), ...users.filter(user => ['postgres', 'nobody'].includes(user.name))]
  return known.length > 0 ? known : users.slice(0, 1)
}

function namespaceAs(user: User): Runner {
  return { prefix: ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`] }
}

function works(runner: Runner): boolean {
  const [command = '', ...args] = [...runner.prefix, 'true']
  return spawnSync(command, args, { env: PROGRAM_ENVIRONMENT, stdio: 'ignore' }).status === 0
}

/** For `spawn`: as whom. */
export function identityOf(runner: Runner): { uid?: number; gid?: number } {
  return { ...(runner.uid === undefined ? {} : { uid: runner.uid }), ...(runner.gid === undefined ? {} : { gid: runner.gid }) }
}

function mayReach(runner: Runner, folder: string): boolean {
  return spawnSync('ls', [folder], { ...identityOf(runner), env: PROGRAM_ENVIRONMENT, stdio: 'ignore', cwd: '/' }).status === 0
}

function howToGoOn(folder: string): string {
  return [
    `PostgreSQL does not run as root, and this kernel allows no user namespace. One of these helps:`,
    `run lintas as another user; see to it that a system user such as 'nobody' may enter ${folder} (LINTAS_HOME sets another);`,
    `or name a PostgreSQL server in LINTAS_DATABASE_URL.`,
  ].join('\n')
}
