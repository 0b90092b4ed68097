import { readFileSync } from 'node:fs'

/**
 * Settings that hold a password may come from a file, named by `<NAME>_FILE`, as containers and systemd hand out secrets: an
 * environment is seen in more places than a file. The one of the master secret (NAHTLOS_SECRET_FILE) is read where it is used.
 */
const secretSettings = [
  'DATABASE_URL',
  'DATABASE_URL_APP',
  'DATABASE_URL_INSIGHT',
  'DATABASE_URL_PUBLISH',
  'NAHTLOS_SMTP_URL',
  'NAHTLOS_METRICS_TOKEN',
] as const

/** The settings with what the named files hold, without the names of the files; and what cannot be used, in words. */
export function withSecretFiles(given: Readonly<Record<string, string | undefined>>): {
  readonly values: Record<string, string | undefined>
  readonly problems: readonly string[]
} {
  const values = { ...given }
  const problems: string[] = []
  for (const name of secretSettings) {
    const file = values[`${name}_FILE`]
    if (!file) continue
    delete values[`${name}_FILE`]
    if (values[name]) problems.push(`${name} and ${name}_FILE are both set: leave out one`)
    try {
      values[name] = readFileSync(file, 'utf8').trim()
      if (!values[name]) problems.push(`${name}_FILE (${file}) is empty`)
    } catch (error) {
      problems.push(`${name}_FILE (${file}) cannot be read: ${(error as NodeJS.ErrnoException).code}`)
    }
  }
  return { values, problems }
}
