import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), '../..'))

/** The modules of `customs`, in the order things happen to a consignment: a module may use those before it. */
const ORDER = [
  'kernel',
  'reference',
  'trust',
  'declaration',
  'cargo',
  'tariff',
  'classification',
  'valuation',
  'origin',
  'proofs',
  'duty',
  'debt',
  'regimes',
  'permits',
  'targeting',
  'risk',
  'documents',
  'release',
  'rights',
  'transport-modes',
  'cost',
  'parcels',
  'transit',
  'enforcement',
  'audit',
  'rulings',
  'exchange',
  'programme',
]

/** Files of the command line that start a node or handle its database as a whole; every other command is a client of the HTTP API. */
const STARTERS = ['start', 'serve', 'work', 'with-region', 'administrator', 'database-url', 'backup', 'restore'].map(
  name => `cli/src/${name}.ts`,
)

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = globSync('{customs,contract,server,cli,web,bench,tools}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})
const sources = new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]))
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/')
const shipped = [...sources.keys()].filter(file => !isTest(file))
const imports = [...sources].flatMap(([file, source]) => listImports(file, source))
const shippedImports = imports.filter(each => !isTest(each.from))

test('inside customs, imports point back in time', () => {
  const wrong = shippedImports.filter(({ from, to }) => {
    const [user, used] = [moduleOf(from), moduleOf(to)]
    if (user === undefined || used === undefined || user === used) return false
    return ORDER.indexOf(used) > ORDER.indexOf(user)
  })
  expect(wrong.map(sentence)).toEqual([])
})

test('every folder of customs has its place in the order', () => {
  const folders = new Set(shipped.map(moduleOf).filter(name => name !== undefined))
  expect([...folders].filter(name => !ORDER.includes(name))).toEqual([])
})

test('from outside a module of customs, its index is the only door', () => {
  const wrong = shippedImports.filter(({ from, to }) => {
    const used = moduleOf(to)
    return used !== undefined && moduleOf(from) !== used && to !== `customs/src/${used}/index.ts`
  })
  expect(wrong.map(sentence)).toEqual([])
})

test('customs imports the packages it lists, and nothing of Node', () => {
  const listed = Object.keys(JSON.parse(readFileSync(join(root, 'customs/package.json'), 'utf8')).dependencies)
  const wrong = shippedImports.filter(({ from, to }) => {
    if (!from.startsWith('customs/') || to.startsWith('customs/')) return false
    return !listed.some(name => to === name || to.startsWith(`${name}/`))
  })
  expect(wrong.map(sentence)).toEqual([])
})

test('customs reads no clock, no chance and no time zone', () => {
  const forbidden = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bIntl\.(?!Segmenter\b)|\btoLocale|\bprocess\.|\bfetch\(/
  const wrong = shipped.filter(file => file.startsWith('customs/src/') && forbidden.test(withoutComments(sources.get(file) ?? '')))
  expect(wrong).toEqual([])
})

test('contract knows customs and nothing else of ours', () => {
  const wrong = shippedImports.filter(({ from, to }) => from.startsWith('contract/') && /^(server|cli|web)\//.test(to))
  expect(wrong.map(sentence)).toEqual([])
})

test('web never imports the server or the command line', () => {
  const wrong = shippedImports.filter(({ from, to }) => from.startsWith('web/') && /^(server|cli)\//.test(to))
  expect(wrong.map(sentence)).toEqual([])
})

test('the command line is a client of the HTTP API; only what starts a node loads the server', () => {
  const wrong = shippedImports.filter(
    ({ from, to }) => from.startsWith('cli/') && to.startsWith('server/') && (!STARTERS.includes(from) || to !== 'server/src/index.ts'),
  )
  expect(wrong.map(sentence)).toEqual([])
})

test('between subjects of the server, the index is the only door', () => {
  const wrong = shippedImports.filter(({ from, to }) => {
    const [user, used] = [subjectOf(from), subjectOf(to)]
    return user !== undefined && used !== undefined && used !== 'platform' && user !== used && to !== `server/src/${used}/index.ts`
  })
  expect(wrong.map(sentence)).toEqual([])
})

test('the platform knows no subject', () => {
  const wrong = shippedImports.filter(({ from, to }) => subjectOf(from) === 'platform' && !['platform', undefined].includes(subjectOf(to)))
  expect(wrong.map(sentence)).toEqual([])
})

test('HTTP statuses are spoken in routes only', () => {
  const wrong = shipped.filter(
    file =>
      file.startsWith('server/src/') &&
      !/routes?\.ts$|-route\.ts$/.test(file) &&
      !file.startsWith('server/src/platform/') &&
      /\.(code|status)\(\s*\d{3}\s*\)/.test(withoutComments(sources.get(file) ?? '')),
  )
  expect(wrong).toEqual([])
})

test('there is no folder for odds and ends, and no index below a module', () => {
  expect(shipped.filter(file => /\/(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file))).toEqual([])
  expect(shipped.filter(file => /^customs\/src\/[^/]+\/.+\/index\.ts$/.test(file))).toEqual([])
})

test('no file needs itself: there are no import cycles', () => {
  const uses = new Map<string, string[]>()
  for (const { from, to, typeOnly } of shippedImports) if (!typeOnly && sources.has(to)) uses.set(from, [...(uses.get(from) ?? []), to])
  expect(findCycles(uses)).toEqual([])
})

function listImports(file: string, source: string): Import[] {
  const pattern = /^\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  return [...source.matchAll(pattern)].map(match => {
    const to = match[2] ?? match[3] ?? match[4] ?? ''
    return { from: file, to: resolve(file, to), typeOnly: match[1] !== undefined }
  })
}

/** The file a specifier leads to, from the root; the specifier itself where it names a package of others. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, normalize(join(root, dirname(file), specifier)))
  const own = /^@lintas\/([a-z]+)(?:\/(.+))?$/.exec(specifier)
  if (own === null) return specifier
  const [, name, path] = own
  if (path === undefined) return `${name}/src/index.ts`
  const direct = `${name}/src/${path}.ts`
  return existsSync(join(root, direct)) ? direct : `${name}/src/${path}/index.ts`
}

function moduleOf(file: string): string | undefined {
  return /^customs\/src\/([^/]+)\//.exec(file)?.[1]
}

function subjectOf(file: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(file)?.[1]
}

function sentence({ from, to }: Import): string {
  return `${from} imports ${to}`
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

function findCycles(uses: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const trail: string[] = []
  const found: string[] = []
  const visit = (file: string) => {
    const seen = trail.indexOf(file)
    if (seen >= 0) found.push([...trail.slice(seen), file].join(' → '))
    if (seen >= 0 || done.has(file)) return
    trail.push(file)
    for (const next of uses.get(file) ?? []) visit(next)
    trail.pop()
    done.add(file)
  }
  for (const file of uses.keys()) visit(file)
  return found
}
