/** How does a process of its own find our workspace package without a build? `node --import` this after the TypeScript loader. */
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

const source = new URL('../../packages/kakao-i-openbuilder-sdk-types/src/index.ts', import.meta.url).href

export async function resolve(specifier, context, next) {
  return next(specifier === 'kakao-i-openbuilder-sdk-types' ? source : specifier, context)
}
