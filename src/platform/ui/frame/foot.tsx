import { Link } from '../components/link.tsx'
import { T } from '../components/text.tsx'
import { address, useRender } from '../context.tsx'

export function Foot() {
  const { frame } = useRender()
  const links = frame.footer ?? []
  if (links.length === 0 && !frame.owner) return null
  return (
    <footer className="nl-foot">
      <div className="nl-wrap nl-row">
        {links.length > 0 && (
          <ul>
            {links.map((item) => (
              <li key={item.path}>
                <Link to={item.path} quiet>
                  <T k={item.label} />
                </Link>
              </li>
            ))}
          </ul>
        )}
        {frame.owner && (
          <bdi className="nl-row__end" lang="de">
            {frame.owner}
          </bdi>
        )}
      </div>
    </footer>
  )
}

/** Stands on every page of a demo tenant, on paper too: nobody may take simulated figures for real ones. */
export function DemoBanner() {
  const { t, tenant, frame } = useRender()
  if (!tenant?.demo) return null
  return (
    <aside className="nl-demo" aria-label={t('page.demo-label')}>
      <div className="nl-wrap">
        <p>
          <strong>
            <T k="page.demo-mark" />
          </strong>{' '}
          <T k={frame.demo ?? 'page.demo'} values={{ tenant: tenant.name }} />
        </p>
      </div>
    </aside>
  )
}

/** Stands on every page while somebody looks at the platform as somebody else: nobody may forget whose eyes these are. */
export function ViewingBanner() {
  const context = useRender()
  const { t, frame, csrf } = context
  if (!frame.viewing) return null
  return (
    <aside className="nl-viewing nl-noprint" aria-label={t('page.viewing-label')}>
      <div className="nl-wrap nl-viewing__bar">
        <p>{frame.viewing.text}</p>
        <form method="post" action={address(context, frame.viewing.end)}>
          <input type="hidden" name="csrf" value={csrf} />
          <button className="kern-btn kern-btn--secondary" type="submit">
            <span className="kern-label">
              <T k="page.viewing-end" />
            </span>
          </button>
        </form>
      </div>
    </aside>
  )
}
