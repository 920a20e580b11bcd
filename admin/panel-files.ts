/** The panel as files, built by Vite. Every page gets a nonce of its own, by which its styles are let in. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import express, { Router, type RequestHandler } from 'express'
import { root } from '../src/root.js'

const folder = join(root, 'dist/panel')
const notBuilt = '화면이 아직 만들어지지 않았어요. 서버에서 npm run build 를 실행해 주세요.\n'

/** Before the guard, which names it. */
export const nonceForPage: RequestHandler = (_request, response, next) => {
  response.locals['nonce'] = randomBytes(16).toString('base64url')
  next()
}

/** Files whose names change with what is in them, and one page for every address of the panel. */
export function panelFiles(): Router {
  const router = Router()
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }))
  let page: string | null = null
  router.get('/{*address}', (_request, response) => {
    page ??= readPage()
    if (page === null) return void response.status(503).type('text').send(notBuilt)
    response.set('Cache-Control', 'no-store').type('html')
    response.send(page.replaceAll('%NONCE%', String(response.locals['nonce'])))
  })
  return router
}

function readPage(): string | null {
  const file = join(folder, 'index.html')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
