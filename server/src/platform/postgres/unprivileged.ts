import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'

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
  if (nobody === undefined || !mayReach(nobody, folder)) throw new Error(howToGoOn(folder))
  chownSync(folder, nobody.uid, nobody.gid)
  return { prefix: [], uid: nobody.uid, gid: nobody.gid }
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

function mayReach(user: User, folder: string): boolean {
  const { uid, gid } = user
  return spawnSync('ls', [folder], { env: PROGRAM_ENVIRONMENT, uid, gid, stdio: 'ignore', cwd: '/' }).status === 0
}

function howToGoOn(folder: string): string {
  return [
    `PostgreSQL does not run as root, and this kernel allows no user namespace. One of these helps:`,
    `run lintas as another user; set LINTAS_HOME to a folder that a system user such as 'nobody' may enter (${folder} is not);`,
    `or name a PostgreSQL server in LINTAS_DATABASE_URL.`,
  ].join('\n')
}
