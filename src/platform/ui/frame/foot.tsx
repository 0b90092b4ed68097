import { Link } from '../components/link.tsx'
import { T } from '../components/text.tsx'
import { useRender } from '../context.tsx'

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
