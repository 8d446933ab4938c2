#!/bin/bash
# Runs once, for a new data directory: creates a role and a database for each service, closed to the other services.
set -euo pipefail
for service in availability booking notification; do
    password=${service^^}_DB_PASSWORD
    psql -v ON_ERROR_STOP=1 -v service="$service" -v password="${!password}" -U "$POSTGRES_USER" -d postgres <<'SQL'
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke all on database :"service" from public;
SQL
done
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -c 'revoke all on database postgres, template1 from public'
