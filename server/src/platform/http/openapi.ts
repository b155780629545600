import swagger from '@fastify/swagger'
import { problemSchema, ROLES } from '@lintas/contract'
import { declarationSchema } from '@lintas/customs/declaration'
import { originQuestionSchema } from '@lintas/customs/origin'
import { STATES, type State } from '@lintas/customs/reference'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepersOf } from './routes.ts'

/** Shapes that many routes share: described once, and referred to by name. */
const NAMED = { Problem: problemSchema, Declaration: declarationSchema }

for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id })

type Transform = typeof jsonSchemaTransform
type Described = ReturnType<typeof jsonSchemaTransformObject>

/** A route's schema as OpenAPI has it, with what all routes have in common: who may call, and how refusals look. */
const describeRoute: Transform = given => {
  const { schema = {}, url } = jsonSchemaTransform({ ...given, schema: given.schema ?? {} })
  const route = 'route' in given ? given.route : undefined
  const { who } = keepersOf(route?.config?.who)
  const isPublic = who.includes('public')
  return {
    url,
    schema: {
      ...schema,
      security: isPublic ? [] : [{ apiKey: [] }, { bearer: [] }, { cookie: [] }],
      'x-roles': isPublic ? [...ROLES] : [...who],
      response: { ...(schema.response ?? { 200: { description: 'Done', type: 'object' } }), default: REFUSAL },
    },
  }
}

const REFUSAL = {
  description: 'Refused: a problem with every issue that stands in the way.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/**
 * Describes a node's API from the zod schemas of its routes, at `/api/v1/openapi.json`.
 *
 * Called before any route of the node is registered. The description is made when it is first asked for.
 *
 * @source OpenAPI Specification 3.1
 */
export async function describeApi(corner: FastifyInstance, state: State): Promise<void> {
  const { default: own, enum: states } = { default: state.toLowerCase(), enum: STATES.map(each => each.toLowerCase()) }
  await corner.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lintas, the single window of one member state',
        description:
          'Declare goods, follow them, and read the law that decided. Refusals are problem details (RFC 9457) with stable codes.',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/{state}', variables: { state: { default: own, enum: states } } }],
      components: {
        securitySchemes: {
          apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: `lintas-${own}.session_token` },
        },
      },
    },
    transform: describeRoute,
    transformObject: document => withoutUnused(jsonSchemaTransformObject(document)),
  })
  corner.get('/api/v1/openapi.json', { config: { who: ['public'] }, schema: { hide: true } }, async () => corner.swagger())
}

/** Named shapes come in two readings, as a caller writes them and as the node answers; those that no route refers to are left out. */
function withoutUnused(document: Described): Described {
  const components = ('components' in document && document.components) || {}
  const schemas = Object.entries(components.schemas ?? {})
  const text = JSON.stringify({ ...document, components: {} })
  const used = new Set(namesIn(text))
  for (const name of used) for (const inner of namesIn(JSON.stringify(schemas.find(([each]) => each === name)?.[1] ?? {}))) used.add(inner)
  const kept = Object.fromEntries(schemas.filter(([name]) => used.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...document, components: { ...components, schemas: kept } } as Described
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(match => match[1] ?? '')
}

/** JSON Schemas of the documents that callers write, by name: what `contract/schemas` holds. */
export function documentSchemas(): Readonly<Record<string, unknown>> {
  const form = { io: 'input', target: 'draft-2020-12', reused: 'ref' } as const
  return { declaration: z.toJSONSchema(declarationSchema, form), 'origin-question': z.toJSONSchema(originQuestionSchema, form) }
}
