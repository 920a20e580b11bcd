/** The API to be read and tried in a browser: Swagger UI, with a page of ours, since its own has styles and scripts in it. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import express, { Router } from 'express'

const page = `<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>책방톡 관리 API</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="swagger-ui.css"></head>
<body><div id="docs"></div><script src="swagger-ui-bundle.js"></script><script src="begin.js"></script></body>
</html>
`

const begin = `SwaggerUIBundle({ url: '../openapi.json', dom_id: '#docs', deepLinking: true })\n`

const parts = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const

export function docs(): Router {
  const router = Router({ strict: true })
  // found without loading it: its own way to say where it lies is two megabytes away
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  router.get('/', (request, response) => {
    // what the page names stands beside it
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) return response.redirect(`${request.baseUrl}/`)
    response.type('html').send(page)
  })
  router.get('/begin.js', (_request, response) => void response.type('js').send(begin))
  for (const part of parts) router.get(`/${part}`, (_request, response) => response.sendFile(part, { root: folder }))
  return router
}

export const jsonBody = express.json({ limit: '100kb', type: 'application/json' })
