/** How does an Alimtalk look? The yellow head, and what stands in its template's blanks: its wording is with Kakao. */
import { el } from './dom.js'

export function alimtalk({ templateId, variables }) {
  const rows = Object.entries(variables).flatMap(([name, value]) => [
    el('dt', {}, name.replace(/^#\{|\}$/g, '')),
    el('dd', {}, value),
  ])
  return el(
    'section',
    { className: 'card alimtalk' },
    el('h3', { className: 'alimtalk-head' }, '알림톡 도착'),
    rows.length > 0 && el('dl', { className: 'blanks' }, ...rows),
    el('p', { className: 'template' }, `템플릿 ${templateId}`),
  )
}
