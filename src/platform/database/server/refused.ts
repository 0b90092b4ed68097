/** The server named by DATABASE_URL cannot be used as it is. The message says what to do, with the SQL where SQL helps. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}
