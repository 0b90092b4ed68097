import { codesByWord, wordForm } from '../../../../platform/importing/index.ts'
import type { CentreRole, MeasureState, Priority } from '../../domain/kinds.ts'

/** The words that offices write into such tables, and what they mean here. Compared without case, accents and signs. */

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

export const stateOfWord = codesByWord(stateWords)

export const roleOfWord = codesByWord<CentreRole>([
  ['responsible', 'zuständig', 'verantwortlich', 'federführend', 'ki ist zuständig'],
  ['involved', 'beteiligt', 'ja', 'x', 'ki ist beteiligt'],
  ['none', 'keine', 'nein', 'ohne', 'ohne ki'],
])

export const priorityOfWord = codesByWord<Priority>([
  ['high', 'hoch', 'a', '1'],
  ['medium', 'mittel', 'normal', 'b', '2'],
  ['low', 'niedrig', 'gering', 'c', '3'],
])

const wholeDistrict = new Set([
  'kreisweit',
  'alle',
  'kreisgebiet',
  'gesamter kreis',
  'kreis',
  'gesamtes kreisgebiet',
  'alle kommunen',
])
export const isWholeDistrict = (text: string): boolean => wholeDistrict.has(wordForm(text))

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
