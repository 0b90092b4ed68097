import type { Day } from '../../../kernel/day.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import type { Translate } from '../../../platform/i18n/index.ts'
import { readSetting } from '../../../platform/settings/index.ts'
import { type ControllingSheet, controllingFigures, type Guarded, release } from '../../insight/index.ts'
import { listInterfaces, listMunicipalities } from '../../network/index.ts'
import { structureCounts } from './counts.ts'
import { referenceDateOf } from './dates.ts'
import { type Indicator, indicatorsOf, mappingKeyOf } from './indicators.ts'
import { mapping } from './mapping.ts'

/** An indicator in words, with the Land's code where the district has typed one. */
export interface NamedIndicator extends Indicator {
  readonly name: string
  /** The town or interface alone, where it is of one. */
  readonly place: string
  readonly code: string | null
}

export interface Controlling {
  readonly on: Day
  readonly figures: Guarded<ControllingSheet>
  readonly indicators: readonly NamedIndicator[]
}

/** The whole list of a reference date, released to the Land; the look is audited. */
export async function readControlling(request: PageRequest, event: `steering.${string}`): Promise<Controlling> {
  const { tx, actor, t, query, clock } = request
  const on = referenceDateOf(query.get('on'), clock.today())
  const figures = await release(await controllingFigures(request, on), { kind: 'funder', tx, actor, event })
  const structure = await structureCounts(tx, actor, figures.source.period)
  const codes = (await readSetting(tx, mapping)).value
  const towns = await listMunicipalities(tx, actor, { state: 'all', limit: 500 }, on)
  const interfaces = await listInterfaces(tx, actor, { state: 'all', limit: 500 }, on)
  const names = new Map([
    ...towns.rows.map(({ key, name }) => [key, name] as const),
    ...interfaces.rows.map(({ key, fromLabel, toLabel }) => [key, `${fromLabel} → ${toLabel}`] as const),
  ])
  const indicators = indicatorsOf(figures, structure).map((indicator) => ({
    ...indicator,
    name: nameOf(indicator, names, t),
    place: placeOf(indicator, names, t),
    code: codes[mappingKeyOf(indicator)] ?? null,
  }))
  return { on, figures, indicators }
}

const placeOf = ({ of }: Indicator, names: ReadonlyMap<string, string>, t: Translate): string =>
  of === null ? t('steering.controlling.unknown') : (names.get(of) ?? of)

const wordsOf = {
  access: 'cases.access-path',
  closures: 'cases.closing.reasons',
  attainments: 'cases.closing.attained',
} as const

function nameOf({ section, of, figure }: Indicator, names: ReadonlyMap<string, string>, t: Translate): string {
  if (section === 'structure') return t(`steering.controlling.structure.${figure}`)
  if (section === 'towns' || section === 'handOvers')
    return t('steering.controlling.figure-of', {
      of: placeOf({ of } as Indicator, names, t),
      figure: t(`steering.controlling.figure.${section}.${figure}`),
    })
  if (of === null) return t('steering.controlling.unknown')
  if (section === 'caseload') return t(`steering.controlling.caseload.${of}`)
  if (section === 'groups') return of
  return t(`${wordsOf[section]}.${of}`)
}
