# syntax=docker/dockerfile:1.7
# One file for the image of every service:
#   docker build --build-arg SERVICE=graphinator --build-arg HEALTH_PORT=8001 --target server .
# Target "server" answers a health check; target "one-shot" ends when its work is done.

ARG JAVA_VERSION=25.0.4_7

# All services are built at once: this stage is the same, and built once, for each of them.
FROM eclipse-temurin:${JAVA_VERSION}-jdk-noble AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -ntp -DskipTests -Dspotless.check.skip=true \
      -pl schema-init,extractor,graphinator,tableinator,brainzgraphinator,brainztableinator,api -am package

# The jar as layers: libraries change seldom, our own classes with every commit.
FROM build AS layers
ARG SERVICE
RUN cp "${SERVICE}/target/${SERVICE}-app.jar" application.jar \
    && java -Djarmode=tools -jar application.jar extract --layers --destination /layers

FROM eclipse-temurin:${JAVA_VERSION}-jre-noble AS runtime
ARG UID=1000
ARG GID=1000
RUN apt-get update \
    && apt-get -y upgrade \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --non-unique --gid "${GID}" discogsography \
    && useradd --non-unique --uid "${UID}" --gid "${GID}" --create-home \
         --shell /usr/sbin/nologin discogsography \
    && mkdir -p /app /logs /discogs-data \
    && chown "${UID}:${GID}" /app /logs /discogs-data
WORKDIR /app
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER ${UID}:${GID}
VOLUME /logs
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "-jar", "application.jar"]

ARG SERVICE
ARG BUILD_DATE=""
ARG BUILD_VERSION=0.1.0
ARG VCS_REF=""
ARG JAVA_VERSION
LABEL org.opencontainers.image.title="discogsography-${SERVICE}" \
      org.opencontainers.image.description="Discogsography: the ${SERVICE} service" \
      org.opencontainers.image.vendor="Discogsography" \
      org.opencontainers.image.authors="Discogsography" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${BUILD_VERSION}" \
      org.opencontainers.image.revision="${VCS_REF}" \
      org.opencontainers.image.created="${BUILD_DATE}" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:${JAVA_VERSION}-jre-noble" \
      com.discogsography.service="${SERVICE}" \
      com.discogsography.java.version="${JAVA_VERSION}"

FROM runtime AS one-shot

FROM runtime AS server
ARG HEALTH_PORT
ARG HTTP_PORT=${HEALTH_PORT}
COPY --chmod=0755 deploy/image/health /app/health
RUN printf '%s' "${HEALTH_PORT:?give the port that the service answers /health on}" \
      > /app/health-port
EXPOSE ${HTTP_PORT} ${HEALTH_PORT}
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["/app/health"]
