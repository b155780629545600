import { expect, test } from 'vitest'
import { isLoopback, readConfig } from './config.ts'

test('without any variable the region is on this machine, at port 3000, with its home in the clone', () => {
  const config = readConfig({})
  expect([config.host, config.port, config.databaseUrl, config.sandbox]).toEqual(['127.0.0.1', 3000, undefined, undefined])
  expect(config.home).toMatch(/\/\.lintas$/)
})

test('the database of one state may be elsewhere', () => {
  const config = readConfig({ LINTAS_DATABASE_URL: 'postgres://a@one', LINTAS_DATABASE_URL_VN: 'postgres://b@two/customs' })
  expect([config.databaseUrl, config.databaseUrls]).toEqual(['postgres://a@one', { VN: 'postgres://b@two/customs' }])
})

test('a base URL loses its last slash', () => {
  expect(readConfig({ LINTAS_BASE_URL: 'https://customs.example/' }).baseUrl).toBe('https://customs.example')
})

test.each([
  ['LINTAS_PORT', 'http'],
  ['LINTAS_PORT', '70000'],
  ['LINTAS_PORT', '-1'],
  ['LINTAS_DATABASE_URL', 'localhost'],
  ['LINTAS_BASE_URL', '/vn'],
  ['LINTAS_BASE_URL', 'https://customs.example/lintas'],
  ['LINTAS_BASE_URL', 'https://user@customs.example'],
  ['LINTAS_BASE_URL', 'ftp://customs.example'],
  ['LINTAS_TRUST_PROXY', 'everybody'],
  ['LINTAS_TRUST_PROXY', '10.0.0.0/8, 300.1.1.1'],
])('%s=%s is refused by its name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test.each([
  [{}, true],
  [{ LINTAS_HOST: '::1' }, true],
  [{ LINTAS_BASE_URL: 'http://localhost:8080' }, true],
  [{ LINTAS_HOST: '0.0.0.0' }, false],
  [{ LINTAS_BASE_URL: 'https://customs.example' }, false],
])('with %j only this machine reaches the server: %s', (env, expected) => {
  expect(isLoopback(readConfig(env))).toBe(expected)
})

test('proxies are addresses and networks; without any nobody is believed', () => {
  expect(readConfig({}).trustProxy).toEqual([])
  expect(readConfig({ LINTAS_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8' }).trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])
})
