/** What a PromQL expression asks for: the metrics it names, and by which labels. */
import { parser } from '@prometheus-io/lezer-promql'

export type Asked = { readonly metric: string; readonly labels: readonly string[] }

/** Throws where Prometheus would not understand it. Labels of grouping count for every metric that is grouped. */
export function askedIn(expression: string): Asked[] {
  const at = (node: { from: number; to: number }) => expression.slice(node.from, node.to)
  const metrics: { metric: string; labels: string[]; from: number }[] = []
  const groups: { from: number; to: number; labels: string[] }[] = []
  parser.parse(expression).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${expression}`)
      const names = (within: string) =>
        node.node
          .getChildren(within)
          .flatMap((one) => [
            ...one.getChildren('LabelName'),
            ...one.getChildren('UnquotedLabelMatcher').flatMap((matcher) => matcher.getChildren('LabelName')),
          ])
      if (node.name === 'VectorSelector') {
        const [name] = node.node.getChildren('Identifier')
        if (!name) throw new Error(`a metric without a name: ${at(node)}`)
        metrics.push({ metric: at(name), labels: names('LabelMatchers').map(at), from: node.from })
      }
      if (node.name === 'AggregateExpr') {
        const labels = node.node
          .getChildren('AggregateModifier')
          .flatMap((one) => one.getChildren('GroupingLabels'))
          .flatMap((one) => one.getChildren('LabelName'))
          .map(at)
        groups.push({ from: node.from, to: node.to, labels })
      }
    },
  })
  return metrics.map(({ metric, labels, from }) => {
    const grouping = groups.filter((group) => group.from <= from && from <= group.to).flatMap((group) => group.labels)
    return { metric, labels: [...new Set([...labels, ...grouping])] }
  })
}
