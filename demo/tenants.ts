/** The two demo tenants by name. One is invented and simulated, the other quotes public sources and simulates nothing. */
import type { NewTenant } from '../src/platform/database/index.ts'

export const auental: NewTenant = { key: 'auental', name: 'Kreis Auental', demo: true, land: 'NW' }
export const warendorf: NewTenant = {
  key: 'warendorf',
  name: 'Kreis Warendorf',
  demo: true,
  land: 'NW',
  features: { publicFacts: true },
}
