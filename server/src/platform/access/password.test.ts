import { expect, test } from 'vitest'
import { FOR_RANDOM, hashPassword, verifyPassword } from './password.ts'

test('a password is recognised, and no other', async () => {
  const hash = await hashPassword('rice and salt', FOR_RANDOM)
  expect(await verifyPassword({ hash, password: 'rice and salt' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'Rice and salt' })).toBe(false)
})

test('the same password is never stored the same way twice', async () => {
  expect(await hashPassword('rice', FOR_RANDOM)).not.toBe(await hashPassword('rice', FOR_RANDOM))
})

test('a password is the same however its letters were composed', async () => {
  const hash = await hashPassword('mật khẩu'.normalize('NFD'), FOR_RANDOM)
  expect(await verifyPassword({ hash, password: 'mật khẩu'.normalize('NFC') })).toBe(true)
})

test.each(['', 'plain text', 'bcrypt$1$2$3$4$5', 'scrypt$1024$8$1'])("nothing matches what is no hash of ours: '%s'", async hash => {
  expect(await verifyPassword({ hash, password: '' })).toBe(false)
})
