/** Writes admin/panel/api/schema.d.ts: the API's types for the panel, made from the table of routes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { openApiOf } from '../admin/api/openapi.js'
import { routes } from '../admin/api/routes.js'
import { root } from '../src/root.js'

export const schemaFile = join(root, 'admin/panel/api/schema.d.ts')

export async function schemaText(): Promise<string> {
  const document = openApiOf(routes) as unknown as OpenAPI3
  return `/** Made by \`npm run panel:client\` from the API's table of routes. */\n${astToString(await openapiTypescript(document))}`
}

if (process.argv[1]?.includes('panel-client')) writeFileSync(schemaFile, await schemaText())
