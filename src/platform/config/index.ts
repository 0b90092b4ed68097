/** The door of configuration: settings and secrets, read once at the start. */
export {
  type BackupSettings,
  type Config,
  checkoutFolder,
  type EmbeddedDatabase,
  readConfig,
  type ServerDatabase,
} from './config.ts'
export { makeDataFolder } from './datafolder.ts'
export { ConfigError } from './error.ts'
export { openSecret, sealSecret } from './seal.ts'
export { openSecrets, type Secrets, secretsFrom } from './secrets.ts'
export { programVersion } from './version.ts'
