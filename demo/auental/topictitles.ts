/** What the topics of Kreis Auental are called, where findings and topics name the same. */
export const topicTitles = {
  documents: 'Unterlagen beim Wechsel in die Grundsicherung',
  interpreters: 'Keine Sprachmittlung für das Erstgespräch',
  places: 'Lange Wartezeit auf psychosoziale Beratung',
  childcare: 'Sprachkurs am Vormittag, aber niemand für die Kinder',
  appointments: 'Wochen ohne Zahlung zwischen Sozialamt und Jobcenter',
  school: 'Kein Schulplatz im laufenden Schuljahr',
  ways: 'Kein Bus nach der Sprechstunde',
  moves: 'Unterlagen gehen beim Umzug verloren',
} as const
