import { defineRights, roleKeys } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { routesFor } from '../../http/index.ts'
import { openForm } from '../../http/open.ts'
import type { Room } from '../../room.ts'
import { ForgottenForm, PasskeySignInForm } from '../factors/pages/forms.ts'
import { signInWithPasskey } from '../factors/pages/passkeysignin.ts'
import { endOwnSessions, saveAccount, savePassword, showAccount, showPassword, signOut } from './accountroutes.tsx'
import { askForLink, showForgotten } from './forgotten.tsx'
import {
  AccountForm,
  DemoForm,
  EndForm,
  EndGrantForm,
  GrantForm,
  InviteForm,
  MemberForm,
  NothingForm,
  PasswordForm,
  SignInForm,
  WelcomeForm,
} from './forms.ts'
import { administration } from './userroutes.tsx'
import { acceptLink, showSignIn, showWelcome, takeDemoRole, tryPassword } from './visitorroutes.tsx'

export const identityRights = defineRights({
  'account.own': roleKeys,
  'users.manage': ['administrator'],
})

const { page, form } = routesFor(identityRights)

/** Sign-in, the own account, the members of the tenant. The rooms say which organisations there are. */
export function identityRoutes(rooms: readonly Room[], sendsMail = false) {
  const users = administration(rooms, sendsMail)
  return [
    openForm('/sign-in', SignInForm, showSignIn, tryPassword, { secret: ['password'] }),
    openForm('/sign-in/passkey', PasskeySignInForm, showSignIn, signInWithPasskey, { secret: ['response', 'sealed'] }),
    openForm('/sign-in/forgotten', ForgottenForm, showForgotten, askForLink),
    openForm('/sign-in/demo', DemoForm, showSignIn, takeDemoRole),
    openForm('/welcome/:token', WelcomeForm, showWelcome, acceptLink, { secret: ['password', 'again'] }),
    form('/sign-out', 'account.own', NothingForm, showAccount(rooms), signOut, { whileViewing: true }),
    form('/account', 'account.own', AccountForm, showAccount(rooms), saveAccount),
    form('/account/password', 'account.own', PasswordForm, showPassword, savePassword, {
      secret: ['current', 'password', 'again'],
    }),
    form('/account/sessions', 'account.own', EndForm, showAccount(rooms), endOwnSessions),
    page('/admin/users', 'users.manage', users.showList),
    form('/admin/users/new', 'users.manage', InviteForm, users.showInvite, users.invite, { draft: true }),
    form('/admin/users/:id', 'users.manage', MemberForm, users.showMember, users.change),
    form('/admin/users/:id/grants', 'users.manage', GrantForm, users.showAddGrant, users.addGrant),
    form('/admin/users/:id/grants/:grant', 'users.manage', EndGrantForm, users.showGrant, users.endGrant),
    form('/admin/users/:id/grants/:grant/confirm', 'users.manage', NothingForm, users.showGrant, users.confirmGrant),
    form('/admin/users/:id/link', 'users.manage', NothingForm, users.showMember, users.link),
    form('/admin/users/:id/deactivate', 'users.manage', NothingForm, users.showMember, users.deactivate),
    form('/admin/users/:id/reactivate', 'users.manage', NothingForm, users.showMember, users.reactivate),
  ]
}

/** Its place on the administration page. */
export const identityAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/users',
    label: 'identity.users.title',
    detail: 'administration.users-detail',
    right: 'users.manage',
    group: 'people',
    order: 10,
  },
]
