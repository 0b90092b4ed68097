import { useRender } from '../../ui/index.ts'
import type { ListedSession } from '../sessions.ts'

/** With what somebody signed in. A passkey is both at once. */
export function HowStrong({ session: { method, secondFactor } }: { session: ListedSession }) {
  const { t } = useRender()
  const second = method === 'demo' || (method === 'passkey' && secondFactor === 'passkey') ? undefined : secondFactor
  return t(`identity.method.${method}`) + (second ? ` + ${t(`identity.factor.${second}`)}` : '')
}
