import { cruise, type IReporterOutput } from 'dependency-cruiser'
import { rules } from './house.ts'

export interface Cruised {
  /** Source files that the tool really read, relative to `baseDir`. */
  readonly files: readonly string[]
  readonly arrows: readonly { from: string; to: string }[]
  /** `rule: from → to`, sorted. */
  readonly violations: readonly string[]
}

/**
 * Reads the imports below `folders`. TypeScript 7 has no JavaScript interface, so dependency-cruiser parses with
 * @swc/core; without it, it sees no module and reports no violation, which is why callers compare `files` with the disk.
 */
export async function readImports(baseDir: string, folders: readonly string[]): Promise<Cruised> {
  const result: IReporterOutput = await cruise([...folders], {
    baseDir,
    ruleSet: { forbidden: [...rules] } as never,
    validate: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/node_modules/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  })
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text')
  const { modules, summary } = result.output
  const own = modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`)))
  return {
    files: own.map((module) => module.source).sort(),
    arrows: own.flatMap((module) =>
      module.dependencies.map((dependency) => ({ from: module.source, to: dependency.resolved })),
    ),
    violations: summary.violations
      .map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`)
      .sort(),
  }
}
