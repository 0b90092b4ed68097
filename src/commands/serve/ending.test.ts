import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

/** A program that takes for ever to end. */
function endless() {
  const module = JSON.stringify(new URL('./ending.ts', import.meta.url).href)
  const code = `import { listenForEnd } from ${module}
    const ending = listenForEnd(); setInterval(() => undefined, 1000); console.log('ready')
    await ending.whenAsked; console.log('asked')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] })
  return { child, line: async () => String((await once(child.stdout, 'data'))[0]).trim() }
}

test('signals of one moment are one, and ask; a later one ends on the spot', async () => {
  const { child, line } = endless()
  expect(await line()).toBe('ready')
  const asked = line()
  // As Ctrl-C arrives below npm: from the terminal, from npm and from bootstrap.mjs.
  for (let i = 0; i < 3; i++) child.kill('SIGINT')
  expect(await asked).toBe('asked')
  expect(child.exitCode).toBeNull()
  const ended = once(child, 'exit')
  const again = setInterval(() => child.kill('SIGINT'), 100)
  expect(await ended).toEqual([130, null])
  clearInterval(again)
})
