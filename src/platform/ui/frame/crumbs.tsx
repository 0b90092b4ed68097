import { Link } from '../components/link.tsx'
import { useRender } from '../context.tsx'

export interface Crumb {
  readonly label: string
  /** Below the tenant: `/network/organisations`. */
  readonly path: string
}

export function Crumbs({ crumbs, here }: { crumbs: readonly Crumb[]; here: string }) {
  const { t } = useRender()
  return (
    <nav aria-label={t('page.crumbs')}>
      <ol className="nl-crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.path}>
            <Link to={crumb.path} quiet>
              {crumb.label}
            </Link>
          </li>
        ))}
        <li>
          <span aria-current="page">{here}</span>
        </li>
      </ol>
    </nav>
  )
}
