/** What is asked of the line to a mail server, and what happens when a server never answers. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { type MailLimits, type MailServerAddress, type Message, refusalOf, smtpServer, tryServer } from './server.ts'
import { selfSigned } from './testcertificate.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const limits: MailLimits = { connect: 400, greet: 400, silence: 400, whole: 800, slow: 50, rest: 5000 }
const message: Message = {
  id: 'one',
  from: { name: 'Kreis', address: 'nahtlos@kreis.test' },
  to: 'beet@kreis.test',
  subject: 'Reif',
  text: 'Die Gurke.',
  unsubscribe: undefined,
}

async function post(options: SMTPServerOptions): Promise<{ port: number; envelopes: string[] }> {
  const envelopes: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        const from = session.envelope.mailFrom
        envelopes.push(`${from ? from.address : ''} ${session.secure ? 'tls' : 'plain'}`)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port: (server.server.address() as AddressInfo).port, envelopes }
}

/** Delivers, and says what became of it. */
async function outcome(address: MailServerAddress): Promise<string> {
  const server = smtpServer(address, limits)
  closing.push(() => server.close())
  return await server.deliver(message).then(
    () => 'sent',
    (error: unknown) => refusalOf(error).code,
  )
}

test.each(['smtp', 'smtps'] as const)(
  'by %s a certificate that nobody knows is refused, and taken when its authority is given',
  async (scheme) => {
    const tls = selfSigned()
    const { port, envelopes } = await post({ ...tls, secure: scheme === 'smtps' })
    const smtpUrl = `${scheme}://127.0.0.1:${port}`
    expect(await outcome({ smtpUrl, ca: selfSigned().cert })).toBe('not-trusted')
    expect(envelopes).toEqual([])
    expect(await outcome({ smtpUrl, ca: tls.cert })).toBe('sent')
    expect(envelopes).toEqual(['nahtlos@kreis.test tls'])
    await tryServer({ smtpUrl, ca: tls.cert })
  },
)

test('nothing is said on a line that does not change to TLS, unless that is allowed; on this machine it may be plain', async () => {
  const { port, envelopes } = await post({ disabledCommands: ['STARTTLS'] })
  const smtpUrl = `smtp://127.0.0.1:${port}`
  // An authority for a server on this machine says that it is to speak TLS.
  expect(await outcome({ smtpUrl, ca: selfSigned().cert })).not.toBe('sent')
  expect(envelopes).toEqual([])
  expect(await outcome({ smtpUrl, ca: selfSigned().cert, tlsOptional: true })).toBe('sent')
  expect(await outcome({ smtpUrl })).toBe('sent')
  expect(envelopes).toEqual(['nahtlos@kreis.test plain', 'nahtlos@kreis.test plain'])
})

test('bounces go where they are wanted', async () => {
  const { port, envelopes } = await post({ disabledCommands: ['STARTTLS'] })
  expect(await outcome({ smtpUrl: `smtp://127.0.0.1:${port}`, bounces: 'zurueck@kreis.test' })).toBe('sent')
  expect(envelopes).toEqual(['zurueck@kreis.test plain'])
})

/** A server that takes a call and then does as told. */
async function callee(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

test.each<[string, (socket: Socket) => void]>([
  ['never says a word', () => undefined],
  [
    'says something for ever and never comes to the point',
    (socket) => {
      const timer = setInterval(() => socket.write('220-wait\r\n'), 100)
      socket.on('close', () => clearInterval(timer))
    },
  ],
])(
  'a server that %s is given up in time, and rests, so that other mails wait without holding anything up',
  async (_what, talk) => {
    const server = smtpServer({ smtpUrl: `smtp://127.0.0.1:${await callee(talk)}` }, limits)
    closing.push(() => server.close())
    expect(server.rests).toBe(false)
    const began = performance.now()
    const delivering = server.deliver(message).then(
      () => 'sent',
      (error: unknown) => refusalOf(error).code,
    )
    // While it hangs, others see that it does.
    const hangs = Promise.withResolvers<void>()
    const look = setInterval(() => server.rests && hangs.resolve(), 20)
    await hangs.promise
    clearInterval(look)
    expect(performance.now() - began).toBeLessThan(limits.greet)
    expect(await delivering).toBe('unreachable')
    expect(performance.now() - began).toBeLessThan(limits.whole + 700)
    expect(server.rests).toBe(true)
  },
)
