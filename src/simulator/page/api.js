/** How does the page speak with the simulator? */

async function ask(path, body) {
  const options = body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`api/${path}`, options)
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.message ?? `HTTP ${response.status}`)
  return answer
}

export const api = {
  say: (member, utterance, via) => ask('say', { member, utterance, via }),
  enter: (member) => ask('enter', { member }),
  members: () => ask('members'),
  addMember: (name) => ask('members', { name }),
  transcript: (member, after = 0) => ask(`transcript?after=${after}&member=${encodeURIComponent(member)}`),
  clock: () => ask('clock'),
  advance: (by) => ask('clock', by),
  mischief: () => ask('mischief'),
  misbehave: (change) => ask('mischief', change),
}

/** Everybody's news, for as long as the page is open; the browser reconnects by itself. */
export function listen({ onEntry, onClock, onLine }) {
  const stream = new EventSource('api/stream')
  stream.addEventListener('entry', (event) => onEntry(JSON.parse(event.data)))
  stream.addEventListener('clock', (event) => onClock(JSON.parse(event.data)))
  stream.addEventListener('open', () => onLine(true))
  stream.addEventListener('error', () => onLine(false))
}
