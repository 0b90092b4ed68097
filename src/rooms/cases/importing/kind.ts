import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import { isSelectable, readList, targetGroups } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  type ImportKind,
  type ImportSetting,
  lookupOf,
  type RowDescription,
  type ShownRow,
  wordForm,
} from '../../../platform/importing/index.ts'
import { municipalityNames, organisationNames } from '../../network/index.ts'
import { languageName, listPersons, type Person, personPath } from '../../people/index.ts'
import { demandTeam } from '../access.ts'
import { casePath, casesPath } from '../paths.ts'
import { teamManagers } from '../queries/caseload.ts'
import { columns } from './columns.ts'
import { birthText, CaseJudge } from './judge.ts'
import { type CaseLookups, type CaseValues, readCase } from './row.ts'
import { undoCase } from './undoing.ts'
import { type FormerCase, writeCases } from './writing.ts'

/** The list that case workers keep in a spreadsheet: persons with their files, for the team of whoever reads it in. */
export const caseImport: ImportKind<CaseValues, FormerCase> = {
  key: 'cases.list',
  path: '/cases/import',
  right: 'cases.edit',
  home: { path: casesPath, label: 'cases.title' },
  words: 'cases.import',
  columns,
  personal: true,
  mostRows: 5000,
  // Each row is compared with all persons of the controller.
  atOnce: { check: 100, write: 50 },
  demand: (mapping) =>
    ['reference', 'name', 'familyName'].some((key) => mapping[key] !== undefined) ? undefined : 'cases-import-no-name',
  async judging(tx, actor, setting, mapping) {
    const lookups = await lookupsOf(tx, actor, setting)
    const judge = new CaseJudge(tx, actor)
    return {
      judge: async (row) =>
        (await judge.judge(readCase(row.cells, mapping, lookups, setting.today), row.number)) as never,
    }
  },
  // Until the end nobody else of the district gets a number.
  last: ({ reading }) => reading.values.reference === null,
  writing: async (tx, actor, setting) => writeCases(tx, actor, setting),
  undo: (tx, actor, _setting, row) => undoCase(tx, actor, row),
  describe,
}

async function lookupsOf(tx: Tx, actor: Actor, { today }: ImportSetting): Promise<CaseLookups> {
  const { organisationId } = demandTeam(actor)
  const towns = await municipalityNames(tx)
  const groups = (await readList(tx, targetGroups)).entries.filter((entry) => isSelectable(entry, today))
  const managers = await teamManagers(tx, actor)
  const own = (await organisationNames(tx, today)).filter(({ id }) => id === organisationId)
  return {
    municipalities: lookupOf(towns),
    targetGroups: lookupOf(groups.map(({ key, de }) => ({ id: key, key, name: de }))),
    managers: lookupOf(managers.map(({ id, name }) => ({ id, key: id, name }))),
    ownTeam: new Set(own.flatMap(({ name, shortName }) => [name, shortName ?? name]).map(wordForm)),
  }
}

async function describe(
  request: PageRequest,
  rows: readonly ShownRow<CaseValues>[],
): Promise<ReadonlyMap<number, RowDescription>> {
  const { tx, actor, t, locale } = request
  const format = createFormat(locale)
  const dayOf = (day: Parameters<typeof format.day>[0]) => format.day(day)
  const ids = [...new Set(rows.flatMap(({ reading }) => reading.candidates?.map(({ id }) => id) ?? []))]
  const persons = new Map((await listPersons(tx, actor, ids as Id<'person'>[])).map((one) => [one.id as string, one]))
  if (persons.size > 0)
    await recordLook(tx, actor, {
      event: 'people.duplicates-shown',
      subjectKind: 'people.person',
      ids: [...persons.keys()],
    })
  const towns = new Map((await municipalityNames(tx)).map(({ id, name }) => [id as string, name]))
  const groups = new Map((await readList(tx, targetGroups)).entries.map(({ key, de }) => [key, de]))
  const labelOf = (person: Person) =>
    [person.name ?? t('cases.import.without-name'), birthText(person.birth, dayOf), person.code]
      .filter(Boolean)
      .join(', ')
  return new Map(
    rows.map(({ number, reading: { values, candidates }, recordId }) => [
      number,
      {
        ...(recordId && { path: casePath(recordId as Id<'case'>) }),
        ...('phase' in values && {
          // Who has no name is called by the Aktenzeichen.
          meta: [
            values.pseudonymous ? null : (values.reference ?? t('cases.import.number-follows')),
            birthText(values.birth, dayOf),
          ]
            .filter(Boolean)
            .join(' · '),
          lines: [
            [
              t(`cases.phase.${values.phase}`),
              t('cases.import.opened', { day: format.day(values.openedOn) }),
              values.dueOn && t('cases.import.due', { day: format.day(values.dueOn) }),
            ],
            [
              ...values.languages.map((tag) => languageName(tag, locale)),
              values.municipalityId && towns.get(values.municipalityId),
              values.targetGroup && groups.get(values.targetGroup),
              values.accessPath && t(`cases.access-path.${values.accessPath}`),
            ],
          ].flatMap((parts) => parts.filter(Boolean).join(' · ') || []),
        }),
        candidates: new Map(
          (candidates ?? []).flatMap(({ id, reasons, refused }) => {
            const person = persons.get(id)
            if (!person) return []
            const why = reasons.map((reason) => t(`people.reason.${reason}`))
            const detail = [...why, ...(refused ? [t(`cases.import.refused.${refused}`)] : [])].join(' · ')
            return [[id, { label: labelOf(person), path: personPath(person.id), detail }] as const]
          }),
        ),
      },
    ]),
  )
}
