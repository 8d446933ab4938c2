package dev.medislot.infra;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database that only its role can use; the role owns it and everything in it. */
record ServiceDatabase(String name, String role) {

    /** Tables, routines and types of a role other than the one in the parameter; extensions keep theirs. */
    private static final String TRANSFERS = """
            with wanted as (select oid, rolname from pg_roles where rolname = ?),
                 ours as (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'),
                 owned as (
                     select 'table' as kind, oid::regclass::text as name, relowner as owner
                     from pg_class
                     where relnamespace in (select oid from ours)
                       and (relkind in ('r', 'p', 'v', 'm', 'f') or relkind = 'S' and not exists (
                           select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid
                                                   and deptype in ('a', 'i')))
                       and not exists (select from pg_depend where classid = 'pg_class'::regclass
                                                               and objid = pg_class.oid and deptype = 'e')
                     union all
                     select 'routine', oid::regprocedure::text, proowner
                     from pg_proc
                     where pronamespace in (select oid from ours)
                       and not exists (select from pg_depend where classid = 'pg_proc'::regclass
                                                               and objid = pg_proc.oid and deptype = 'e')
                     union all
                     select 'type', oid::regtype::text, typowner
                     from pg_type
                     where typnamespace in (select oid from ours) and typtype in ('e', 'd', 'r')
                       and not exists (select from pg_depend where classid = 'pg_type'::regclass
                                                               and objid = pg_type.oid and deptype = 'e'))
            select format('alter %s %s owner to %I', kind, name, wanted.rolname)
            from owned, wanted
            where owner <> wanted.oid
            """;

    /** Accepts that another process creates it at the same time. */
    void create(Connection connection, String password) throws SQLException {
        createUnlessPresent(connection, "select 1 from pg_roles where rolname = ?", role,
                "create role " + quoted(role));
        run(connection, "alter role %s login nosuperuser nocreatedb nocreaterole noreplication password '%s'"
                .formatted(quoted(role), password.replace("'", "''")));
        createUnlessPresent(connection, "select 1 from pg_database where datname = ?", name,
                "create database " + quoted(name));
        run(connection, "alter database %s owner to %s".formatted(quoted(name), quoted(role)));
        for (var each : List.of(name, "postgres", "template1")) {
            run(connection, "revoke all on database %s from public".formatted(quoted(each)));
        }
    }

    /** Transfers the objects of another role in the connection's database to this role. */
    static void giveContent(Connection connection, String role) throws SQLException {
        var transfers = transfers(connection, role);
        connection.setAutoCommit(false);
        for (var transfer : transfers) {
            run(connection, transfer);
        }
        connection.commit();
    }

    private static List<String> transfers(Connection connection, String role) throws SQLException {
        var transfers = new ArrayList<String>();
        try (var query = connection.prepareStatement(TRANSFERS)) {
            query.setString(1, role);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    transfers.add(rows.getString(1));
                }
            }
        }
        return transfers;
    }

    private static void createUnlessPresent(Connection connection, String query, String name, String creation)
            throws SQLException {
        if (isPresent(connection, query, name)) {
            return;
        }
        try {
            run(connection, creation);
        } catch (SQLException e) {
            if (!isPresent(connection, query, name)) {
                throw e;
            }
        }
    }

    private static boolean isPresent(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
