/** In a terminal, Ctrl-C reaches the program directly, through npm and through bootstrap.mjs: that is one signal, not three. */
const sameMs = 700

export interface Ending {
  /** True when the program has been told to end. */
  readonly asked: boolean
  /** Resolves when it is. */
  readonly whenAsked: Promise<void>
}

/** Listens for the signals that end the program. The first one asks; one that comes later ends it on the spot. */
export function listenForEnd(now: () => number = Date.now): Ending {
  let asked: number | undefined
  let resolve: () => void
  const whenAsked = new Promise<void>((done) => {
    resolve = done
  })
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked === undefined) {
      asked = now()
      resolve()
    } else if (now() - asked > sameMs) {
      process.stderr.write('Ended without waiting. The database is kept whole and found at the next start.\n')
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return {
    get asked() {
      return asked !== undefined
    },
    whenAsked,
  }
}
