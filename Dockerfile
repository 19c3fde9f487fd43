# syntax=docker/dockerfile:1
# The server with its console: `docker build -t jeton .`. What it runs is server/dist alone; it needs no package at run
# time, no shell, no write access but to /data, and no right but to listen.
ARG NODE=24-trixie-slim

FROM node:${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package of ours needs its install script, and none may run.
RUN npm ci --ignore-scripts --no-audit
COPY . .
RUN npm run build

FROM node:${NODE}
LABEL org.opencontainers.image.title="Jeton" \
      org.opencontainers.image.description="A self-hosted token server for machines" \
      org.opencontainers.image.licenses="MPL-2.0"
# The folder is made here, so that a new volume over it is writable to the user below.
RUN install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /build/server/dist/ /opt/jeton/
COPY --from=build /build/LICENSE /opt/jeton/
ENV NODE_ENV=production \
    JETON_LISTEN=0.0.0.0:8080 \
    JETON_DRAIN=5s
# By number, so that `runAsNonRoot` of Kubernetes can tell.
USER 10001:10001
# So the default database, ./data/jeton.db, is in the volume.
WORKDIR /
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Whether the process answers; whether it takes requests is /readyz, for the load balancer.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.JETON_LISTEN.split(':').at(-1) + '/healthz').then(({ok}) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/jeton/jeton.mjs"]
CMD ["serve"]
