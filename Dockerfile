# One image for every role; ROLES chooses. Two sets of packages: all of them to build, the needed ones to run.
ARG NODE=24.21.0
FROM node:${NODE}-bookworm AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/kakao-i-openbuilder-sdk-types/package.json packages/kakao-i-openbuilder-sdk-types/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

FROM manifests AS production-packages
RUN npm ci --omit=dev

FROM node:${NODE}-bookworm-slim
# mariadb-dump and mariadb, for backups
RUN apt-get update \
  && apt-get install -y --no-install-recommends mariadb-client \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data /backups
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build /app/packages/kakao-i-openbuilder-sdk-types/package.json packages/kakao-i-openbuilder-sdk-types/
COPY --from=build /app/packages/kakao-i-openbuilder-sdk-types/dist packages/kakao-i-openbuilder-sdk-types/dist
COPY --from=build /app/dist dist
COPY package.json ./
COPY demo demo
# nothing but /data, /backups and /tmp is written to: the rest may be read-only. No VOLUME: each bot would get one nobody wants.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "dist/src/main.js"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="chaekbang-talk" \
  org.opencontainers.image.description="책방톡: a library or book-rental shop as a KakaoTalk channel" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
