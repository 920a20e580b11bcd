/** How does a watching page hear of new bubbles? Server-sent events. */
import type { Request, Response } from 'express'
import type { News, Transcripts } from './transcript.js'

const heartbeatMs = 20_000

/** Streams one member's entries, or everybody's; a page that comes back says which entry it saw last. */
export function streamNews(req: Request, res: Response, transcripts: Transcripts, closing: AbortSignal): void {
  const member = typeof req.query['member'] === 'string' ? req.query['member'] : undefined
  const seen = Number(req.get('last-event-id') ?? req.query['after'] ?? NaN)
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
  res.flushHeaders()

  const tell = (news: News) => {
    if (news.type === 'clock') return void res.write(`event: clock\ndata: ${JSON.stringify(news.time)}\n\n`)
    if (member !== undefined && news.entry.member !== member) return
    res.write(`event: entry\nid: ${news.entry.id}\ndata: ${JSON.stringify(news.entry)}\n\n`)
  }
  res.write('retry: 1000\n\n')
  if (Number.isInteger(seen)) transcripts.after(seen).forEach((entry) => tell({ type: 'entry', entry }))

  const stopWatching = transcripts.watch(tell)
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs)
  const end = () => res.end()
  closing.addEventListener('abort', end, { once: true })
  res.on('close', () => {
    stopWatching()
    clearInterval(heartbeat)
    closing.removeEventListener('abort', end)
  })
}
