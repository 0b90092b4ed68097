import { encode } from 'uqr'

/** A picture that phones read (QR, ISO/IEC 18004). Always dark on light: many apps read no other. `large`: for a projector. */
export function QrCode({ content, title, large }: { content: string; title: string; large?: boolean }) {
  const { data, size } = encode(content, { ecc: 'M', border: 4 })
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg
      className={large ? 'nl-qr nl-qr--large' : 'nl-qr'}
      role="img"
      aria-label={title}
      viewBox={`0 0 ${size} ${size}`}
      width="208"
      height="208"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
