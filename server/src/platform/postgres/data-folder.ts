import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { findDataVersion } from './binaries.ts'
import { type Place, passwordFileIn, SUPERUSER } from './place.ts'
import { chooseRunner, identityOf, letIn, PROGRAM_ENVIRONMENT, type Runner } from './unprivileged.ts'

/** Makes the data folder when there is none. It takes its name only when complete: a killed `initdb` leaves nothing half done. */
export function prepareData(place: Place): Runner {
  if (existsSync(place.data)) {
    refuseOtherOwner(place.data)
    refuseOtherVersion(place)
    return chooseRunner(place.data)
  }
  const unfinished = `${place.data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const runner = chooseRunner(unfinished)
  const passwordFile = passwordFileIn(place.folder)
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
