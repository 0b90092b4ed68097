import { max, min } from 'd3-array'
import { useRender } from '../context.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { type Box, overlap, placeLabels } from './labels.ts'
import { textWidth } from './textwidth.ts'

export interface MapPlace {
  readonly key: string
  readonly name: string
  /** Longitude and latitude of the centre in degrees. */
  readonly centre: readonly [longitude: number, latitude: number]
  /** Area of the circle; null when the value may not be shown. */
  readonly value: number | null
  /** `above`: its rate is clearly above that of the district. */
  readonly rate: 'above' | 'usual'
}

/** An outline as GeoJSON has it: rings of longitude and latitude, of one polygon or of several. */
export interface MapOutline {
  readonly key: string
  readonly rings: readonly (readonly (readonly [longitude: number, latitude: number])[])[]
}

export interface BubbleMapProps extends ChartWords {
  readonly places: readonly MapPlace[]
  /** Only where the operator has imported them. The map must be readable without. */
  readonly outlines?: readonly MapOutline[]
  /** Words beside the reference circles: `4.000 Tage`. */
  readonly referenceText: (value: number) => string
}

const width = 380
const margin = 6
const largest = 34

/** Amounts by place: the area of the circle is the amount, its colour the rate against the district. */
export function BubbleMap({ places, outlines = [], referenceText, ...words }: BubbleMapProps) {
  const { t } = useRender()
  const { project, height } = projection(places, outlines)
  const most = max(places, (place) => place.value ?? 0) ?? 0
  const radius = (value: number | null): number =>
    value === null || most <= 0 ? 4 : Math.max(3, largest * Math.sqrt(value / most))
  const marks = places
    .map((place) => ({ place, at: project(place.centre), r: radius(place.value) }))
    .sort((a, b) => b.r - a.r)
  const labels = placeLabels(
    marks.map(({ place, at, r }) => ({
      key: place.key,
      text: place.name,
      x: at[0],
      y: at[1],
      radius: r,
      needed: true,
    })),
    { left: 0, right: width, top: 0, bottom: height },
  )
  const taken: Box[] = [
    ...labels.map((label) => label.box),
    ...marks.map(({ at, r }) => ({ left: at[0] - r, right: at[0] + r, top: at[1] - r, bottom: at[1] + r })),
  ]
  const references = most > 0 ? referenceValues(most) : []
  const legend = references.length > 0 ? legendPlace(references.map(referenceText), height, taken) : undefined
  return (
    <ChartSvg {...words} width={width} height={round(legend?.height ?? height)} free>
      {outlines.map((outline) => (
        <path
          key={outline.key}
          className="area"
          d={outline.rings
            .map((ring) => `M${ring.map((point) => project(point).map(round).join(' ')).join('L')}Z`)
            .join('')}
        />
      ))}
      {marks.map(({ place, at, r }) => (
        <circle
          key={place.key}
          className={place.value === null ? 'dot--open' : place.rate === 'above' ? 'd2 round' : 'bar round'}
          cx={round(at[0])}
          cy={round(at[1])}
          r={round(r)}
        />
      ))}
      {labels.map((label) => (
        <text key={label.key} className="t-halo" x={round(label.x)} y={round(label.y)} textAnchor={label.anchor}>
          {label.text}
        </text>
      ))}
      {legend && (
        <g transform={`translate(${round(legend.x)} ${round(legend.y)})`} aria-label={t('chart.legend')}>
          {references.map((value, index) => {
            const r = radius(value)
            const top = radius(references[0] ?? value)
            return (
              <g key={value}>
                <circle className="mark" cx={round(top)} cy={round(2 * top - r)} r={round(r)} />
                <text className="t-muted" x={round(2 * top + 8)} y={round(index === 0 ? 14 : 2 * top - 2)}>
                  {referenceText(value)}
                </text>
              </g>
            )
          })}
        </g>
      )}
    </ChartSvg>
  )
}

type Project = (point: readonly [number, number]) => readonly [x: number, y: number]

/** Equirectangular around the middle of the district: at the size of a district no other projection looks different. */
function projection(
  places: readonly MapPlace[],
  outlines: readonly MapOutline[],
): { project: Project; height: number } {
  const points =
    outlines.length > 0 ? outlines.flatMap((outline) => outline.rings.flat()) : places.map((place) => place.centre)
  const west = min(points, (point) => point[0]) ?? 0
  const east = max(points, (point) => point[0]) ?? 1
  const south = min(points, (point) => point[1]) ?? 0
  const north = max(points, (point) => point[1]) ?? 1
  const shrink = Math.cos((((north + south) / 2) * Math.PI) / 180)
  const edge = outlines.length > 0 ? margin : largest + 16
  const scale = Math.min(
    (width - 2 * edge) / Math.max(1e-6, (east - west) * shrink),
    420 / Math.max(1e-6, north - south),
  )
  const left = (width - (east - west) * shrink * scale) / 2
  return {
    project: ([longitude, latitude]) => [left + (longitude - west) * shrink * scale, edge + (north - latitude) * scale],
    height: (north - south) * scale + 2 * edge,
  }
}

/** Two round values to compare with: about half of the largest, and a quarter of that. */
function referenceValues(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / 2))
  const large = [4, 2, 1].map((step) => step * power).find((value) => value <= most / 2) ?? power
  return large >= 4 ? [large, large / 4] : [large]
}

/** The free corner, else a strip below. */
function legendPlace(
  texts: readonly string[],
  height: number,
  taken: readonly Box[],
): { x: number; y: number; height: number } {
  const size = {
    width: 2 * largest * 0.71 + 8 + (max(texts, (text) => textWidth(text)) ?? 0),
    height: 2 * largest * 0.71 + 4,
  }
  const spots = [
    { x: width - size.width, y: height - size.height },
    { x: 0, y: height - size.height },
    { x: 0, y: 0 },
    { x: width - size.width, y: 0 },
  ]
  const free = spots.find((spot) => {
    const box = { left: spot.x - 4, top: spot.y - 4, right: spot.x + size.width + 4, bottom: spot.y + size.height + 4 }
    return taken.every((other) => overlap(box, other) === 0)
  })
  return free ? { ...free, height } : { x: width - size.width, y: height + 8, height: height + size.height + 12 }
}
