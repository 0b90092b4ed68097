import { z } from 'zod'
import { roleKeys } from '../../../access/index.ts'
import { field } from '../../../http/index.ts'
import { reasonsToLock } from '../lock.ts'

const next = () => field.optionalText(2000)

/** What a device answers, as JSON, and what the page had sealed: long, and typed by nobody. */
const answer = { response: field.optionalText(20_000), sealed: field.optionalText(4000) }

const code = () => field.optionalText(60)

export const SecondForm = z.object({
  way: field.oneOf(['totp', 'recovery', 'passkey']),
  code: code(),
  ...answer,
  next: next(),
})

export const AgainForm = z.object({
  way: field.oneOf(['password', 'totp', 'passkey']),
  password: z.string().max(1000, 'too-long').optional(),
  code: code(),
  ...answer,
  next: next(),
})

/** `key`: the sealed key of an app that is being set up. */
const app = { key: field.optionalText(4000), code: code() }

const passkeyName = () => field.text(60)

export const SetUpForm = z.object({
  way: field.oneOf(['totp', 'passkey']),
  ...app,
  name: field.optionalText(60),
  ...answer,
  next: next(),
})

export const PasskeySignInForm = z.object({ ...answer, next: next() })

export const LeaveForm = z.object({})

export const NothingForm = z.object({})

export const AppForm = z.object(app)

export const NewPasskeyForm = z.object({ name: passkeyName(), ...answer })

export const RenameForm = z.object({ name: passkeyName() })

export const RuleForm = z.object({ roles: field.manyOf(roleKeys), version: field.wholeNumber(0, 1_000_000) })

export const EndForm = z.object({ id: field.optionalId() })

export const LockForm = z.object({ reason: field.oneOf(reasonsToLock), key: field.text(40) })

export const ForgottenForm = z.object({ email: field.email() })
