import type { Role } from '../request.ts'

/**
 * Names under which a column is recognised, the likeliest first. Compared without case, blanks and punctuation
 * (`case_id`, `Case ID` and `caseid` are one). The first ones are those of XES (IEEE 1849).
 */
const namesOf: Readonly<Record<Role, readonly string[]>> = {
  case: list`case:concept:name, case id, case, case number, trace id, trace, Fall-ID, Fallnummer, Fall-Nr, Fall, Aktenzeichen,
    AZ, Vorgangsnummer, Vorgangs-Nr, Vorgangs-ID, Vorgang, Akte, Aktennummer, Antragsnummer, Antrags-Nr, Antrag,
    Geschäftszeichen, Verfahren, Verfahrensnummer, process instance, process id, ticket, ticket id, incident`,
  activity: list`concept:name, activity, activity name, event, event name, Aktivität, Aktivitaet, Schritt, Arbeitsschritt,
    Prozessschritt, Verfahrensschritt, Tätigkeit, Taetigkeit, Ereignis, Vorgangsschritt, Bearbeitungsschritt, Maßnahme,
    Massnahme, task, action, step, status, Stand, Vorgang`,
  time: list`time:timestamp, timestamp, time stamp, datetime, date time, event time, Zeitpunkt, Zeitstempel, Datum/Uhrzeit,
    Datum und Uhrzeit, Datum, date, time, Zeit, complete timestamp, end timestamp, end time, completed, Ende, Enddatum, Endzeit,
    Ereignisdatum, Eingangsdatum, Eingang, erfasst am, erledigt am, am, start timestamp, start time`,
  group: list`org:group, group, organisation, organization, Stelle, Dienststelle, Amt, Behörde, Behoerde, Abteilung,
    Fachbereich, Fachdienst, Sachgebiet, zuständige Stelle, zustaendige Stelle, Zuständigkeit, Einrichtung, Träger,
    department, office, unit, team, org:role`,
  resource: list`org:resource, resource, Bearbeiter, Bearbeiterin, Bearbeiter/in, Bearbeitet von, Sachbearbeiter,
    Sachbearbeiterin, Sachbearbeitung, Fachkraft, Mitarbeiter, Mitarbeiterin, Benutzer, Kürzel, user, user name, agent,
    employee, person, owner`,
}

function list(text: TemplateStringsArray): readonly string[] {
  return text.join('').split(/,\s+/)
}

/** A column with the time of day beside the column with the date. */
const clockNames = ['Uhrzeit', 'time of day', 'clock']

const plain = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_\-.:/*()]+/g, '')

/**
 * The columns (counted from 0) that a role is found in by its name, among those that `free` lets pass; two for a date
 * and its time of day.
 */
export function guessColumns(
  role: Role,
  header: readonly string[],
  free: (field: number) => boolean = () => true,
): readonly number[] | undefined {
  const names = header.map((name, field) => (free(field) ? plain(name) : ''))
  for (const name of namesOf[role]) {
    const at = names.indexOf(plain(name))
    if (at < 0) continue
    if (role !== 'time' || !/datum$|date$/.test(names[at] as string)) return [at]
    const clock = clockNames.map((other) => names.indexOf(plain(other))).find((field) => field >= 0)
    const besides = clock ?? (names[at] === 'date' ? names.indexOf('time') : -1)
    return besides >= 0 ? [at, besides] : [at]
  }
  return undefined
}

/** The column that means the same as a name of XES or of everyday use: `org:group` finds `Stelle`. */
export function sameMeaning(name: string, header: readonly string[]): number | undefined {
  const loose = header.findIndex((other) => plain(other) === plain(name))
  if (loose >= 0) return loose
  for (const role of ['group', 'resource', 'activity'] as const) {
    if (namesOf[role].some((other) => plain(other) === plain(name))) return guessColumns(role, header)?.[0]
  }
  return undefined
}

/** The names of a header row as they are used further on: no blanks around, none empty, none twice. */
export function columnNames(cells: readonly string[]): string[] {
  const names: string[] = []
  for (const [at, cell] of cells.entries()) {
    const base = cell.trim() || `#${at + 1}`
    let name = base
    for (let n = 2; names.includes(name); n++) name = `${base} (${n})`
    names.push(name)
  }
  return names
}
