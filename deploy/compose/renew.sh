#!/usr/bin/env bash
# Puts the new version in place of the old one, process by process. Each one that is replaced finishes what it has in hand while
# the others go on; the next one's turn comes when the new one is ready. Run it where compose.yaml is, after a backup.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -n "${IMAGE:-}" ]; then docker compose pull bot-1; else docker compose build bot-1; fi
for process in worker-1 bot-1 bot-2 worker-2 desk; do
  echo "$process"
  docker compose up -d --no-deps --no-build --wait --wait-timeout 240 "$process"
done
docker compose up -d --no-build
