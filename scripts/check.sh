#!/usr/bin/env bash
# Everything a change must pass. What only reads the sources goes two at a time, the longest beside all others.
set -euo pipefail
cd "$(dirname "$0")/.."

said=$(mktemp)
trap 'kill "${lint:-}" 2>/dev/null || true; rm -f "$said"' EXIT

# the others read the types of what it builds
node_modules/.bin/tsc -b tsconfig.build.json
node_modules/.bin/eslint . >"$said" 2>&1 &
lint=$!
for check in types format walls unused; do npm run "$check"; done
wait "$lint" || { cat "$said"; exit 1; }
npm test -- "$@"
