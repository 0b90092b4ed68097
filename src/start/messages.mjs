// What the way in has to say, in the language of the terminal. On standard error, since standard output belongs to the command.

const german = /^de/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

/** Ends the start with a message that says what to do. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Chooses between the German and the English text. */
export const text = (de, en) => (german ? de : en)

export const say = (de, en) => process.stderr.write(`${text(de, en)}\n`)
