import { fold } from '../../../../platform/search/index.ts'
import type { CentreRole, MeasureState, Priority } from '../../domain/kinds.ts'

/** The words that offices write into such tables, and what they mean here. Compared without case, accents and signs. */

const plain = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export interface StateWord {
  readonly state: MeasureState
  readonly stalled?: boolean
}

const stateWords: readonly (readonly [StateWord, ...string[]])[] = [
  [{ state: 'proposed' }, 'vorgeschlagen', 'vorschlag', 'idee', 'angeregt'],
  [{ state: 'adopted' }, 'beschlossen', 'verabschiedet'],
  [{ state: 'inPlanning' }, 'in planung', 'geplant', 'planung', 'in vorbereitung', 'vorbereitung'],
  [
    { state: 'inProgress' },
    'läuft',
    'laufend',
    'in umsetzung',
    'umsetzung',
    'begonnen',
    'in arbeit',
    'aktiv',
    'wird umgesetzt',
    'in bearbeitung',
    'teilweise umgesetzt',
  ],
  [{ state: 'inProgress', stalled: true }, 'stockt', 'verzögert', 'in verzug', 'läuft stockt'],
  [{ state: 'inPlanning', stalled: true }, 'in planung stockt', 'planung stockt'],
  [{ state: 'adopted', stalled: true }, 'beschlossen stockt'],
  [{ state: 'established' }, 'verstetigt', 'etabliert', 'fest etabliert', 'dauerhaft', 'daueraufgabe', 'regelangebot'],
  [{ state: 'completed' }, 'abgeschlossen', 'umgesetzt', 'erledigt', 'beendet', 'fertig', 'durchgeführt'],
  [{ state: 'adapted' }, 'angepasst', 'überarbeitet', 'überführt', 'aufgegangen'],
  [{ state: 'suspended' }, 'ruht', 'ruhend', 'pausiert', 'ausgesetzt', 'zurückgestellt', 'unterbrochen'],
  [{ state: 'discontinued' }, 'eingestellt', 'entfallen', 'entfällt', 'abgebrochen', 'nicht weiter verfolgt'],
  [
    { state: 'notStarted' },
    'nicht begonnen',
    'noch nicht begonnen',
    'nicht umgesetzt',
    'noch nicht umgesetzt',
    'offen',
  ],
]

const states = new Map(stateWords.flatMap(([state, ...words]) => words.map((word) => [plain(word), state] as const)))

export const stateOfWord = (text: string): StateWord | undefined => states.get(plain(text))

const yes = new Set(['ja', 'j', 'x', 'wahr', 'true', 'yes', '1'])
const no = new Set(['nein', 'n', 'falsch', 'false', 'no', '0', ''])

export function yesOrNo(text: string): boolean | undefined {
  const word = plain(text)
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

const roles: Readonly<Record<string, CentreRole>> = {
  zuständig: 'responsible',
  verantwortlich: 'responsible',
  federführend: 'responsible',
  'ki ist zuständig': 'responsible',
  beteiligt: 'involved',
  ja: 'involved',
  x: 'involved',
  'ki ist beteiligt': 'involved',
  keine: 'none',
  nein: 'none',
  ohne: 'none',
  'ohne ki': 'none',
}
const rolesByWord = new Map(Object.entries(roles).map(([word, role]) => [plain(word), role]))
export const roleOfWord = (text: string): CentreRole | undefined => rolesByWord.get(plain(text))

const priorities: Readonly<Record<string, Priority>> = {
  hoch: 'high',
  a: 'high',
  '1': 'high',
  mittel: 'medium',
  normal: 'medium',
  b: 'medium',
  '2': 'medium',
  niedrig: 'low',
  gering: 'low',
  c: 'low',
  '3': 'low',
}
export const priorityOfWord = (text: string): Priority | undefined => priorities[plain(text)]

const wholeDistrict = new Set([
  'kreisweit',
  'alle',
  'kreisgebiet',
  'gesamter kreis',
  'kreis',
  'gesamtes kreisgebiet',
  'alle kommunen',
])
export const isWholeDistrict = (text: string): boolean => wholeDistrict.has(plain(text))

/** Rows that add up what stands above. */
export const isTotal = (text: string): boolean => /^(summe|gesamt|insgesamt|anzahl|zusammen|total)\b/.test(plain(text))

/** How the export writes what is a code here. */
export const wordOfState: Readonly<Record<MeasureState, string>> = {
  proposed: 'vorgeschlagen',
  adopted: 'beschlossen',
  inPlanning: 'in Planung',
  inProgress: 'läuft',
  established: 'verstetigt',
  completed: 'abgeschlossen',
  adapted: 'angepasst',
  suspended: 'ruht',
  discontinued: 'eingestellt',
  notStarted: 'nicht begonnen',
}
export const wordOfRole: Readonly<Record<CentreRole, string>> = {
  responsible: 'zuständig',
  involved: 'beteiligt',
  none: 'keine',
}
export const wordOfPriority: Readonly<Record<Priority, string>> = { high: 'hoch', medium: 'mittel', low: 'niedrig' }
export const wordOfYes = (value: boolean): string => (value ? 'ja' : 'nein')
