#!/bin/bash
# Makes the database and its users in a new MySQL container; db_users.ts prints the same for other servers.
# Wants MYSQL_ROOT_PASSWORD, DB_NAME, DB_USER, DB_PASSWORD; with DB_CLIENT_PASSWORD also the clients' user.
# The image sources a file that has lost its executable bit, so all of it runs in a subshell.
(
  set -euo pipefail
  : "${MYSQL_ROOT_PASSWORD:?}" "${DB_NAME:?}" "${DB_USER:?}" "${DB_PASSWORD:?}"
  q="'" b='\' t='`'

  text() { # a value as an SQL string
    local v=${1//"$b"/"$b$b"}
    printf "'%s'" "${v//"$q"/"$q$q"}"
  }
  schema() { # the database's name as a GRANT takes it, where _ and % stand for others
    local v=${DB_NAME//"$t"/"$t$t"}
    v=${v//_/"${b}_"}
    printf '`%s`' "${v//"%"/"${b}%"}"
  }
  account() { # NAME PASSWORD [OPTIONS]
    echo "CREATE USER IF NOT EXISTS $(text "$1")@'%' IDENTIFIED BY $(text "$2");"
    echo "ALTER USER $(text "$1")@'%' IDENTIFIED BY $(text "$2")${3:+ $3};"
  }

  {
    echo "SET SESSION sql_mode = '';"
    printf 'CREATE DATABASE IF NOT EXISTS `%s` ' "${DB_NAME//"$t"/"$t$t"}"
    echo "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
    account "$DB_USER" "$DB_PASSWORD"
    if [ "$DB_USER" = root ]; then
      echo "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;"
    else
      echo "GRANT ALL PRIVILEGES ON $(schema).* TO $(text "$DB_USER")@'%';"
      # The image made it with every right on every database, for whoever reaches the port.
      echo "DROP USER IF EXISTS 'root'@'%';"
    fi
    if [ -n "${DB_CLIENT_PASSWORD:-}" ] && [ "$DB_USER" != conexao_cliente ]; then
      account conexao_cliente "$DB_CLIENT_PASSWORD" "WITH MAX_USER_CONNECTIONS 50"
      echo "GRANT SELECT, INSERT, UPDATE, DELETE ON $(schema).* TO 'conexao_cliente'@'%';"
    fi
  } | MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --protocol=socket \
    --socket="${MYSQL_SOCKET:-/var/run/mysqld/mysqld.sock}" --user=root \
    --binary-mode --default-character-set=utf8mb4
)
