import type { ASTNode } from '@marcbachmann/cel-js'
import { binary, fixed, fold, open, opposite, over, type Part, type Read, type Term, type Whole } from './term.ts'
import { FIELDS, type Thing, VARIABLES } from './vocabulary.ts'

/** The answer where it is plain; throws whatever it likes where it is not, and says nothing by it. */
export type Shortcut = (whole: Whole, part: Part) => boolean

/** What a quantifier calls each element of its list. */
interface Bound {
  readonly name: string
  readonly kind: 'text' | 'item'
}

const KINDS = { string: 'text', int: 'whole', Exact: 'exact', 'list<string>': 'texts' } as const

/**
 * Turns a typed question into functions that call one another, several times as quick as the library, which walks the expression and tests every value's type.
 *
 * It takes only parts it knows to mean the same; nothing where there is another one. Whoever asks asks the library where the shortcut throws, so that absent
 * fields, division by zero, overflow and what `||` and `&&` make of them are the library's alone.
 *
 * @source Common Expression Language specification, github.com/google/cel-spec
 */
export function openShortcut(root: ASTNode): Shortcut | undefined {
  const term = termOf(root, undefined)
  return term?.kind === 'truth' ? (whole, part) => term.read(whole, part, undefined) === true : undefined
}

function termOf(node: ASTNode, bound: Bound | undefined): Term | undefined {
  switch (node.op) {
    case 'value':
      return literal(node.args)
    case 'id':
      if (node.args === bound?.name) return bound.kind === 'text' ? open('text', (_, __, each) => each) : undefined
      return node.args === 'items' ? open('items', ({ items }) => items) : undefined
    case '.':
      return field(node.args[0], node.args[1], bound)
    case 'call':
      return call(node.args[0], node.args[1], bound)
    case 'rcall':
      return Object.hasOwn(QUANTIFIERS, node.args[0])
        ? quantifier(node.args, bound)
        : method(node.args[0], node.args[1], node.args[2], bound)
    case 'list':
      return list(node.args, bound)
    case '!_':
      return over([termOf(node.args, bound)], ['truth'], 'truth', yes => !yes)
    case '-_':
      return negative(termOf(node.args, bound))
    case '?:':
      return choice(node.args, bound)
    case '||':
    case '&&':
      return both(node.op, termOf(node.args[0], bound), termOf(node.args[1], bound))
    case 'in':
      return over([termOf(node.args[0], bound), termOf(node.args[1], bound)], ['text', 'texts'], 'truth', (text, texts) =>
        (texts as readonly unknown[]).includes(text),
      )
    case '!=':
      return opposite(binary('==', termOf(node.args[0], bound), termOf(node.args[1], bound)))
    case '==':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return binary(node.op, termOf(node.args[0], bound), termOf(node.args[1], bound))
    default:
      return undefined
  }
}

function literal(value: unknown): Term | undefined {
  switch (typeof value) {
    case 'string':
      return fixed('text', value)
    case 'boolean':
      return fixed('truth', value)
    case 'bigint':
      return fixed('whole', value)
    case 'number':
      return fixed('double', value)
    default:
      return undefined
  }
}

type Fields = Readonly<Record<string, unknown>>

/** How the owner of a field is reached. `item` and `cargo` are asked about in turn, everything else is there once. */
function ownerOf(owner: ASTNode, bound: Bound | undefined): { readonly thing: Thing; readonly read: Read } | undefined {
  if (owner.op !== 'id') return undefined
  const name = owner.args
  if (name === bound?.name) return bound.kind === 'item' ? { thing: 'item', read: (_, __, each) => each } : undefined
  const thing: Thing | undefined = Object.hasOwn(VARIABLES, name) ? VARIABLES[name as keyof typeof VARIABLES] : undefined
  if (thing === undefined) return undefined
  return { thing, read: thing === 'item' || thing === 'cargo' ? (_, part) => part : whole => whole[name as keyof Whole] }
}

function field(node: ASTNode, name: string, bound: Bound | undefined): Term | undefined {
  const owner = ownerOf(node, bound)
  const fields: Readonly<Record<string, keyof typeof KINDS>> = owner === undefined ? {} : FIELDS[owner.thing]
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (owner === undefined || type === undefined) return undefined
  return open(KINDS[type], (whole, part, each) => present((owner.read(whole, part, each) as Fields)[name]))
}

const ABSENT = new Error('absent')

function present(value: unknown): unknown {
  if (value === undefined) throw ABSENT
  return value
}

function call(name: string, given: readonly ASTNode[], bound: Bound | undefined): Term | undefined {
  const [about] = given
  if (about === undefined) return undefined
  if (name === 'size') return size(termOf(about, bound))
  if (name !== 'has' || about.op !== '.') return undefined
  const [owner, asked] = [ownerOf(about.args[0], bound), about.args[1]]
  return owner && open('truth', (whole, part, each) => (owner.read(whole, part, each) as Fields)[asked] !== undefined)
}

function size(term: Term | undefined): Term | undefined {
  if (term?.kind === 'texts' || term?.kind === 'items')
    return over([term], [term.kind], 'whole', all => BigInt((all as readonly unknown[]).length))
  return over([term], ['text'], 'whole', text => BigInt([...(text as string)].length))
}

function method(name: string, receiver: ASTNode, given: readonly ASTNode[], bound: Bound | undefined): Term | undefined {
  const of = termOf(receiver, bound)
  if (name === 'size') return size(of)
  const terms = [of, ...given.map(each => termOf(each, bound))]
  switch (name) {
    case 'contains':
      return over(terms, ['text', 'text'], 'truth', (text, part) => (text as string).includes(part as string))
    case 'startsWith':
      return over(terms, ['text', 'text'], 'truth', (text, part) => (text as string).startsWith(part as string))
    case 'endsWith':
      return over(terms, ['text', 'text'], 'truth', (text, part) => (text as string).endsWith(part as string))
    case 'lowerAscii':
      return over(terms, ['text'], 'text', text => (text as string).toLowerCase())
    case 'upperAscii':
      return over(terms, ['text'], 'text', text => (text as string).toUpperCase())
    default:
      return undefined
  }
}

const QUANTIFIERS: Readonly<Record<string, (all: readonly unknown[], holds: (each: unknown) => boolean) => boolean>> = {
  all: (all, holds) => all.every(holds),
  exists: (all, holds) => all.some(holds),
  exists_one: (all, holds) => all.filter(holds).length === 1,
}

function quantifier(
  [name, of, [variable, predicate]]: readonly [string, ASTNode, readonly ASTNode[]],
  outer: Bound | undefined,
): Term | undefined {
  const decide = QUANTIFIERS[name]
  const all = termOf(of, outer)
  if (decide === undefined || outer !== undefined || variable?.op !== 'id' || predicate === undefined) return undefined
  if (all?.kind !== 'items' && all?.kind !== 'texts') return undefined
  const holds = termOf(predicate, { name: variable.args, kind: all.kind === 'items' ? 'item' : 'text' })
  if (holds?.kind !== 'truth') return undefined
  return open('truth', (whole, part) =>
    decide(all.read(whole, part, undefined) as readonly unknown[], each => holds.read(whole, part, each) as boolean),
  )
}

function list(nodes: readonly ASTNode[], bound: Bound | undefined): Term | undefined {
  const texts = nodes.map(each => termOf(each, bound))
  if (texts.length === 0 || texts.some(each => each?.kind !== 'text')) return undefined
  const read: Read = (whole, part, each) => texts.map(text => text?.read(whole, part, each))
  return fold({ kind: 'texts', read, isFixed: texts.every(each => each?.isFixed === true) })
}

function negative(term: Term | undefined): Term | undefined {
  if (term?.kind === 'whole') return over([term], ['whole'], 'whole', number => -(number as bigint))
  return over([term], ['double'], 'double', number => -(number as number))
}

function choice([asked, one, other]: readonly [ASTNode, ASTNode, ASTNode], bound: Bound | undefined): Term | undefined {
  const [condition, yes, no] = [termOf(asked, bound), termOf(one, bound), termOf(other, bound)]
  if (condition?.kind !== 'truth' || yes === undefined || yes.kind !== no?.kind) return undefined
  return open(yes.kind, (whole, part, each) => (condition.read(whole, part, each) === true ? yes : no).read(whole, part, each))
}

function both(sign: '||' | '&&', left: Term | undefined, right: Term | undefined): Term | undefined {
  if (left?.kind !== 'truth' || right?.kind !== 'truth') return undefined
  const [one, other] = [left.read, right.read]
  return sign === '&&'
    ? open('truth', (whole, part, each) => one(whole, part, each) === true && other(whole, part, each) === true)
    : open('truth', (whole, part, each) => one(whole, part, each) === true || other(whole, part, each) === true)
}
