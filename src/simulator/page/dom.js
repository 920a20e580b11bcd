/** How are elements made without ever reading data as markup? */

/**
 * An element with properties, `data-` and `aria-` attributes and children; text becomes text nodes, nothing else.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue
    if (name.includes('-') || name === 'role') element.setAttribute(name, String(value))
    else if (name === 'onClick') element.addEventListener('click', value)
    else element[name] = value
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

/** The page's own element with this id, which is always there. */
export const byId = (id) => document.getElementById(id)

/** Text with its web addresses as links. */
export function linked(text) {
  const parts = String(text).split(/(https?:\/\/[^\s<>"']+)/)
  return parts.map((part, index) => (index % 2 === 1 ? outside(part, {}, part) : part))
}

/** A link into a new tab; anything but a web address is plain text. */
export function outside(address, properties, ...children) {
  if (!isWebAddress(address)) return el('span', properties, ...children)
  return el('a', { ...properties, href: address, target: '_blank', rel: 'noopener noreferrer' }, ...children)
}

export function isWebAddress(address) {
  return typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address)
}
