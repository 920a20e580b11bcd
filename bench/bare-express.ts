/**
 * The least an Express server can do with a skill call: read the JSON, and send JSON back. Run as a process of its own. Until
 * it is told what to answer it sends back what came.
 */
import express from 'express'

let answer: unknown = null
const server = express()
server.get('/health/ready', (_request, response) => void response.json({ ready: true }))
server.get('/metrics', (_request, response) => {
  const { user, system } = process.cpuUsage()
  response.type('text').send(`process_cpu_seconds_total ${(user + system) / 1e6}\n`)
})
server.put('/answer', express.json(), (request, response) => {
  answer = request.body
  response.status(204).end()
})
server.post('/skills/dialog', express.json(), (request, response) => void response.json(answer ?? request.body))
server.listen(Number(process.env['PORT']), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
