import type { PaperKind } from '../../domain/kinds.ts'
import type { ConsultationRole, ObligationKind, ObligationState, ReportState, Verdict } from './material.ts'

/** The words of a report for what the register keeps as codes. A paper is German whoever reads the pages around it. */

/** Heads of columns and cells. */
export const stateNames: Readonly<Record<ReportState, string>> = {
  established: 'fest etabliert',
  running: 'läuft',
  planned: 'in Planung',
  stalled: 'stockt',
  suspended: 'ruht',
  notStarted: 'nicht begonnen',
  completed: 'abgeschlossen',
  adapted: 'aufgegangen',
  discontinued: 'eingestellt',
}

/** Predicates after a number: singular and plural. */
export const statePredicates: Readonly<Record<ReportState, readonly [one: string, many: string]>> = {
  established: ['ist fest etabliert', 'sind fest etabliert'],
  running: ['läuft', 'laufen'],
  planned: ['ist in Planung', 'sind in Planung'],
  stalled: ['stockt', 'stocken'],
  suspended: ['ruht', 'ruhen'],
  notStarted: ['ist nicht begonnen', 'sind nicht begonnen'],
  completed: ['ist abgeschlossen', 'sind abgeschlossen'],
  adapted: ['ist in einer anderen Maßnahme aufgegangen', 'sind in anderen Maßnahmen aufgegangen'],
  discontinued: ['ist eingestellt', 'sind eingestellt'],
}

/** What a state means, for the margin. */
export const stateRules: Readonly<Record<ReportState, string>> = {
  established: 'verstetigt: kein Projekt mehr, sondern Teil der Regelarbeit',
  running: 'in Umsetzung, ohne die stockenden',
  planned: 'vorgeschlagen, beschlossen oder in Planung, ohne die stockenden',
  stalled: 'geplant oder begonnen und mit Grund als stockend gemeldet',
  suspended: 'ausgesetzt, mit Grund',
  notStarted: 'nicht begonnen, mit Grund',
  completed: 'Ziel erreicht oder Zeitraum zu Ende',
  adapted: 'angepasst in einer Nachfolgerin fortgeführt',
  discontinued: 'ohne Nachfolgerin beendet, mit Grund',
}

/** After `sollen`. */
export const verdictPhrases: Readonly<Record<Verdict, string>> = {
  keep: 'unverändert fortgeführt werden',
  adapt: 'angepasst werden',
  merge: 'mit anderen zusammengelegt werden',
  drop: 'entfallen',
  continueThroughKim: 'durch das Kommunale Integrationsmanagement (KIM) fortgeführt werden',
}

export const verdictNames: Readonly<Record<Verdict, string>> = {
  keep: 'beibehalten',
  adapt: 'anpassen',
  merge: 'zusammenlegen',
  drop: 'entfallen lassen',
  continueThroughKim: 'durch KIM fortführen',
}

export const consultationRoles: Readonly<Record<ConsultationRole, string>> = {
  hearing: 'Anhörung',
  decision: 'Entscheidung',
  information: 'Kenntnisnahme',
  preparation: 'Vorberatung',
}

export const obligationKinds: Readonly<Record<ObligationKind, string>> = {
  report: 'Bericht',
  review: 'Überprüfung',
  implement: 'Umsetzung',
  fund: 'Finanzierung',
}

export const obligationStates: Readonly<Record<ObligationState, string>> = {
  open: 'offen',
  inProgress: 'in Arbeit',
  delayed: 'verzögert',
  done: 'erledigt',
  doneReported: 'erledigt, gemeldet',
}

export const isOpen = (state: ObligationState) => state !== 'done' && state !== 'doneReported'

export const paperTitles: Readonly<Record<PaperKind, string>> = {
  decision: 'Beschlussvorlage',
  report: 'Berichtsvorlage',
  information: 'Mitteilungsvorlage',
  session: 'Sitzungsvorlage',
  motion: 'Antrag',
  question: 'Anfrage',
  answer: 'Antwort auf eine Anfrage',
  supplementary: 'Ergänzungsvorlage',
  table: 'Tischvorlage',
  minutes: 'Niederschrift',
}
