import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Model } from '@lintas/customs/targeting'
import type { Reader } from '../platform/node.ts'
import { findBody } from './model-store.ts'

const unpack = promisify(gunzip)

/** A model as it was trained. */
export async function getModel(reader: Reader, version: number): Promise<Model> {
  const body = await findBody(reader, version)
  if (body === undefined) throw new Error(`given model ${version} in use, needs what it was trained to`)
  return JSON.parse((await unpack(body)).toString('utf8')) as Model
}
