/** The door of the charts: SVG from plain data, classes only. */
export { CellBar } from './bars.tsx'
export { BubbleMap, type MapOutline, type MapPlace } from './bubblemap.tsx'
export { ControlChart, type ControlPoint } from './controlchart.tsx'
export { type DelayClass, DelayLegend, DelaySwatch, delayClass } from './delay.tsx'
export { Below, ChartFigure, type ChartWords, NoData } from './figure.tsx'
export { FlowMap, type MapFlow } from './flowmap.tsx'
export { type FunnelLimit, type FunnelPlace, FunnelPlot } from './funnelplot.tsx'
export { InterruptedSeries } from './interruptedseries.tsx'
export { type Lane, type LaneSpan, Lanes, type LaneWait } from './lanes.tsx'
export { Matrix, type MatrixAxis, type MatrixCell } from './matrix.tsx'
export { type ChangePoint, type MonthPoint, MonthSeries } from './monthseries.tsx'
export { Quadrants } from './quadrants.tsx'
export { ProgressBar, type Share, ShareBar } from './sharebar.tsx'
export { Sparkline } from './sparkline.tsx'
export {
  Timeline,
  type TimelineGroup,
  TimelineLegend,
  type TimelineLine,
  type TimelineLook,
  type TimelineRow,
  type TimelineSpan,
} from './timeline.tsx'
export { type WaitClass, WaitHistogram } from './waithistogram.tsx'
