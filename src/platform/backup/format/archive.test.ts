import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { BackupRefused } from '../refused.ts'
import { decrypted, encrypted, isRecipient, type KeyPair, makeKeyPair } from './age.ts'
import { type Entry, packed, unpacked } from './archive.ts'

const entries: Entry[] = [
  { name: 'shared/account/00001.zst', content: Buffer.from('one') },
  { name: `tenants/auental/${'t'.repeat(63)}/00001.zst`, content: Buffer.alloc(1500, 7) },
  { name: 'manifest.json', content: Buffer.from('{}\n') },
]

async function* these(all: readonly Entry[]) {
  yield* all
}
async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}
async function readBack(bytes: Uint8Array, identities: readonly string[] = [], size = 700): Promise<Entry[]> {
  const found: Entry[] = []
  for await (const entry of unpacked(await decrypted(inChunks(bytes, size), identities))) found.push(entry)
  return found
}

let keys: KeyPair
let plain: Buffer
let secret: Buffer
beforeAll(async () => {
  keys = await makeKeyPair()
  plain = await collect(packed(these(entries)))
  // For two, as a planned run does: the key of the trial is one more.
  const other = await makeKeyPair()
  secret = await collect(await encrypted(packed(these(entries)), [other.recipient, keys.recipient]))
})

test('what was packed comes back, in whatever portions it is read', async () => {
  for (const size of [17, 511, 512, 100_000]) {
    expect(await readBack(plain, [], size)).toEqual(entries)
    expect(await readBack(secret, [keys.identity], size)).toEqual(entries)
  }
})

test('a plain file opens with tar, and sha256sum says what its last entry says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nahtlos-archive-'))
  try {
    writeFileSync(join(folder, 'file.tar'), plain)
    execFileSync('tar', ['-xf', 'file.tar'], { cwd: folder })
    for (const { name, content } of entries) expect(readFileSync(join(folder, name)).equals(content)).toBe(true)
    const sum = execFileSync('sh', ['-c', 'head -c -2048 file.tar | sha256sum'], { cwd: folder, encoding: 'utf8' })
    expect(sum.slice(0, 64)).toBe(readFileSync(join(folder, 'end.sha256'), 'utf8').trim())
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Ways in which a file suffers. Each changes it. */
const damage = (length: number) =>
  fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(length - 1), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(length - 1) }),
    fc.record({ kind: fc.constant('grow' as const), by: fc.uint8Array({ minLength: 1, maxLength: 1200 }) }),
    fc.record({ kind: fc.constant('lose' as const), at: fc.nat(length - 2), count: fc.integer({ min: 1, max: 600 }) }),
  )
type Damage = ReturnType<typeof damage> extends fc.Arbitrary<infer T> ? T : never

function damaged(bytes: Buffer, how: Damage): Buffer {
  if (how.kind === 'cut') return bytes.subarray(0, how.at)
  if (how.kind === 'grow') return Buffer.concat([bytes, how.by])
  if (how.kind === 'lose') return Buffer.concat([bytes.subarray(0, how.at), bytes.subarray(how.at + how.count)])
  const copy = Buffer.from(bytes)
  copy[how.at] = (copy[how.at] as number) ^ (1 << how.bit)
  return copy
}

test('whatever bit, end or piece of a plain file is damaged, it is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(damage(plain.length), async (how) => {
      await expect(readBack(damaged(plain, how))).rejects.toThrow(BackupRefused)
    }),
    { numRuns: 200 },
  )
})

test('the same for an encrypted one, the part for the other key included', async () => {
  await fc.assert(
    fc.asyncProperty(damage(secret.length), async (how) => {
      await expect(readBack(damaged(secret, how), [keys.identity])).rejects.toThrow(BackupRefused)
    }),
    { numRuns: 100 },
  )
})

test('without the key, or with another one, it says what to do', async () => {
  await expect(readBack(secret)).rejects.toThrow(/--identity/)
  await expect(readBack(secret, [(await makeKeyPair()).identity])).rejects.toThrow(/another one/)
})

test('a mistyped recipient is none', () => {
  expect(isRecipient(keys.recipient)).toBe(true)
  expect(isRecipient(keys.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')))).toBe(false)
})
