/** How is an import told to the librarian in the terminal? */
import type { ImportReport } from './import-report.js'
import { refusalSentences, type RowRefusal } from './row-refusals.js'

const examplesShown = 5

/** Several lines of Korean, without a line break at the end. */
export function formatReport(report: ImportReport): string {
  const count = (value: number) => value.toLocaleString('ko-KR')
  const reasons = (Object.entries(report.refusedByReason) as [RowRefusal, number][]).sort(([, a], [, b]) => b - a)
  const lines = [
    `책 목록 ${count(report.rows)}줄을 ${seconds(report.elapsedMs)}에 읽었어요.`,
    `  새 책 ${count(report.taken)}종 · 소장 권수 늘어남 ${count(report.joined)}줄 · 그대로 ${count(report.unchanged)}줄 · 빠짐 ${count(report.refused)}줄`,
    ...report.notices.map((notice) => `  알림: ${notice}`),
  ]
  if (report.stopped !== null)
    lines.push(
      `  중간에 멈췄어요: ${report.stopped} 고친 뒤 다시 가져오면 이미 들어간 책은 그대로 두고 나머지만 넣어요.`,
    )
  if (reasons.length > 0) lines.push('', '빠진 줄')
  for (const [reason, rows] of reasons) {
    lines.push(`  ${count(rows)}줄: ${refusalSentences[reason]}`)
    const examples = report.refusals.filter((row) => row.reason === reason).slice(0, examplesShown)
    for (const { line, excerpt } of examples) lines.push(`    ${count(line)}번째 줄  ${excerpt.slice(0, 60)}`)
  }
  if (report.refusedTo !== null)
    lines.push('', `빠진 줄은 모두 ${report.refusedTo} 파일에 적어 두었어요. 엑셀로 열어 볼 수 있어요.`)
  return lines.join('\n')
}

function seconds(elapsedMs: number): string {
  return `${(elapsedMs / 1_000).toLocaleString('ko-KR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}초`
}
