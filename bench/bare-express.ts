/** The least an Express server can do with a skill call: read the JSON and send it back. Run as a process of its own. */
import express from 'express'

const server = express()
server.get('/health/ready', (_request, response) => void response.json({ ready: true }))
server.post('/skills/dialog', express.json(), (request, response) => void response.json(request.body))
server.listen(Number(process.env['PORT']), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
