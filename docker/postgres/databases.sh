#!/bin/bash
# Runs once, when the data directory is new: a role and a database for each service, which no other service may enter.
set -euo pipefail
for service in availability booking notification; do
    password=${service^^}_DB_PASSWORD
    psql -v ON_ERROR_STOP=1 -v service="$service" -v password="${!password}" -U "$POSTGRES_USER" -d postgres <<'SQL'
create role :"service" login password :'password';
create database :"service" owner :"service";
revoke all on database :"service" from public;
SQL
done
