import { languages } from '../../i18n/index.ts'
import { Link } from '../components/link.tsx'
import { T } from '../components/text.tsx'
import { address, useRender } from '../context.tsx'
import { Mark } from './brand.tsx'

/** Entries that stay in sight on a phone. */
const mostInSight = 5

export function Head() {
  const context = useRender()
  const { t, tenant, frame } = context
  // Many entries would take half of a phone: there they open under the one that holds now. Few stay in sight.
  const folds = frame.signOut !== undefined && frame.navigation.length > mostInSight
  const here = frame.navigation.find(({ path }) => currency(context.path, path, frame.navigation))
  return (
    <header className="nl-head">
      <div className="nl-wrap">
        <div className="nl-head__bar">
          <a className="nl-brand" href={tenant ? address(context, frame.home ?? '/') : '/'}>
            <Mark />
            <span className="nl-brand__name">{t('page.brand')}</span>
            {tenant && (
              <bdi className="nl-brand__place" lang="de">
                {tenant.name}
              </bdi>
            )}
          </a>
          <div className="nl-head__tools">
            <Search />
            <Inbox />
            <Languages />
            <Person />
          </div>
        </div>
        {frame.navigation.length > 0 && (
          <nav className="nl-nav" aria-label={t('page.navigation')}>
            {folds && (
              <details className="nl-nav__fold">
                <summary>
                  {t('page.menu')}
                  {here && (
                    <>
                      : <T k={here.label} />
                    </>
                  )}
                </summary>
              </details>
            )}
            <ul>
              {frame.navigation.map((item) => (
                <li key={item.path}>
                  <a
                    href={address(context, item.path)}
                    aria-current={currency(context.path, item.path, frame.navigation)}
                  >
                    <T k={item.label} />
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </header>
  )
}

/** `page` on the item's own page, `true` on the pages below it that no other item is nearer to. */
function currency(
  path: string,
  item: string,
  items: readonly { readonly path: string }[],
): 'page' | 'true' | undefined {
  if (path === item) return 'page'
  const above = (other: string) => path === other || path.startsWith(`${other}/`)
  const nearer = items.some((other) => other.path.length > item.length && above(other.path))
  return above(item) && !nearer ? 'true' : undefined
}

function Search() {
  const context = useRender()
  const { t, frame, csrf } = context
  if (!frame.search) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element has no support in the screen readers of offices yet
    <form className="nl-search" role="search" method="post" action={address(context, frame.search.path)}>
      <input type="hidden" name="csrf" value={csrf} />
      <label className="kern-sr-only" htmlFor="search">
        {t('page.search')}
      </label>
      <input id="search" name="text" type="search" placeholder={t(frame.search.placeholder)} autoComplete="off" />
      <button type="submit">
        <span className="kern-icon kern-icon--search" aria-hidden="true" />
        <span className="kern-sr-only">{t('page.search')}</span>
      </button>
    </form>
  )
}

function Inbox() {
  const { t, frame, format } = useRender()
  if (!frame.inbox) return null
  return (
    <Link to={frame.inbox.path} quiet>
      <T k="page.inbox" />{' '}
      {frame.inbox.count > 0 && (
        <span className="nl-count">
          {format.number(frame.inbox.count)}
          <span className="kern-sr-only"> {t('page.inbox-new', { count: frame.inbox.count })}</span>
        </span>
      )}
    </Link>
  )
}

function Languages() {
  const context = useRender()
  const { t, frame, locale } = context
  if (!frame.languages || frame.languages.length < 2) return null
  return (
    <details className="nl-menu">
      <summary>
        <span className="kern-sr-only">{t('page.language')}: </span>
        {languages[locale].name}
      </summary>
      <ul className="nl-menu__body">
        {frame.languages.map((language) => (
          <li key={language.locale}>
            <a
              href={address(context, language.path)}
              lang={language.locale}
              hrefLang={language.locale}
              dir={languages[language.locale].direction}
              aria-current={language.locale === locale ? 'true' : undefined}
            >
              {languages[language.locale].name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Person() {
  const context = useRender()
  const { t, frame, actor, csrf } = context
  if (!actor) return null
  return (
    <details className="nl-menu">
      <summary>
        <span className="kern-sr-only">{t('page.signed-in-as')} </span>
        <bdi>{actor.name}</bdi>
      </summary>
      <div className="nl-menu__body">
        {frame.roles && frame.roles.length > 0 && <p className="nl-meta">{frame.roles.join(', ')}</p>}
        {frame.menu && frame.menu.length > 0 && (
          <ul>
            {frame.menu.map((item) => (
              <li key={item.path}>
                <a href={address(context, item.path)}>
                  <T k={item.label} />
                </a>
              </li>
            ))}
          </ul>
        )}
        {frame.signOut && (
          <form method="post" action={address(context, frame.signOut)}>
            <input type="hidden" name="csrf" value={csrf} />
            <button type="submit">
              <T k="page.sign-out" />
            </button>
          </form>
        )}
      </div>
    </details>
  )
}
