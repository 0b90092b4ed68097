import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Files of one build step by name. */
export type Files = Map<string, Buffer>

export function hashOf(...inputs: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    hash.update(String(input.length))
    hash.update(input)
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * What `make` returned for the same inputs before, or its result now, kept in `<folder>/<step>-<hash>`. Written aside and
 * renamed, so that two starts at once and a start that was killed leave nothing half.
 */
export async function cached(
  folder: string,
  step: string,
  inputs: readonly (string | Uint8Array)[],
  make: () => Promise<Files>,
): Promise<Files> {
  const place = join(folder, `${step}-${hashOf(...inputs)}`)
  const kept = await readAll(place)
  if (kept) return kept
  const files = await make()
  const aside = join(folder, `.${step}-${randomBytes(6).toString('hex')}`)
  await mkdir(aside, { recursive: true })
  await Promise.all([...files].map(([name, body]) => writeFile(join(aside, name), body)))
  try {
    await rename(aside, place)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  return files
}

async function readAll(place: string): Promise<Files | undefined> {
  try {
    const names = await readdir(place)
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(place, name))] as const)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
