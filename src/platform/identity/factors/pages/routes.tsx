import { defineRights, roleKeys } from '../../../access/index.ts'
import type { AdministrationEntry } from '../../../administration/entry.ts'
import type { Secrets } from '../../../config/index.ts'
import { routesFor } from '../../../http/index.ts'
import { openForm } from '../../../http/open.ts'
import {
  ownFactors,
  removeApp,
  removePasskey,
  rename,
  renewCodes,
  showPasskey,
  showRemoveApp,
  showRenewCodes,
} from './accountroutes.tsx'
import { endMemberSessions, lock, resetMember, saveRule, showLock, showMemberSignIn, showRule } from './adminroutes.tsx'
import { again, showAgain } from './again.tsx'
import {
  AgainForm,
  AppForm,
  EndForm,
  LeaveForm,
  LockForm,
  NewPasskeyForm,
  NothingForm,
  RenameForm,
  RuleForm,
  SecondForm,
  SetUpForm,
} from './forms.ts'
import { leave, proveSecond, showLeave, showSecond } from './second.tsx'
import { setUp, showSetUp } from './setupsteps.tsx'

export const factorRights = defineRights({ 'account.own': roleKeys, 'sign-in.manage': ['administrator'] })

const { page, form } = routesFor(factorRights)

export interface FactorOptions {
  /** Absent where routes are only listed. */
  readonly secrets?: Secrets
}

const unset: Secrets = {
  derive() {
    throw new RangeError('these routes were made to be listed, not to be served')
  },
}

/** Second factors: the steps of the sign-in, and what somebody does with their own. */
export function factorRoutes({ secrets = unset }: FactorOptions) {
  const own = ownFactors(secrets)
  const typed = { secret: ['code', 'response', 'sealed', 'password'] }
  return [
    openForm('/sign-in/second', SecondForm, showSecond, proveSecond, typed),
    openForm('/sign-in/set-up', SetUpForm, showSetUp, setUp, typed),
    openForm('/sign-in/again', AgainForm, showAgain, again, typed),
    openForm('/sign-in/leave', LeaveForm, showLeave, leave),
    form('/account/app', 'account.own', AppForm, own.showApp, own.saveApp, { secret: ['code'] }),
    form('/account/app/remove', 'account.own', NothingForm, showRemoveApp, removeApp),
    form('/account/recovery-codes', 'account.own', NothingForm, showRenewCodes, renewCodes),
    form('/account/passkeys/new', 'account.own', NewPasskeyForm, own.showNewPasskey, own.addPasskey, {
      secret: ['response', 'sealed'],
    }),
    form('/account/passkeys/:id', 'account.own', RenameForm, showPasskey, rename),
    form('/account/passkeys/:id/remove', 'account.own', NothingForm, showPasskey, removePasskey),
    form('/admin/sign-in', 'sign-in.manage', RuleForm, showRule, saveRule),
    page('/admin/sign-in/members/:id', 'sign-in.manage', showMemberSignIn),
    form('/admin/sign-in/members/:id/reset', 'sign-in.manage', NothingForm, showMemberSignIn, resetMember),
    form('/admin/sign-in/members/:id/sessions', 'sign-in.manage', EndForm, showMemberSignIn, endMemberSessions),
    form('/admin/sign-in/lock', 'sign-in.manage', LockForm, showLock, lock),
  ]
}

/** Its place on the administration page. */
export const factorAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/sign-in',
    label: 'identity.admin.title',
    detail: 'identity.admin.detail',
    right: 'sign-in.manage',
    group: 'protection',
    order: 5,
  },
]
