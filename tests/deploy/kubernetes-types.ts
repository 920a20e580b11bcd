/** Asks the TypeScript compiler what Kubernetes' own API types say of manifests: a field that is not there is an error, too. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import type { Manifest } from './kustomize.js'

const here = fileURLToPath(new URL('./manifests.generated.ts', import.meta.url))
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
}

/** One line per complaint, with the name of the manifest. */
export function complaintsOfKubernetes(manifests: readonly Manifest[]): string[] {
  const program = ts.createProgram([here], options, hostWith(manifests.map(literal).join('\n')))
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start = 0 }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0
    const name = manifests[Math.floor(line / linesOfLiteral)]
    const where = name ? `${name.kind} ${name.metadata.name}` : (file?.fileName ?? 'nowhere')
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

const linesOfLiteral = 2

function literal(manifest: Manifest, index: number): string {
  const { apiVersion, kind } = manifest
  return [
    `import type { I${kind} as Kind${index} } from 'kubernetes-models/${apiVersion}/${kind}'`,
    `export const manifest${index}: Kind${index} = ${JSON.stringify(manifest)}`,
  ].join('\n')
}

/** The files of the disk, and one that is not there. */
function hostWith(source: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  return {
    ...host,
    fileExists: (path) => path === here || host.fileExists(path),
    readFile: (path) => (path === here ? source : host.readFile(path)),
    getSourceFile: (path, target, ...more) =>
      path === here ? ts.createSourceFile(path, source, target) : host.getSourceFile(path, target, ...more),
  }
}
