export interface Presence {
  readonly name: string
  leave(): void
}
export function announce(folder: string, pid?: number): Presence
export function present(folder: string): { readonly name: string; readonly pid: number }[]
export interface LockOptions {
  readonly timeoutMs?: number
  /** Called once, with the holder, when there is a wait. */
  readonly onWait?: (pid: number) => void
}
export function lock(folder: string, options?: LockOptions): Promise<() => void>
export function lives(pid: number): boolean
