#!/bin/sh
# Makes the secrets of the compose file, once: `sh setup.sh`. What is there already is kept.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
# The folder keeps others out; a container's user is another than yours and must be able to read the files in it.
keep() {
  [ -e "secrets/$1" ] || { cat > "secrets/$1.new" && chmod 0444 "secrets/$1.new" && mv "secrets/$1.new" "secrets/$1"; }
}
random() { openssl rand -base64 48 | tr -d '\n/+='; }

random | keep postgres_password
random | keep token_salt
random | keep encryption_key
printf 'postgres://jeton:%s@postgres/jeton' "$(cat secrets/postgres_password)" | keep database_url
[ -e secrets/bootstrap_token ] || {
  docker build --quiet --tag jeton:latest ../.. >/dev/null
  docker run --rm --network none jeton:latest generate bootstrap-token | keep bootstrap_token
}
echo "The secrets are in $(pwd)/secrets: keep a copy of token_salt and encryption_key apart from the database's backups."
