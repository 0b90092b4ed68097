import { z } from 'zod'
import { roleKeys } from '../../access/index.ts'
import { substitutionReasons } from '../../access/tables.ts'
import { field } from '../../http/index.ts'
import { staffLocales } from '../../i18n/index.ts'

/** A password as typed: no trimming, for a space is a sign like any other. */
const password = () => z.string('required').min(1, 'required').max(1000, 'too-long')

const next = () => field.optionalText(2000)

export const NothingForm = z.object({})

export const SignInForm = z.object({ email: field.text(254).toLowerCase(), password: password(), next: next() })

export const DemoForm = z.object({ role: field.oneOf(roleKeys), next: next() })

/** What the purpose of the link needs beyond this is asked for by its action, so that all that is wrong is shown at once. */
export const WelcomeForm = z.object({
  name: field.optionalText(120),
  email: field.optionalText(254),
  password: z.string().max(1000, 'too-long').default(''),
  again: z.string().optional(),
})

export const AccountForm = z.object({ name: field.optionalText(120), locale: field.oneOf(staffLocales) })

export const PasswordForm = z
  .object({ current: password(), password: password(), again: z.string().optional() })
  .refine((typed) => typed.password === typed.again, { path: ['again'], error: 'password-again', when: () => true })

export const EndForm = z.object({ id: field.optionalId() })

const name = field.text(120)

const days = { validFrom: field.day(), validTo: field.optionalDay() }

const reason = field.optionalText(300)

const organisation = field.optionalId<'organisation'>()

export const InviteForm = z.object({
  name,
  email: field.email(),
  roles: field.manyOf(roleKeys, 1),
  organisation,
  ...days,
  reason,
})

export const MemberForm = z.object({ name, organisation, version: field.wholeNumber(1, 1_000_000) })

export const GrantForm = z.object({ role: field.oneOf(roleKeys), organisation, ...days, reason })

/** The button says whether the day counts or the grant goes at once. */
export const EndGrantForm = z.object({ how: field.oneOf(['on-day', 'now']), until: field.optionalDay() })

const substitution = {
  substitute: field.id<'user'>(),
  validFrom: field.day(),
  validTo: field.day(),
  reason: field.oneOf(substitutionReasons),
}

export const OwnSubstituteForm = z.object(substitution)

export const SubstitutionOfForm = z.object({
  absent: field.id<'user'>(),
  ...substitution,
  includesGuarded: field.checkbox(),
})

export const ActForm = z.object({ organisation, controller: organisation })

export const ViewForm = z.object({ role: field.oneOf(roleKeys), organisation })
