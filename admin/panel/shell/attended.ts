/** Does somebody sit at the panel: a page that looks again by itself keeps nobody signed in. */
import { api } from '../api/client.js'

/** For so long after the last key or touch somebody does. */
const attendedMs = 60_000

/** From now on the API is told of every request that nobody made. */
export function tellWhenUnattended(): void {
  let lastTouch = Date.now()
  for (const touch of ['pointerdown', 'keydown'])
    window.addEventListener(touch, () => (lastTouch = Date.now()), { capture: true, passive: true })
  api.use({
    onRequest({ request }) {
      if (Date.now() - lastTouch > attendedMs) request.headers.set('x-unattended', '1')
      return request
    },
  })
}
