/** Who may still use a password where a directory signs people in. */
export interface PasswordQuestion {
  /** The district leaves passwords to members of the directory. */
  readonly allowed: boolean
  /** This account is linked with the directory. */
  readonly linked: boolean
  /** This member is the one that is kept for emergencies. */
  readonly emergency: boolean
  /** That one can still get in: an administrator, neither ended nor closed, with a password. */
  readonly emergencyHolds: boolean
  readonly administrator: boolean
}

/**
 * Members of the directory sign in there, unless the district leaves them their password. The member for emergencies always
 * may; when that one can no longer get in, every administrator may, so that a provider that is away locks nobody out for good.
 */
export function mayUsePassword(asked: PasswordQuestion): boolean {
  if (asked.allowed || !asked.linked || asked.emergency) return true
  return asked.administrator && !asked.emergencyHolds
}

/** What is known of the account that an address of the directory leads to. */
export interface AccountFound {
  /** There is an account with the address. */
  readonly account: boolean
  readonly emailChecked: boolean
  /** Another district of the installation lets the account in. */
  readonly trustedElsewhere: boolean
  /** A membership here, invited or accepted. */
  readonly member: boolean
  /** The account is linked with another person of the same directory. */
  readonly linkedOtherwise: boolean
}

export type Joining =
  /** Link the account and let it in. */
  | 'link'
  /** Make a membership, and an account where there is none. */
  | 'join'
  | 'email-missing'
  | 'email-unchecked'
  | 'account-elsewhere'
  | 'linked-otherwise'
  | 'not-invited'

/**
 * Somebody whom this district has never seen sign in from the directory. An address proves nothing unless the provider has
 * checked it; and an account that another district trusts is linked only by its owner, signed in, never by an address: the
 * administrator of one district's directory could otherwise name anybody.
 */
export function joiningOf(email: string | undefined, found: AccountFound, newPeopleJoin: boolean): Joining {
  if (email === undefined) return 'email-missing'
  if (!found.emailChecked) return 'email-unchecked'
  if (found.trustedElsewhere) return 'account-elsewhere'
  if (found.linkedOtherwise) return 'linked-otherwise'
  if (found.member) return 'link'
  return newPeopleJoin ? 'join' : 'not-invited'
}
