import { readFile } from 'node:fs/promises'
import { type FileCheck, type FileProblem, messageOf } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { type NodeClient, ProblemError } from './client.ts'
import { registerCompletions } from './declare-complete.ts'
import { registerCopies } from './declare-copy.ts'
import { registerPeriods } from './declare-period.ts'
import { ANY_STATE, readState } from './state-option.ts'
import { withNodes } from './with-region.ts'

/** The largest file a node reads. */
const FILE_BYTES_MAX = 10 * 1024 * 1024

export function register(program: Command): void {
  const declare = program.command('declare').description('Work on declarations before they are lodged.')
  registerCopies(declare)
  registerCompletions(declare)
  registerPeriods(declare)
  declare
    .command('check')
    .description('Check declarations (WCO XML, our JSON, CSV item lines) without lodging them.')
    .argument('<files...>')
    .option('--state <state>', 'ask also for the rules of this member state today', readState)
    .option('--json', 'print one JSON object a file')
    .action(check)
}

interface CheckOptions {
  readonly state?: State
  readonly json?: true
}

type CheckedFile = { readonly file: string } & FileCheck

async function check(files: readonly string[], { state, json }: CheckOptions): Promise<void> {
  const asked = state ?? ANY_STATE
  await withNodes([asked], async region => {
    const node = region.node(asked).public
    for (const file of files) {
      const checked = await checkOne(node, file, state === undefined ? 'everywhere' : 'state')
      if (checked.summary.errors > 0) process.exitCode = 1
      console.log(json ? JSON.stringify(checked) : inWords(checked))
    }
  })
}

async function checkOne(node: NodeClient, file: string, scope: string): Promise<CheckedFile> {
  const bytes = await read(file)
  if (!(bytes instanceof Uint8Array)) return { file, ...refused('format.unreadable', { reason: bytes.reason }) }
  if (bytes.length > FILE_BYTES_MAX) return { file, ...refused('format.too-large', { max: FILE_BYTES_MAX }) }
  try {
    const headers = { 'content-type': 'application/octet-stream' }
    return { file, ...(await node.post<FileCheck>(`/api/v1/declarations/check?scope=${scope}`, bytes, headers)) }
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure
    return { file, ...refused(failure.problem.code, {}) }
  }
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | { readonly reason: string }> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (failure) {
    return { reason: (failure as NodeJS.ErrnoException).code ?? String(failure) }
  }
}

function refused(code: string, params: Readonly<Record<string, string | number>>): FileCheck {
  const found: FileProblem = { code, severity: 'error', path: '', message: messageOf({ code, params }), line: null, column: null }
  return { format: 'unknown', version: null, items: 0, problems: [found], summary: { errors: 1, warnings: 0, hints: 0 } }
}

function inWords({ file, format, version, items, problems, summary }: CheckedFile): string {
  const { errors, warnings, hints } = summary
  const title = `${file}: ${format}${version === null ? '' : ` ${version}`}, ${items} goods items, ${errors} errors, ${warnings} warnings, ${hints} hints`
  const lines = problems.map(({ severity, code, path, message, line, column }) => {
    const place = line === null ? '' : `line ${line}${column === null ? '' : `, column ${column}`}: `
    return `  ${severity}: ${place}${path === '' ? '' : `${path}: `}${message} (${code})`
  })
  return [title, ...lines].join('\n')
}
