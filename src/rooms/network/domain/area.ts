/** The outline of a municipality as a GeoJSON geometry (RFC 7946, section 3.1), positions as longitude and latitude. */
export type Area =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }

type Rings = readonly (readonly (readonly [longitude: number, latitude: number])[])[]
