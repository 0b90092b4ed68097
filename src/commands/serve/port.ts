import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The port cannot be had. The message says what to do. */
export class PortRefused extends Error {
  override name = 'PortRefused'
}

export interface Port {
  /** The port that was taken, which differs from the wanted one when that was 0. */
  readonly number: number
  /** Whatever comes before the first handler is told to come again. */
  handle(listener: RequestListener): void
  /** Stops accepting, lets requests under way finish for so long, then cuts them off. */
  close(patienceMs: number): Promise<void>
}

/**
 * How long a connection may be idle before the program closes it, in milliseconds: longer than proxies and browsers keep one
 * (60 s as a rule), so that none of them sends a request into a connection that is being closed at that moment.
 */
export const idleMs = 75_000

/** Takes the port before anything else, so that a taken one is told at once and two starts do not both load data. */
export async function takePort(host: string, wanted: number): Promise<Port> {
  let current: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain; charset=utf-8' })
    response.end('Nahtlos startet gerade. Nahtlos is starting.\n')
  }
  let closing = false
  const server = createServer((request, response) => {
    // What was under way when closing began finishes, and its connection is not kept for another.
    response.on('finish', () => setImmediate(() => closing && server.closeIdleConnections()))
    current(request, response)
  })
  server.keepAliveTimeout = idleMs
  await listen(server, host, wanted)
  return {
    number: (server.address() as AddressInfo).port,
    handle(listener) {
      current = listener
    },
    close: (patienceMs) =>
      new Promise((resolve) => {
        closing = true
        const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function refused(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortRefused(
        `Port ${port} is taken, perhaps by another Nahtlos. End that program, or take another port: PORT=${port === 65_535 ? 8081 : port + 1} npm start`,
      )
    case 'EACCES':
      return new PortRefused(`This user may not use port ${port}. Take one above 1023: PORT=8080 npm start`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new PortRefused(
        `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1 or 0.0.0.0.`,
      )
    default:
      return error
  }
}
