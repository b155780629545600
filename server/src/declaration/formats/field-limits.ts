import { declarationSchema } from '@lintas/customs/declaration'
import { z } from 'zod'

/** What the document's own schema asks of one field, lists along the way left out of its name: `goodsItems.documents.id`. */
interface Limit {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array'
  readonly maxLength?: number
  readonly pattern?: RegExp
  readonly max?: number
  readonly oneOf?: readonly string[]
  /** Of an object: the members it cannot be without, lists aside, since an absent list is an empty one. */
  readonly required: readonly string[]
  readonly maxItems?: number
}

const LIMITS: ReadonlyMap<string, Limit> = collectLimits()

/** Whether a value may stand in that field of a declaration. */
export function fits(field: string, value: string | number | boolean): boolean {
  const limit = LIMITS.get(field)
  if (limit === undefined || limit.type !== (typeof value === 'number' ? 'integer' : typeof value)) return false
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= (limit.max ?? Number.MAX_SAFE_INTEGER)
  if (typeof value === 'boolean') return true
  if (limit.oneOf !== undefined) return limit.oneOf.includes(value)
  return value !== '' && value.length <= (limit.maxLength ?? Number.POSITIVE_INFINITY) && (limit.pattern?.test(value) ?? true)
}

/** The members an object of that field must have. */
export function requiredOf(field: string): readonly string[] {
  return LIMITS.get(field)?.required ?? []
}

/** How many entries that list may have. */
export function maxItemsOf(field: string): number {
  return LIMITS.get(field)?.maxItems ?? Number.POSITIVE_INFINITY
}

function collectLimits(): ReadonlyMap<string, Limit> {
  const limits = new Map<string, Limit>()
  const visit = (field: string, schema: z.core.JSONSchema.JSONSchema) => {
    const { type, properties = {}, required = [], items, pattern, additionalProperties } = schema
    if (type !== 'string' && type !== 'integer' && type !== 'boolean' && type !== 'object' && type !== 'array') return
    const before = limits.get(field)
    limits.set(field, {
      type,
      required,
      ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
      ...(pattern === undefined ? {} : { pattern: new RegExp(pattern) }),
      ...(schema.maximum === undefined ? {} : { max: schema.maximum }),
      ...(schema.enum === undefined ? {} : { oneOf: schema.enum.filter(each => typeof each === 'string') }),
      ...(schema.maxItems === undefined
        ? before?.maxItems === undefined
          ? {}
          : { maxItems: before.maxItems }
        : { maxItems: schema.maxItems }),
    })
    for (const [name, member] of Object.entries(properties)) if (typeof member === 'object') visit(join(field, name), member)
    if (typeof items === 'object' && !Array.isArray(items)) visit(field, items)
    if (typeof additionalProperties === 'object') visit(join(field, '*'), additionalProperties)
  }
  // A registry of its own: names that others give to parts of the schema would turn them into references.
  visit('', z.toJSONSchema(declarationSchema, { io: 'input', metadata: z.registry() }))
  return limits
}

function join(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`
}
