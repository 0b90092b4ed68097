/** A setting cannot be used. The message has one line for each, saying what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
