import { Link, List, Name, Section, Strong, useRender } from '../../platform/ui/index.ts'
import { organisationNamesOf } from '../network/index.ts'
import { type Basis, BasisStanding, basesOf, basesPath, basisPath, categoryWords, stateOf } from '../people/index.ts'
import type { CaseSection } from './sections.ts'

/** The rest stands on the page of the bases. */
const mostShown = 6

/** "Einwilligungen": to whom what may pass, until when, and what was revoked. Each member of the family has their own. */
export const consentsSection: CaseSection = {
  key: 'consents',
  column: 'side',
  order: 20,
  async read({ tx, actor, locale, clock }, file) {
    const today = clock.today()
    const known = (await basesOf(tx, actor, file.personId))
      .filter((basis) => stateOf(basis, today) !== 'discarded' && stateOf(basis, today) !== 'draft')
      .slice(0, mostShown)
    const names = await organisationNamesOf(
      tx,
      known.map(({ recipientId }) => recipientId),
      today,
    )
    return <Consents personId={file.personId} bases={known} names={names} locale={locale} writes={file.writes} />
  },
}

interface Props {
  readonly personId: string
  readonly bases: readonly Basis[]
  readonly names: ReadonlyMap<string, string>
  readonly locale: string
  readonly writes: boolean
}

function Consents({ personId, bases, names, locale, writes }: Props) {
  const { t } = useRender()
  return (
    <Section
      title={t('cases.consents.title')}
      aside={<Link to={basesPath(personId)}>{t(writes ? 'cases.consents.manage' : 'cases.consents.read')}</Link>}
    >
      {bases.length === 0 ? (
        <p className="nl-meta">{t('cases.consents.none')}</p>
      ) : (
        <List
          items={bases.map((basis) => ({
            key: basis.id,
            content: (
              <>
                <Link to={basisPath(personId, basis.id)} quiet>
                  <Strong>
                    <Name>{names.get(basis.recipientId)}</Name>
                  </Strong>
                </Link>{' '}
                <BasisStanding basis={basis} />
              </>
            ),
            meta: categoryWords(locale, basis.categories),
          }))}
        />
      )}
    </Section>
  )
}
