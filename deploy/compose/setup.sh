#!/bin/sh
# Makes the secrets of the compose file, once: `sh setup.sh`. What is there already is kept.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
# The folder keeps others out; a container's user is another than yours and must be able to read the files in it.
keep() {
  [ ! -e "secrets/$1" ] || return 0
  cat > "secrets/$1.new"
  [ -s "secrets/$1.new" ] || { echo "$1 could not be made" >&2; exit 1; }
  chmod 0444 "secrets/$1.new"
  mv "secrets/$1.new" "secrets/$1"
}

openssl rand -hex 24 | tr -d '\n' | keep postgres_password
printf 'postgres://jeton:%s@postgres/jeton' "$(cat secrets/postgres_password)" | keep database_url

docker build --quiet --tag jeton:latest ../.. >/dev/null
generate() { docker run --rm --network none jeton:latest generate "$1"; }
generate token-salt | keep token_salt
generate encryption-key | keep encryption_key
generate bootstrap-token | keep bootstrap_token
echo "The secrets are in $(pwd)/secrets: keep a copy of token_salt and encryption_key apart from the database's backups."
