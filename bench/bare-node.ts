/** The least a server of Node can be. Run as a process of its own. */
import { createServer } from 'node:http'

createServer((_request, response) => void response.end('ready')).listen(Number(process.env['PORT']), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
