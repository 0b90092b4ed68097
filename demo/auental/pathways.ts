/** The pathways declared in Kreis Auental. A milestone with an interface is reached by the first appointment after it. */
export interface DemoPathway {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly milestones: readonly { readonly key: string; readonly name: string; readonly interface?: string }[]
}

export const pathways: readonly DemoPathway[] = [
  {
    key: 'ankommen-und-arbeit',
    name: 'Vom Ankommen in die Arbeit',
    description: 'Erwachsene nach Zuweisung und Anerkennung.',
    milestones: [
      { key: 'zuweisung', name: 'In der Gemeinde angekommen', interface: 'zuweisung-gemeinde' },
      { key: 'anerkennung', name: 'Anerkennung oder Aufenthaltstitel' },
      { key: 'jobcenter', name: 'Erste Leistung des Jobcenters', interface: 'sozialamt-jobcenter' },
      { key: 'sprachkurs', name: 'Sprachkurs bis A2 begonnen', interface: 'jobcenter-sprachkurs' },
      { key: 'sprachkurs-b1', name: 'Sprachkurs B1 begonnen', interface: 'sprachkurs-a2-b1' },
      {
        key: 'anerkennungsberatung',
        name: 'Beratung zum Abschluss aus dem Ausland',
        interface: 'jobcenter-anerkennungsberatung',
      },
      { key: 'arbeit', name: 'Arbeit oder Ausbildung aufgenommen' },
    ],
  },
  {
    key: 'kind-in-die-schule',
    name: 'Neu zugewandertes Kind in die Schule',
    description: 'Von der Anmeldung bis zum ersten Schultag.',
    milestones: [
      { key: 'erstberatung', name: 'Schulische Erstberatung' },
      { key: 'schulplatz', name: 'Erster Schultag', interface: 'erstberatung-schule' },
      { key: 'berufsberatung', name: 'Erstes Gespräch in der Berufsberatung', interface: 'schule-berufsberatung' },
    ],
  },
  {
    key: 'aufenthalt-und-einbuergerung',
    name: 'Vom Aufenthaltstitel zur Einbürgerung',
    description: 'Rechtliche Verfestigung der Integration.',
    milestones: [
      { key: 'titel', name: 'Aufenthaltstitel erteilt' },
      {
        key: 'einbuergerungsgespraech',
        name: 'Erstes Gespräch bei der Einbürgerungsbehörde',
        interface: 'auslaenderbehoerde-einbuergerung',
      },
      { key: 'einbuergerung', name: 'Eingebürgert' },
    ],
  },
]
