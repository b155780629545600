import { type ASTNode, serialize } from '@marcbachmann/cel-js'
import { error, type Issue } from '../kernel/index.ts'
import { FUNCTIONS, hasField, METHODS, mayBeAbsent, QUANTIFIERS, type Thing, VARIABLES } from './vocabulary.ts'

/** What an expression speaks of, and what in it is refused. */
export interface Reading {
  readonly names: ReadonlySet<string>
  /** The fields it reads, by the thing they are of: `party.country`. */
  readonly fields: ReadonlySet<string>
  readonly issues: readonly Issue[]
}

/** What each name in sight is; a name a quantifier bound to texts is undefined. */
type Scope = ReadonlyMap<string, Thing | undefined>

const ALL_NAMES: Scope = new Map<string, Thing | undefined>([...Object.entries(VARIABLES), ['items', undefined]])

/**
 * Reads an expression before it is typed: which names it uses, and every word it may not use.
 *
 * What is not allowed by name is refused, so that a function a later version of the library adds is refused too.
 */
export function readExpression(root: ASTNode): Reading {
  const names = new Set<string>()
  const fields = new Set<string>()
  const issues: Issue[] = []
  const asked = new Set<string>()
  const read = new Map<string, ASTNode>()

  visit(root, ALL_NAMES)
  for (const [path, node] of read) if (!asked.has(path)) refuse('risk.expression-unasked', node, { field: path })
  if (names.has('item') && names.has('items')) refuse('risk.expression-nested', root)
  return { names, fields, issues }

  function refuse(code: string, node: ASTNode, params: Issue['params'] = {}): void {
    issues.push(error(code, 'expression', { ...params, column: node.start + 1 }))
  }

  function visit(node: ASTNode, scope: Scope): void {
    switch (node.op) {
      case 'value':
        if (typeof node.args === 'object') refuse('risk.expression-word', node, { word: serialize(node) })
        return
      case 'id':
        if (ALL_NAMES.has(node.args)) names.add(node.args)
        else if (!scope.has(node.args)) refuse('risk.expression-word', node, { word: node.args })
        return
      case '.':
        readField(node, node.args[0], node.args[1], scope)
        visit(node.args[0], scope)
        return
      case 'call':
        if (!FUNCTIONS.has(node.args[0])) refuse('risk.expression-word', node, { word: node.args[0] })
        if (node.args[0] === 'has' && node.args[1][0] !== undefined) asked.add(serialize(node.args[1][0]))
        for (const each of node.args[1]) visit(each, scope)
        return
      case 'rcall':
        visit(node.args[1], scope)
        if (QUANTIFIERS.has(node.args[0])) {
          visitQuantifier(node, node.args[1], node.args[2], scope)
          return
        }
        if (!METHODS.has(node.args[0])) refuse('risk.expression-word', node, { word: node.args[0] })
        for (const each of node.args[2]) visit(each, scope)
        return
      case '!_':
      case '-_':
        visit(node.args, scope)
        return
      case 'list':
      case '?:':
      case '||':
      case '&&':
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case 'in':
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        for (const each of node.args) visit(each, scope)
        return
      case '[]':
      case '[?]':
      case '.?':
      case 'map':
        refuse('risk.expression-word', node, { word: serialize(node) })
    }
  }

  /** Every field is one of the vocabulary's, also inside `has()`, where a misspelt one would quietly never hold. */
  function readField(node: ASTNode, owner: ASTNode, field: string, scope: Scope): void {
    const thing = owner.op === 'id' ? scope.get(owner.args) : undefined
    if (thing === undefined || !hasField(thing, field)) {
      refuse('risk.expression-field', node, { field: serialize(node) })
      return
    }
    fields.add(`${thing}.${field}`)
    if (mayBeAbsent(thing, field) && !read.has(serialize(node))) read.set(serialize(node), node)
  }

  /** `items.exists(each, …)`: one pass over a list, never one inside another. */
  function visitQuantifier(node: ASTNode, list: ASTNode, given: readonly ASTNode[], scope: Scope): void {
    const [variable, predicate] = given
    if (variable?.op !== 'id' || predicate === undefined) {
      refuse('risk.expression-word', node, { word: serialize(node) })
      return
    }
    if (ALL_NAMES.has(variable.args)) refuse('risk.expression-shadow', variable, { word: variable.args })
    if (scope !== ALL_NAMES) refuse('risk.expression-nested', node)
    visit(predicate, new Map(scope).set(variable.args, list.op === 'id' && list.args === 'items' ? 'item' : undefined))
  }
}
