import { Conflict, Forbidden, NotFound } from '../../../kernel/errors.ts'
import { isLost } from '../../database/pool.ts'
import { createFormat } from '../../i18n/index.ts'
import { ButtonLink, ButtonRow, Link, Meta, Stack, Text } from '../../ui/index.ts'
import { BodyTooLarge, UnreadableBody } from '../body.ts'
import { ChangedMeanwhile } from '../changed.ts'
import { readCookie } from '../cookies.ts'
import { html } from './answer.ts'
import { type GateContext, type House, translateFor } from './house.ts'
import { renderShown } from './page.tsx'
import { OnlyLooking } from './viewing.ts'
import { Locked } from './visit.ts'

/** A request without a token of ours, or from another site. */
export class Forged extends Error {
  override name = 'Forged'
}

type Kind =
  | 'not-found'
  | 'only-looking'
  | 'forbidden'
  | 'forged'
  | 'conflict'
  | 'too-large'
  | 'unreadable'
  | 'locked'
  | 'full'
  | 'away'
  | 'failed'

export const statuses: Readonly<Record<Kind, number>> = {
  'not-found': 404,
  'only-looking': 403,
  forbidden: 403,
  forged: 403,
  conflict: 409,
  'too-large': 413,
  unreadable: 400,
  locked: 503,
  full: 507,
  away: 503,
  failed: 500,
}

export function kindOf(error: unknown): Kind {
  if (error instanceof NotFound) return 'not-found'
  if (error instanceof Locked) return 'locked'
  if (error instanceof OnlyLooking) return 'only-looking'
  if (error instanceof Forbidden) return 'forbidden'
  if (error instanceof Forged) return 'forged'
  if (error instanceof Conflict) return 'conflict'
  if (error instanceof BodyTooLarge) return 'too-large'
  if (error instanceof UnreadableBody) return 'unreadable'
  // 53100: no room on the disk of the database. Reading goes on.
  if ((error as { code?: string }).code === '53100') return 'full'
  return isAway(error) ? 'away' : 'failed'
}

/** The database cannot be reached, or gave up on a statement; what was asked may work in a moment. */
function isAway(error: unknown): boolean {
  const { code, message, name } = error as { code?: string; message?: string; name?: string }
  // 57014 statement timeout, 40001 and 40P01: two transactions in each other's way, 53300 too many connections
  if (['57014', '40001', '40P01', '53300', 'ETIMEDOUT'].includes(code ?? '')) return true
  return (
    isLost(error) || name === 'EmbeddedUnavailable' || /timeout exceeded when trying to connect/.test(message ?? '')
  )
}

/** The page of an error: what happened, and what to do now. */
export async function answerFailure(house: House, c: GateContext, error: unknown): Promise<Response> {
  const seen = c.get('seen')
  const kind = kindOf(error)
  const status = statuses[kind]
  if (kind === 'failed' || kind === 'away' || kind === 'full') {
    house.metrics.failures.inc({ kind, route: seen.route })
    const what = { failed: 'request failed', away: 'database away', full: 'disk of the database full' }
    house.log.error({ err: error, trace: seen.trace, route: seen.route }, what[kind])
  }
  if (kind === 'away') c.header('retry-after', '5')
  c.header('cache-control', 'no-store')
  try {
    return await html(c, status, pageOf(house, c, kind, error))
  } catch (broken) {
    // The page of an error must not be the next error: then a few words without a frame have to do.
    house.log.error({ err: broken, trace: seen.trace, route: seen.route }, 'page of an error failed')
    return c.text(`Es ist ein Fehler aufgetreten. Something went wrong.\n${seen.trace}\n`, status as 500)
  }
}

function pageOf(house: House, c: GateContext, kind: Kind, error: unknown): string {
  const seen = c.get('seen')
  const t = translateFor(house, seen.locale)
  return renderShown(house, c, {
    page: {
      title: t(`gate.${kind}.title`, { district: seen.tenant?.name ?? '' }),
      layout: 'narrow',
      body: (
        <Stack>
          <Text>{textOf(house, c, kind, error)}</Text>
          <Text>{t(`gate.${kind}.next`)}</Text>
          {kind !== 'locked' && <WayOut seen={seen} begun={hasSession(house, c)} t={t} />}
          <Meta>{t('gate.trace', { trace: seen.trace })}</Meta>
        </Stack>
      ),
    },
  })
}

function textOf(house: House, c: GateContext, kind: Kind, error: unknown): string {
  const { locale } = c.get('seen')
  const t = translateFor(house, locale)
  if (kind !== 'conflict') return t(`gate.${kind}.text`)
  const { code, values } = conflictOf(error as Conflict, locale)
  return t(`error.${t.has(`error.${code}`) ? code : 'conflict'}`, values)
}

/** What a conflict says: its code below `error.`, and who and when where that is known. */
export function conflictOf(
  error: Conflict,
  locale: Parameters<typeof createFormat>[0],
): { code: string; values?: Record<string, string> } {
  if (error instanceof ChangedMeanwhile) {
    return { code: error.message, values: { who: error.who, at: createFormat(locale).instant(error.at) } }
  }
  return { code: /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(error.message) ? error.message : 'conflict' }
}

/** Somebody was signed in here; an address that cannot be is answered before anybody asks whether they still are. */
function hasSession(house: House, c: GateContext): boolean {
  const { tenant } = c.get('seen')
  return tenant !== undefined && readCookie(c, 'session', house.secure, tenant.key) !== undefined
}

interface WayOutProps {
  readonly seen: ReturnType<GateContext['get']>
  readonly begun: boolean
  readonly t: ReturnType<typeof translateFor>
}

function WayOut({ seen, begun, t }: WayOutProps) {
  if (seen.audience === 'public')
    return (
      <p>
        <Link to={`/${seen.locale}`}>{t('gate.to-start')}</Link>
      </p>
    )
  if (seen.actor || begun)
    return (
      <ButtonRow>
        <ButtonLink to="/">{t('gate.to-start')}</ButtonLink>
      </ButtonRow>
    )
  if (seen.tenant)
    return (
      <p>
        <Link to="/sign-in">{t('gate.to-sign-in')}</Link>
      </p>
    )
  return (
    <p>
      <a className="nl-link" href="/">
        {t('gate.to-districts')}
      </a>
    </p>
  )
}
