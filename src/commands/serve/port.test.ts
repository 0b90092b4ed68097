import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { PortRefused, takePort } from './port.ts'

const at = (port: { readonly number: number }) => `http://127.0.0.1:${port.number}/`

test('before there is a program, whoever comes is told to come again', async () => {
  const port = await takePort('127.0.0.1', 0)
  const early = await fetch(at(port))
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2'])
  port.handle((_request, response) => void response.end('da'))
  expect(await (await fetch(at(port))).text()).toBe('da')
  await port.close(1000)
})

test('closing lets a request under way finish, and accepts no other', async () => {
  const port = await takePort('127.0.0.1', 0)
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  port.handle(async (_request, response) => {
    asked.resolve()
    await answer.promise
    response.end('fertig')
  })
  const underWay = fetch(at(port)).then((response) => response.text())
  await asked.promise
  const closed = port.close(60_000)
  await expect(fetch(at(port))).rejects.toThrow()
  answer.resolve()
  const answered = performance.now()
  expect(await underWay).toBe('fertig')
  await closed
  // The client would keep its connection for seconds.
  expect(performance.now() - answered).toBeLessThan(2000)
})

test('closing cuts off what takes too long', async () => {
  const port = await takePort('127.0.0.1', 0)
  const asked = Promise.withResolvers<void>()
  port.handle(() => asked.resolve())
  const underWay = fetch(at(port))
  await asked.promise
  await Promise.all([port.close(20), expect(underWay).rejects.toThrow()])
})

test('a taken port is told with another one to take', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  await expect(takePort('127.0.0.1', port)).rejects.toThrow(PortRefused)
  await expect(takePort('127.0.0.1', port)).rejects.toThrow(/is taken, .* take another port: PORT=\d+ npm start/)
  other.close()
})

test('an address that this machine does not have is told', async () => {
  await expect(takePort('192.0.2.1', 0)).rejects.toThrow('This machine has no address 192.0.2.1. Set HOST')
  await expect(takePort('host.invalid', 0)).rejects.toThrow('This machine has no address host.invalid')
})
