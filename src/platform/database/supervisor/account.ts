import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user and group that the server's process runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root. An account of another service (`nobody`, `postgres`) would let that service read our
 * data, and making one is not ours to do on somebody's machine; so the server gets a number of its own that no account has,
 * from the range that systemd's list of user ids keeps free. It lies below 65536, so rootless containers map it too.
 */
const firstFreeUid = 60_982

/** The account for the server, undefined when we are not root and it simply runs as us. An existing cluster keeps its owner. */
export function serverAccount(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const taken = new Set(accounts().map((account) => account.uid))
  let uid = firstFreeUid
  while (taken.has(uid)) uid++
  return { uid, gid: uid }
}

/** `initdb` looks its own name up, so it needs an account with a name; what it made is then handed to the server's account. */
export function namedAccount(): Account {
  const found = accounts()
  const account = found.find(({ name }) => name === 'nobody') ?? found.find(({ uid }) => uid !== 0)
  if (!account) throw new Error('no account other than root in /etc/passwd: add one, such as nobody')
  return account
}

function accounts(): (Account & { name: string })[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** The first folder on the way to a path that another account may not enter; undefined when the way is open. */
export function closedFolder(path: string): string | undefined {
  const parent = dirname(path)
  if (parent !== path) {
    const above = closedFolder(parent)
    if (above) return above
  }
  return (statSync(path).mode & 0o001) === 0 ? path : undefined
}
