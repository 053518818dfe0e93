#!/bin/sh
# Starts Redis in its container with redis.conf beside this file, fitted to the password and the version.
set -eu
conf=${TMPDIR:-/tmp}/redis.conf
cp "$(dirname "$0")/redis.conf" "$conf"
chmod 644 "$conf" # read by the image's own user, after its entrypoint has stepped down from root

if [ -n "${REDIS_PASSWORD:-}" ]; then
  # Only the hash is stored, and no character of the password has to be quoted.
  hash=$(printf %s "$REDIS_PASSWORD" | sha256sum | cut -c 1-64)
  sed -i "/^user default /s/ nopass / #$hash /" "$conf"
fi
case "$(redis-server --version)" in
  *v=7.0.*) sed -i '/^user default /s/ +client|setinfo//' "$conf" ;;
esac
exec docker-entrypoint.sh redis-server "$conf"
