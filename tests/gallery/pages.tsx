import { day } from '../../src/kernel/day.ts'
import {
  Below,
  BubbleMap,
  CellBar,
  ChartFigure,
  ControlChart,
  DelayLegend,
  DelaySwatch,
  FunnelPlot,
  Matrix,
  MonthSeries,
  NoData,
  ProgressBar,
  ShareBar,
  Sparkline,
  Timeline,
  TimelineLegend,
  WaitHistogram,
} from '../../src/platform/ui/charts/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  CheckboxList,
  Chips,
  Columns,
  ConfirmationNote,
  DatedList,
  DateField,
  DescriptionList,
  Details,
  Empty,
  Facts,
  Figure,
  FilterBar,
  FilterSelect,
  FilterText,
  Form,
  type FormState,
  History,
  Link,
  List,
  Meta,
  MultiSelect,
  Name,
  Note,
  NothingFound,
  type Page,
  PageCount,
  Pager,
  Panel,
  Part,
  Path,
  RadioGroup,
  type RenderContext,
  Row,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  StepTrack,
  Strong,
  Table,
  Tag,
  Text,
  TextArea,
  TextField,
} from '../../src/platform/ui/index.ts'
import { funnel, hurdles, measureGroups, months, outlines, places, register, shares, waits } from './data.ts'

type Make = (context: RenderContext) => Page

const situation: Make = ({ format }) => ({
  name: 'Lagebild',
  title: `Drei von 15 Schnittstellen verursachen ${format.percent(0.55)} aller verlorenen Tage. Am meisten Zeit verlieren Menschen zwischen Sozialamt und Jobcenter.`,
  wide: true,
  meta: 'Lagebild · Stand 31.10.2026 · Zeitraum November 2025 bis Oktober 2026 · 13 Städte und Gemeinden',
  actions: (
    <ButtonLink to="/meeting" look="secondary">
      Sitzung am 10.12. vorbereiten
    </ButtonLink>
  ),
  body: (
    <Stack gap="l">
      <FilterBar label="Auswahl">
        <FilterSelect
          name="period"
          label="Zeitraum"
          options={[
            { value: '12', label: '12 Monate' },
            { value: '24', label: '24 Monate' },
          ]}
        />
        <FilterSelect
          name="place"
          label="Ort"
          empty="Ganzer Kreis"
          options={places.map((place) => ({ value: place.key, label: place.name }))}
        />
        <FilterSelect
          name="group"
          label="Gruppe"
          empty="Alle"
          options={[{ value: 'minors', label: 'Unbegleitete Minderjährige' }]}
        />
      </FilterBar>
      <ChartFigure
        caption="54.860 verlorene Tage in 2.713 Übergaben. Ein verlorener Tag ist ein Tag Wartezeit über dem vereinbarten Ziel."
        label="Verlorene Tage nach Schnittstelle"
        chart={
          <ShareBar
            title="Verlorene Tage nach Schnittstelle"
            description="Sozialamt → Jobcenter hat mit 11.463 Tagen den größten Anteil."
            shares={shares}
          />
        }
        legend={<DelayLegend />}
      />
      <Columns kind="side">
        <Stack gap="l">
          <Section title="Hürden nach verlorenen Tagen" aside={<Link to="/interfaces">Alle 15 Schnittstellen</Link>}>
            <Table
              caption="Hürden nach verlorenen Tagen"
              stacks
              rows={hurdles}
              keyOf={(row) => row.key}
              columns={[
                {
                  key: 'name',
                  header: 'Schnittstelle',
                  names: true,
                  cell: (row) => (
                    <RowName meta={`${row.basis} · vor allem Hasselbeck und Aulenstedt`}>
                      <Link to="/interfaces/a" quiet>
                        <Path from={row.from} to={row.to} />
                      </Link>
                    </RowName>
                  ),
                },
                {
                  key: 'lost',
                  header: 'Verlorene Tage\nzum Vorjahr',
                  kind: 'number',
                  cell: (row) => (
                    <>
                      <Strong>{format.number(row.lost)}</Strong>
                      <span className="nl-meta">
                        <State kind={row.change > 0.01 ? 'rising' : row.change < 0 ? 'falling' : 'level'}>
                          {row.change === 0 ? 'wie im Vorjahr' : format.change(row.change)}
                        </State>
                      </span>
                    </>
                  ),
                },
                {
                  key: 'spark',
                  header: 'Median je Monat\ngestrichelt: Ziel',
                  cell: (row) => <Sparkline values={row.months} target={row.target} incomplete={2} />,
                },
                {
                  key: 'median',
                  header: 'Median / Ziel\nin Tagen',
                  kind: 'number',
                  cell: (row) => (
                    <>
                      <DelaySwatch delay={row.delay} />
                      <Strong>{format.number(row.median)}</Strong> / {format.number(row.target)}
                      <span className="nl-meta">{format.factor(row.median / row.target)}</span>
                    </>
                  ),
                },
                {
                  key: 'state',
                  header: 'Stand',
                  full: true,
                  cell: (row) => (
                    <>
                      <State kind={row.change > 0.6 ? 'attention' : 'progress'}>
                        {row.change > 0.6 ? 'Noch kein Thema' : 'Thema in der Lenkungsgruppe'}
                      </State>
                      <span className="nl-meta">Entscheidung 10.12.2026</span>
                    </>
                  ),
                },
              ]}
            />
          </Section>
        </Stack>
        <Stack gap="l">
          <Section title="Frühwarnungen" aside={<Meta>seit 16.11.</Meta>}>
            <List
              items={[
                {
                  key: 'a',
                  content: (
                    <>
                      <State kind="attention">Sprung</State> <Link to="/x">Sozialamt → Jobcenter</Link>
                    </>
                  ),
                  meta: 'Seit Juni dauert es im Median 45 statt 25 Tage. Zufall ist unwahrscheinlich.',
                },
                {
                  key: 'b',
                  content: (
                    <>
                      <State kind="rising">Steigt langsam</State> <Link to="/x">KIM → Psychosoziale Beratung</Link>
                    </>
                  ),
                  meta: 'Sechs Monate in Folge über dem Vorjahr, zuletzt 90 Tage im Median.',
                },
                {
                  key: 'c',
                  content: (
                    <>
                      <State kind="rest">Keine Meldung</State> <Link to="/x">Karbeck, seit 6 Wochen</Link>
                    </>
                  ),
                  meta: 'Vermutlich fehlen Meldungen; die Zahlen hier nicht als Besserung lesen.',
                },
              ]}
            />
          </Section>
          <Section title="Fällig" aside={<Link to="/calendar">Kalender</Link>}>
            <DatedList
              items={[
                {
                  key: '1',
                  on: '2026-11-20',
                  content: (
                    <>
                      <State kind="late">3 Tage über Frist</State> <Link to="/x">Bericht zum Beschluss Ö 7</Link>
                    </>
                  ),
                  meta: 'BIKS vom 11.06.2026 · Sachstand Sprachkurse',
                },
                {
                  key: '2',
                  on: '2026-12-10',
                  content: <Link to="/x">Lenkungsgruppe: 4 Entscheidungen</Link>,
                  meta: 'darunter 2 der 8 größten Hürden',
                },
                { key: '3', on: '2027-01', content: <Link to="/x">Zwischenbericht an die Bezirksregierung</Link> },
              ]}
            />
          </Section>
          <Section title="Wo Tage verloren gehen">
            <ChartFigure
              caption={`Kreisfläche: verlorene Tage. Orange: je Einwohner mehr als ${format.percent(0.1)} über dem Kreismittel.`}
              label="Karte der verlorenen Tage"
              chart={
                <BubbleMap
                  title="Verlorene Tage nach Städten und Gemeinden"
                  description="Am meisten in Aulenstedt, Hasselbeck und Osterfleth."
                  places={places}
                  outlines={outlines}
                  referenceText={(value) => `${format.number(value)} Tage`}
                />
              }
              table={{
                summary: 'Karte als Tabelle',
                rows: places,
                keyOf: (row) => row.key,
                columns: [
                  { key: 'n', header: 'Gemeinde', names: true, cell: (row) => row.name },
                  { key: 'v', header: 'Verlorene Tage', kind: 'number', cell: (row) => format.number(row.value) },
                ],
              }}
              note="Erfundener Kreis, erfundene Grenzen"
            />
          </Section>
        </Stack>
      </Columns>
    </Stack>
  ),
})

const oneInterface: Make = ({ format }) => ({
  name: 'Sozialamt an Jobcenter',
  crumbs: [
    { label: 'Lagebild', path: '/situation' },
    { label: 'Schnittstellen', path: '/interfaces' },
  ],
  title:
    'Wer vom Sozialamt zum Jobcenter wechselt, wartet in der Hälfte der Fälle länger als 33 Tage auf die erste Leistung. Vereinbart sind 14. Seit Juni dauert es noch länger.',
  wide: true,
  meta: (
    <>
      Hürde 1 von 12 · Schnittstelle <Path from="Sozialamt der Gemeinde (AsylbLG)" to="Jobcenter (SGB II)" /> · November
      2025 bis Oktober 2026
    </>
  ),
  actions: (
    <>
      <ButtonLink to="/topic">Thema anlegen</ButtonLink>
      <ButtonLink to="/report" look="secondary">
        Bericht erstellen
      </ButtonLink>
    </>
  ),
  body: (
    <Stack gap="l">
      <Facts
        facts={[
          { label: 'Übergaben', value: '412', beside: '17 noch offen' },
          { label: 'Verlorene Tage', value: '11.463', beside: `${format.percent(0.21)} aller im Kreis` },
          { label: 'Im Ziel von 14 Tagen', value: format.percent(0.12), beside: '50 von 412' },
          { label: 'Jede zehnte länger als', value: '77 Tage', beside: 'Vorjahr: 52' },
          { label: 'Zum Vorjahr', value: format.change(0.65), beside: 'verlorene Tage' },
          {
            label: 'Stand',
            value: <State kind="progress">Thema in der Lenkungsgruppe</State>,
            beside: 'Entscheidung am 10.12.2026',
            words: true,
          },
        ]}
      />
      <Columns kind="equal">
        <Section title="Wie lange warten die Menschen?">
          <ChartFigure
            caption="Zahl der Übergaben nach Wartezeit. Blau: im Ziel. Gestrichelt umrandet: noch offen."
            label="Diagramm: Verteilung der Wartezeiten"
            chart={
              <WaitHistogram
                title="Verteilung der Wartezeiten"
                description="12 % liegen im Ziel von 14 Tagen, die Hälfte wartet länger als 33 Tage."
                classes={waits}
                widthDays={7}
                target={14}
                median={33}
                p90={77}
              />
            }
            table={{
              rows: waits,
              keyOf: (row) => String(row.fromDay),
              columns: [
                {
                  key: 'a',
                  header: 'Wartezeit',
                  names: true,
                  cell: (row) => `${row.fromDay} bis ${row.toDay ?? '…'} Tage`,
                },
                {
                  key: 'b',
                  header: 'Übergaben',
                  kind: 'number',
                  cell: (row) => (row.arrived < 5 ? <Below limit={5} /> : format.number(row.arrived)),
                },
              ],
            }}
          />
        </Section>
        <Section title="Seit wann?">
          <ChartFigure
            caption="Linie: Median in Tagen je Monat. Fläche: mittlere Hälfte der Übergaben. Gepunktet: noch unvollständig."
            label="Diagramm: Entwicklung nach Monat"
            chart={
              <MonthSeries
                title="Entwicklung der Wartezeit nach Monat"
                description="Im Juni 2026 springt der Median von etwa 25 auf 45 Tage."
                months={months}
                target={14}
                changes={[{ month: '2026-06', before: 25, after: 45, direction: 'longer' }]}
              />
            }
            note="Zeitgleich: Umstellung der Terminvergabe am 02.06.2026. Das ist ein Hinweis, kein Beleg für die Ursache."
          />
        </Section>
        <Section title="Bleibt es im üblichen Rahmen?">
          <ChartFigure
            caption="Punkte: Median in Tagen je Monat. Rauten: Monate, die aus dem Rahmen fallen. Grau hinterlegt: noch unvollständig."
            label="Diagramm: üblicher Rahmen"
            chart={
              <ControlChart
                title="Wartezeit nach Monat mit den Grenzen des Üblichen"
                description="Die Mitte liegt bei 25 Tagen, üblich sind 17 bis 37 Tage."
                months={months.map(({ month, median, complete }, index) => ({
                  month,
                  value: median,
                  step: index === 0 || !complete ? null : 1 + (index % 5) / 8,
                  signal: index >= 19 && complete,
                  complete,
                }))}
                centre={25}
                lower={17}
                upper={37}
                stepLimit={1.6}
                target={14}
              />
            }
          />
        </Section>
        <Section title="Wo anders als erwartbar?">
          <ChartFigure
            caption="Anteil über dem Ziel je Gemeinde. Innerhalb der Grenzen ist der Unterschied Zufall, keine Rangfolge."
            label="Diagramm: Anteil über dem Ziel nach Gemeinden"
            chart={
              <FunnelPlot
                title="Anteil über dem Ziel nach Städten und Gemeinden"
                description="Auffällig: Immenrode, Mersbrock, Osterfleth."
                {...funnel}
                centreLabel={`Kreis ${format.percent(funnel.centre)}`}
              />
            }
            note="Auffällig: Immenrode, Mersbrock, Osterfleth."
          />
        </Section>
        <Section title="Was wird aus den Maßnahmen?">
          <ChartFigure
            caption="Ein Balken je Maßnahme. Gestrichelt: Beschluss eines Konzepts."
            label="Diagramm: Maßnahmen im Zeitverlauf"
            chart={
              <Timeline
                title="Maßnahmen im Zeitverlauf"
                description="Von drei Maßnahmen ist eine verstetigt, eine stockt."
                from={day('2010-01-01')}
                until={day('2026-11-23')}
                lines={[{ on: day('2010-07-09'), label: 'Integrationskonzept 2010' }]}
                groups={measureGroups}
              />
            }
            legend={
              <TimelineLegend
                texts={{ running: 'läuft', standing: 'verstetigt', stalled: 'stockt', done: 'abgeschlossen' }}
              />
            }
          />
          <ChartFigure
            caption="Je größer das Quadrat, desto mehr Maßnahmen."
            label="Diagramm: Handlungsfelder nach Stand"
            chart={
              <Matrix
                title="Handlungsfelder nach Stand"
                description="Am häufigsten: Bildung, verstetigt mit 12 Maßnahmen."
                rows={[
                  { key: 'bildung', label: 'Bildung' },
                  { key: 'oeffnung', label: 'Interkulturelle Öffnung der Verwaltung' },
                ]}
                columns={[
                  { key: 'inProgress', label: 'läuft' },
                  { key: 'established', label: 'verstetigt' },
                ]}
                cells={[
                  {
                    row: 'bildung',
                    column: 'established',
                    count: 12,
                    to: '/measures',
                    words: 'Bildung, verstetigt: 12 Maßnahmen',
                  },
                  {
                    row: 'oeffnung',
                    column: 'inProgress',
                    count: 3,
                    to: '/measures',
                    words: 'Öffnung, läuft: 3 Maßnahmen',
                  },
                ]}
              />
            }
          />
        </Section>
        <Section title="Woran liegt es?">
          <Table
            caption="Verlorene Tage nach Grund"
            stacks
            rows={
              [
                ['Unterlagen fehlen beim Wechsel', 3554, 'Gemeinden und Kreis'],
                ['Termin erst nach Bescheid möglich', 2751, 'Kreis'],
                ['Unklare Zuständigkeit für den Übergangsmonat', 1949, 'Gemeinden und Kreis'],
                ['Andere und nicht angegeben', 917, '–'],
              ] as [string, number, string][]
            }
            keyOf={([reason]) => reason}
            columns={[
              { key: 'r', header: 'Grund', names: true, cell: ([reason]) => reason },
              { key: 'd', header: 'Tage', kind: 'number', cell: ([, days]) => format.number(days), total: '9.171' },
              {
                key: 'b',
                header: 'Anteil',
                headerHidden: true,
                cell: ([, days]) => <CellBar value={days} of={3554} />,
              },
              { key: 'w', header: 'Wer kann es ändern', cell: ([, , who]) => who },
            ]}
          />
        </Section>
      </Columns>
      <Columns kind="side">
        <Section title="Woraus berechnet" aside={<Link to="/query">Abfrage ansehen</Link>}>
          <DescriptionList
            items={[
              {
                term: 'Grundlage',
                value: '412 Übergaben mit beiden Bestätigungen, Beginn zwischen 01.11.2025 und 31.10.2026',
              },
              { term: 'Gemessen', value: 'Tag der Vorbereitung bis Tag der ersten Leistung, in Kalendertagen' },
              { term: 'Ziel', value: '14 Tage, vereinbart am 12.03.2025 zwischen Jobcenter und Gemeinden' },
              {
                term: 'Nicht enthalten',
                value: '17 Übergaben ohne Rückmeldung. Mit ihnen läge der Median bei 34 Tagen.',
              },
            ]}
          />
        </Section>
        <Section title="Was schon geschah">
          <DatedList
            items={[
              { key: '1', on: '2026-07', content: 'Frühwarnung aus 38 Übergaben' },
              { key: '2', on: '2026-09-24', content: 'Thema angelegt, an AG Rechtskreiswechsel' },
            ]}
          />
        </Section>
      </Columns>
    </Stack>
  ),
})

const registerPage: Make = ({ format }) => ({
  title: '115 Maßnahmen, 84 davon in der Sachstandsabfrage',
  name: 'Maßnahmen',
  meta: 'Maßnahmenregister · 3 Konzepte · Stand 23.11.2026',
  actions: (
    <>
      <ButtonLink to="/new">Maßnahme anlegen</ButtonLink>
      <ButtonLink to="/export" look="secondary">
        Tabelle ausgeben
      </ButtonLink>
    </>
  ),
  body: (
    <Stack>
      <Panel title="Sachstandsabfrage Herbst 2026, bis 04.12.">
        <ProgressBar
          label="52 geprüft, 9 zu prüfen, 23 offen"
          parts={[
            { key: 'a', value: 52, kind: 'done' },
            { key: 'b', value: 9, kind: 'waiting' },
            { key: 'c', value: 23, kind: 'open' },
          ]}
        />
        <Meta
          parts={['52 geprüft', '9 gemeldet und zu prüfen', '23 offen: Stadt Hasselbeck 8, Kreis Gesundheitsamt 6']}
        />
      </Panel>
      <FilterBar label="Maßnahmen filtern" keep={['sort']}>
        <FilterText name="text" label="Titel oder Nummer" />
        <FilterSelect name="field" label="Handlungsfeld" empty="alle" options={[{ value: 'b', label: 'Bildung' }]} />
        <FilterSelect name="state" label="Stand" empty="alle" options={[{ value: 's', label: 'stockt' }]} />
        <FilterSelect
          name="owner"
          label="Zuständig"
          empty="alle Stellen"
          options={[{ label: 'Kreis', options: [{ value: 'ki', label: 'Kommunales Integrationszentrum' }] }]}
        />
      </FilterBar>
      <div>
        <Row>
          <Chips
            label="Ansichten"
            chips={[
              { to: '?view=all', label: 'Alle', count: 115, current: true },
              { to: '?view=stuck', label: 'Stockend', count: 7 },
              { to: '?view=ki', label: 'Mit KI-Beteiligung', count: 41 },
            ]}
          />
          <span className="nl-row__end">
            <PageCount total={115} size={50} page={1} />
          </span>
        </Row>
        <Table
          caption="Liste der Maßnahmen"
          dense
          sticky
          rows={register}
          keyOf={(row) => row.key}
          columns={[
            {
              key: 'nr',
              header: 'Nr.',
              cell: (row) => <Figure>{row.number}</Figure>,
              sort: { to: '?sort=-number', order: 'ascending' },
            },
            {
              key: 'title',
              header: 'Maßnahme',
              names: true,
              cell: (row) => (
                <Link to="/m" quiet>
                  {row.title}
                </Link>
              ),
              sort: { to: '?sort=title' },
            },
            { key: 'field', header: 'Handlungsfeld', cell: (row) => row.field },
            { key: 'owner', header: 'Zuständig', cell: (row) => row.owner },
            { key: 'place', header: 'Ort', cell: (row) => row.place },
            {
              key: 'state',
              header: 'Stand',
              cell: (row) => <State kind={row.state as StateKind}>{row.stateName}</State>,
            },
            {
              key: 'people',
              header: 'Erreichte Personen',
              kind: 'number',
              cell: (row) => (row.people < 5 ? <Below limit={5} /> : format.number(row.people)),
            },
            {
              key: 'go',
              header: 'Weiter',
              headerHidden: true,
              kind: 'action',
              cell: () => <Link to="/r">Erinnern</Link>,
            },
          ]}
        />
        <Pager total={1150} size={50} page={7} />
      </div>
    </Stack>
  ),
})

const failed: FormState = {
  values: {
    recipient: 'jobcenter',
    fields: ['reach', 'home'],
    end: '31.11.2026',
    note: 'Antrag ist vollständig und liegt bei. Ohne Zahlung im Dezember ist die Miete nicht gedeckt.',
    languages: ['ar', 'ku'],
  },
  issues: [
    { field: 'fields', code: 'choose' },
    { field: 'end', code: 'day-not-in-month', values: { month: 11, days: 30 } },
    { field: 'reading', code: 'choose' },
    { field: 'agreed', code: 'required' },
    { field: 'kind', code: 'choose' },
  ],
}

const formPage =
  (state: FormState | null): Make =>
  () => ({
    title: 'Übergabe vorbereiten',
    crumbs: [
      { label: 'Fälle', path: '/cases' },
      { label: 'AUE-2026-0522', path: '/cases/1' },
    ],
    meta: 'AUE-2026-0522 · Familie, 4 Personen · Falkenwede',
    failed: state !== null,
    body: (
      <Columns kind="equal">
        <Section title="Angaben">
          <Form
            state={state}
            failure="Noch nicht angeboten"
            initial={{
              recipient: 'jobcenter',
              fields: ['reach'],
              end: '2026-11-30',
              reading: 'term',
              languages: ['ar'],
            }}
            labels={{
              recipient: 'An wen?',
              kind: 'Wofür?',
              fields: 'Welche Angaben gehen mit?',
              end: 'Ende der Leistungen nach AsylbLG',
              mail: 'E-Mail der zuständigen Stelle',
              note: 'Was soll der Empfänger wissen?',
              reading: 'Wie lange darf der Empfänger lesen?',
              languages: 'Sprachen der Familie',
              agreed: 'Die Familie hat eingewilligt',
            }}
          >
            <Meta>Felder ohne den Zusatz „freiwillig“ werden gebraucht.</Meta>
            <Select
              name="recipient"
              options={[{ value: 'jobcenter', label: 'Jobcenter Kreis Auental, Team Falkenwede' }]}
            />
            <Select
              name="kind"
              hint="Daraus ergeben sich Frist und Rechtsgrundlage."
              empty="Bitte wählen"
              options={[{ value: 'a', label: 'Wechsel des Rechtskreises: AsylbLG → SGB II' }]}
            />
            <CheckboxList
              name="fields"
              hint="Vorbelegt ist, was diese Schnittstelle braucht."
              choices={[
                { value: 'reach', label: 'Erreichbarkeit', hint: 'Einwilligung vom 12.10.2026' },
                { value: 'home', label: 'Haushalt: 2 Erwachsene, 2 Kinder (Geburtsjahre)' },
                {
                  value: 'health',
                  label: 'Gesundheit',
                  hint: 'Keine Einwilligung für diesen Empfänger.',
                  disabled: true,
                },
              ]}
            />
            <DateField name="end" />
            <TextField name="mail" type="email" optional />
            <TextArea name="note" hint="Höchstens 400 Zeichen. Keine Namen, keine Diagnosen." optional />
            <RadioGroup
              name="reading"
              choices={[
                { value: 'term', label: 'Bis zum ersten Termin' },
                { value: '90', label: '90 Tage, dann endet der Zugriff von selbst' },
              ]}
            />
            <MultiSelect
              name="languages"
              optional
              choices={['Arabisch', 'Dari', 'Kurmandschi', 'Ukrainisch', 'Türkisch'].map((label, index) => ({
                value: ['ar', 'fa', 'ku', 'uk', 'tr'][index] ?? '',
                label,
              }))}
            />
            <Checkbox name="agreed" hint="Schriftlich, mit Sprachmittlung." />
            <ButtonRow>
              <Button>Übergabe anbieten</Button>
              <Button look="secondary" name="draft" value="1">
                Als Entwurf sichern
              </Button>
              <ButtonLink to="/cases/1" look="tertiary">
                Abbrechen
              </ButtonLink>
            </ButtonRow>
          </Form>
        </Section>
        <Stack>
          <StepTrack
            label="Stand der Übergabe"
            steps={[
              { label: 'vorbereiten', state: 'current' },
              { label: 'angeboten', state: 'next' },
              { label: 'angenommen', state: 'next' },
              { label: 'erster Termin', state: 'next' },
            ]}
          />
          <Panel title="Bleibt bei Ihnen">
            <Meta>Name, Anschrift, Aufenthaltsgeschichte, Gesundheit, Vermerke, Ziele, andere Übergaben.</Meta>
          </Panel>
        </Stack>
      </Columns>
    ),
  })

const parts: Make = () => ({
  title: 'Ausländerrechtliche Aufenthaltsgestattungsverlängerungsbescheinigung',
  name: 'Bausteine',
  crumbs: [{ label: 'Netzwerk', path: '/network' }],
  body: (
    <Stack gap="l">
      <ConfirmationNote texts={{ saved: 'page.search' }} />
      <Columns kind="equal">
        <Section title="Meldungen">
          <Alert kind="info" title="Die Zahlen der letzten sechs Wochen sind noch unvollständig">
            Nachträge kommen im Mittel nach 19 Tagen.
          </Alert>
          <Alert kind="success" title="Die Sicherung ist geprüft" />
          <Alert kind="warning" title="Karbeck meldet seit sechs Wochen nichts">
            <p>Vermutlich fehlen Meldungen.</p>
          </Alert>
          <Alert kind="danger" title="Die Datei konnte nicht gelesen werden">
            <p>Zeile 17 hat fünf Spalten statt vier. Bitte prüfen Sie das Trennzeichen.</p>
          </Alert>
        </Section>
        <Section title="Nichts da">
          <Stack>
            <Empty title="Noch keine Übergabe.">Sobald Sie eine anbieten, steht hier die Frist.</Empty>
            <NothingFound last="Ort: Karbeck" to="?" />
            <NoData>
              Für diesen Zeitraum liegen weniger als fünf Übergaben vor. Eine Verteilung wird nicht gezeigt.
            </NoData>
            <Note kind="attention">
              <Text>Zeitgleich: Umstellung der Terminvergabe. Das ist ein Hinweis, kein Beleg für die Ursache.</Text>
            </Note>
          </Stack>
        </Section>
        <Section title="Verlauf der Änderungen">
          <History
            entries={[
              {
                key: '1',
                at: Date.UTC(2026, 10, 17, 13),
                who: 'KIM-Koordination',
                what: 'Ziel geändert',
                changes: [
                  { field: 'Ziel', before: '21 Tage', after: '14 Tage' },
                  { field: 'Vereinbart am', before: '', after: '12.03.2025' },
                ],
              },
              { key: '2', at: Date.UTC(2026, 9, 1, 6), who: 'Verwaltung', what: 'Schnittstelle angelegt' },
            ]}
          />
        </Section>
        <Section title="Zustände und Marken">
          <Stack>
            <ul className="nl-list">
              {(
                [
                  'open',
                  'progress',
                  'standing',
                  'done',
                  'finished',
                  'late',
                  'attention',
                  'rest',
                  'declined',
                  'rising',
                  'falling',
                  'level',
                ] as const
              ).map((kind) => (
                <li key={kind}>
                  <State kind={kind}>{kind}</State>
                </li>
              ))}
            </ul>
            <p>
              <Tag>DEMO</Tag> <Tag>nicht öffentlich</Tag>
            </p>
            <Part title="Teil">
              <Text>
                Die Bundesanstalt für Arbeitsvermittlung. <Name>Rathausgasse 4, Aulenstedt</Name>.{' '}
                <Path from="Sozialamt" to="Jobcenter" />
              </Text>
            </Part>
            <Details summary="Mehr dazu">
              <Text>Verborgen, bis jemand es öffnet.</Text>
            </Details>
            <ButtonRow>
              <Button>Speichern</Button>
              <Button look="secondary">Entwurf</Button>
              <Button look="tertiary">Abbrechen</Button>
            </ButtonRow>
          </Stack>
        </Section>
      </Columns>
    </Stack>
  ),
})

export const galleryPages: Readonly<Record<string, Make>> = {
  situation,
  interface: oneInterface,
  register: registerPage,
  form: formPage(null),
  failed: formPage(failed),
  parts,
}
