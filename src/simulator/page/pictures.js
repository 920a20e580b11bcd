/** How is a picture drawn, and what stands in for one that does not load? */
import { el, isWebAddress } from './dom.js'

/** `shape` is wide (2:1), square (1:1, whole on white), row, face or plain. */
export function picture(address, alt, shape, name = alt) {
  const frame = el('span', { className: `picture picture-${shape}` })
  const standIn = () => frame.replaceChildren(placeholder(name))
  if (!isWebAddress(address)) {
    standIn()
    return frame
  }
  const image = el('img', { alt: alt ?? '', loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' })
  image.addEventListener('error', standIn, { once: true })
  image.src = address
  frame.append(image)
  return frame
}

/** A book cover of its own colour for every title. */
function placeholder(name) {
  const title = String(name ?? '').trim()
  let sum = 0
  for (const letter of title) sum = (sum * 31 + letter.codePointAt(0)) % 997
  const cover = el('span', { className: `cover cover-${sum % 6}`, 'aria-hidden': 'true' })
  cover.append(el('span', {}, title.slice(0, 12) || '책'))
  return cover
}
