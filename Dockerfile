# docker build -t conexaochat/chat .     (with --network host where the registry is only reached from there)
FROM denoland/deno:2.9.6 AS build
WORKDIR /app
# The dependencies change seldom: a layer of their own, kept for as long as these three files stay.
COPY deno.json deno.lock ./
COPY lib/fresh/deno.json lib/fresh/
COPY lib/no_debug lib/no_debug
RUN deno install --frozen
COPY . .
# With the sources compiled beforehand, a read-only container starts as fast as any other.
RUN deno task -q build && deno cache --frozen serve.ts _fresh/server.js lib/permissions.ts \
    lib/db_migrate.ts lib/db_restored.ts lib/host.ts lib/files/preview_worker.ts

FROM denoland/deno:2.9.6
WORKDIR /app
RUN mkdir /data && chown deno:deno /data && chmod 700 /data
COPY --from=build /app/node_modules node_modules
COPY --from=build /deno-dir /deno-dir
COPY --from=build /app/deno.json /app/deno.lock /app/*.ts ./
COPY --from=build /app/static static
COPY --from=build /app/components components
COPY --from=build /app/islands islands
COPY --from=build /app/routes routes
COPY --from=build /app/lib lib
COPY --from=build /app/_fresh _fresh
ENV DATA_DIR=/data
VOLUME /data
EXPOSE 8550
USER deno
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=70s --interval=5s --timeout=4s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/${HOST:-127.0.0.1}/${PORT:-8550} && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
# The task computes the permissions from the environment, and passes SIGTERM on.
ENTRYPOINT ["deno"]
CMD ["task", "-q", "serve"]
