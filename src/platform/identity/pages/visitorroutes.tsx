import { z } from 'zod'
import { Invalid, type Issue } from '../../../kernel/errors.ts'
import { inTenant } from '../../database/index.ts'
import { safeNext } from '../../http/addresses.ts'
import { field, type Page } from '../../http/index.ts'
import { issuesOf } from '../../http/issues.ts'
import { type Answer, type OpenRequest, ShownAgain } from '../../http/open.ts'
import { listDemoRoles, signInAsDemoRole } from '../demo.ts'
import { passkeyIsland } from '../factors/pages/passkey.tsx'
import { offerPasskey } from '../factors/pages/passkeysignin.ts'
import { sessionOf } from '../factors/pages/request.ts'
import { leadTo, wayOn } from '../factors/session.ts'
import { directoryLabel } from '../federation/atsignin.ts'
import { lengthIssues } from '../password.ts'
import { signIn } from '../signin.ts'
import { takeAttempt } from '../throttle.ts'
import { acceptWelcome, findWelcome, type Welcome } from '../welcome.ts'
import type { DemoForm, SignInForm, WelcomeForm } from './forms.ts'
import { LinkGone, SignInPage } from './signin.tsx'
import { WelcomePage } from './welcome.tsx'

export async function showSignIn(request: OpenRequest): Promise<Page | Response> {
  const { db, tenant, query, form, t } = request
  const asked = form?.values['next'] ?? query.get('next')
  const next = safeNext(typeof asked === 'string' ? asked : undefined)
  // Who stopped half way goes on there, unless they want to sign in anew.
  const begun = form ? undefined : await sessionOf(request)
  if (begun && begun.step !== 'open') return leadTo(tenant, wayOn(begun.step, next))
  return {
    title: t('identity.sign-in.title'),
    layout: 'narrow',
    islands: [passkeyIsland],
    body: (
      <SignInPage
        form={form}
        next={next}
        reason={query.get('done') === 'out' ? 'out' : query.get('reason')}
        roles={await listDemoRoles(db, tenant)}
        passkey={await offerPasskey(request)}
        sendsMail={request.sendsMail}
        directory={await inTenant(db, tenant, 'system', directoryLabel)}
      />
    ),
  }
}

export async function tryPassword(request: OpenRequest, typed: z.output<typeof SignInForm>): Promise<Answer> {
  const { db, tenant, clock, throttleKey, metrics, address, device } = request
  const { email, password, next } = typed
  const signed = await signIn(db, tenant, throttleKey, clock, { email, password, address, device })
  switch (signed.result) {
    case 'done':
      metrics.signIns.inc({ result: 'done' })
      return { ...signed, to: wayOn(signed.step, safeNext(next)) }
    case 'wait':
      metrics.signIns.inc({ result: 'slowed' })
      throw mustWait(signed.seconds)
    case 'no-access':
      throw new ShownAgain(422, [{ field: '', code: 'access-ended' }])
    case 'directory-only':
      throw new ShownAgain(422, [{ field: '', code: 'directory-only' }])
    case 'wrong':
      metrics.signIns.inc({ result: 'failed' })
      throw new ShownAgain(422, [{ field: '', code: 'sign-in-wrong' }])
  }
}

export async function takeDemoRole(request: OpenRequest, { role, next }: z.output<typeof DemoForm>): Promise<Answer> {
  const session = await signInAsDemoRole(request.db, request.tenant, role, request.clock)
  return { to: safeNext(next) ?? '/', session }
}

const gone = (t: OpenRequest['t']): Page => ({
  title: t('identity.welcome.gone'),
  layout: 'narrow',
  status: 410,
  body: <LinkGone />,
})

export async function showWelcome(request: OpenRequest<'token'>): Promise<Page> {
  const { form, t } = request
  const welcome = await look(request)
  if (!welcome) return gone(t)
  return {
    title: t(welcome.link.purpose === 'reset' ? 'identity.welcome.title-reset' : 'identity.welcome.title'),
    layout: 'narrow',
    body: <WelcomePage welcome={welcome} form={form} />,
  }
}

/** Only sending the form uses the link up; a mail scanner or a preview that opens it does no harm. */
export async function acceptLink(request: OpenRequest<'token'>, typed: z.output<typeof WelcomeForm>): Promise<Answer> {
  const { db, tenant, clock, params, address, throttleKey } = request
  const welcome = await look(request)
  if (!welcome) return { to: welcomeAt(params.token) }
  const person = welcome.link.purpose === 'administrator' ? Person.safeParse(typed) : undefined
  const issues = [...(person?.error ? issuesOf(person.error) : []), ...twiceIssues(typed, welcome.hasPassword)]
  if (issues.length > 0) throw new Invalid(issues)
  const email = person?.data?.email ?? welcome.email ?? ''
  // The password of an account may be asked for here, so guessing is slowed down as at sign-in.
  const seconds = await takeAttempt(db, throttleKey, { guessing: 'password', subject: email, address }, clock.now())
  if (seconds > 0) throw mustWait(seconds)
  const session = await acceptWelcome(db, tenant, params.token, { ...person?.data, password: typed.password }, clock)
  return session ? { to: '/', session } : { to: welcomeAt(params.token) }
}

/** Where a link leads; what somebody made up may hold anything. */
const welcomeAt = (token: string) => `/welcome/${encodeURIComponent(token)}`

const Person = z.object({ name: field.text(120), email: field.email() })

/** A new password is typed twice and long enough; one that an account has already is only typed. */
function twiceIssues({ password, again }: z.output<typeof WelcomeForm>, known: boolean): Issue[] {
  if (password === '') return [{ field: 'password', code: 'required' }]
  if (known) return []
  return [
    ...lengthIssues(password, 'password'),
    ...(password === again ? [] : [{ field: 'again', code: 'password-again' }]),
  ]
}

function look({ db, tenant, params, clock }: OpenRequest<'token'>): Promise<Welcome | undefined> {
  return inTenant(db, tenant, 'system', (tx) => findWelcome(tx, tenant, params.token, clock.now()))
}

function mustWait(seconds: number): ShownAgain {
  const issue: Issue = { field: '', code: 'sign-in-wait', values: { seconds } }
  return new ShownAgain(429, [issue], seconds)
}
