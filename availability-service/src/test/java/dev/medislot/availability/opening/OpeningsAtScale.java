package dev.medislot.availability.opening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.schedule.SlotOccupancy;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.sql.NamedParameters;
import dev.medislot.service.sql.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads 10,000 doctors × 60 days × 16 slots and prints how long searches take, how many pages PostgreSQL reads for them
 * and by which plans, how many rows a booking touches, and the sizes. Not part of the build:
 * {@code ./mvnw verify -pl availability-service -am -Dtest=OpeningsAtScale
 * -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dscale.types=true} for three visit types per doctor,
 * {@code -Dscale.doctors=1000} for fewer doctors, {@code -Dscale.url=jdbc:postgresql://…} for a server of one's own.
 */
class OpeningsAtScale {

    private static final int DOCTORS = Integer.getInteger("scale.doctors", 10_000);
    private static final boolean TYPES = Boolean.getBoolean("scale.types");

    private final DriverManagerDataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);

    private int backend;
    private PagesRead pages = new PagesRead(database);

    private static DriverManagerDataSource database() {
        var url = System.getProperty("scale.url");
        if (url != null) {
            return new DriverManagerDataSource(url);
        }
        var infrastructure = Infrastructure.shared();
        return new DriverManagerDataSource(infrastructure.jdbcUrl(TYPES ? "scale_types" : "scale"),
                infrastructure.username(), infrastructure.password());
    }

    @Test
    void searchesAreQuick() {
        load();
        book();
        // one connection for all, so that statements are prepared as they are in a pool
        try (var one = new SingleConnectionDataSource()) {
            one.setUrl(database.getUrl());
            one.setUsername(database.getUsername());
            one.setPassword(database.getPassword());
            one.setSuppressClose(true);
            var connection = JdbcClient.create(one);
            connection.sql("set plan_cache_mode = force_generic_plan").update(); // as the service's own
            backend = connection.sql("select pg_backend_pid()").query(Integer.class).single();
            pages = new PagesRead(one);
            measure(new Openings(NamedParameters.client(new JdbcTemplate(one))));
            showPlans(one);
        }
        change();
        sizes();
    }

    private void load() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/common", "classpath:db/migration")
                .load()
                .migrate();
        if (jdbc.sql("select exists (select 1 from doctor)").query(Boolean.class).single()) {
            return;
        }
        var start = System.nanoTime();
        new ScaleData(jdbc, TYPES).load(DOCTORS);
        print("%,d slots loaded in %d s", jdbc.sql("select count(*) from slot").query(Long.class).single(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private void measure(Openings openings) {
        var now = Instant.now();
        var nextWeek = now.plus(7, ChronoUnit.DAYS);
        var doctor = someDoctor();
        print("| search | openings | p50 ms | p99 ms | max ms | CPU ms of PostgreSQL | pages |");
        print("|---|---|---|---|---|---|---|");
        time("CA, first page", () -> openings.find(search(UsState.CA, null, null, now, 14, null), now));
        time("CA, a later page", () -> openings.find(search(UsState.CA, null, null, nextWeek, 7, LOW), now));
        time("CA and a specialty", () -> openings.find(search(UsState.CA, null, "Neurology", now, 14, null), now));
        time("WY, first page", () -> openings.find(search(UsState.WY, null, null, now, 14, null), now));
        time("WY and a specialty", () -> openings.find(search(UsState.WY, null, "neurology", now, 14, null), now));
        time("GU, some 20 doctors", () -> openings.find(search(UsState.GU, null, null, now, 14, null), now));
        time("MP, no doctors", () -> openings.find(search(UsState.MP, null, null, now, 14, null), now));
        time("one doctor's two weeks", () -> openings
                .find(new Search(null, doctor, null, now, now.plus(14, ChronoUnit.DAYS), null, 201, null), now));
        if (TYPES) {
            time("CA, the type of an hour", () -> openings.find(ofLongVisit(UsState.CA, now), now));
            time("WY, the type of an hour", () -> openings.find(ofLongVisit(UsState.WY, now), now));
            time("CA, by phone, some 10 doctors", () -> openings.find(byPhone(UsState.CA, now), now));
        }
        time("CA, an hour at night",
                () -> openings.find(
                        new Search(UsState.CA, null, null, now.truncatedTo(ChronoUnit.DAYS).plus(33, ChronoUnit.HOURS),
                                now.truncatedTo(ChronoUnit.DAYS).plus(34, ChronoUnit.HOURS), null, 51, null),
                        now));

        jdbc.sql("""
                update slot set booked = true
                where states & ? <> 0 and starts_at < ? and not booked
                """).params(UsState.OR.bit(), nextWeek.plus(5, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("vacuum analyze slot").update();
        time("OR, many doctors and all booked for 12 days",
                () -> openings.find(search(UsState.OR, null, null, now, 14, null), now));
        jdbc.sql("update slot set booked = true where states & ? <> 0 and not booked")
                .params(UsState.OR.bit())
                .update();
        jdbc.sql("vacuum analyze slot").update();
        time("OR, many doctors, all booked up",
                () -> openings.find(search(UsState.OR, null, null, now, 14, null), now));
    }

    /**
     * The CPU time of the connection's own process, in a machine's hundredths of a second; 0 where there is no /proc.
     */
    private double cpuMillis() {
        try {
            var fields = Files.readString(Path.of("/proc/%d/stat".formatted(backend))).split(" ");
            return 10.0 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        } catch (IOException e) {
            return 0;
        }
    }

    private static final UUID LOW = new UUID(0, 0);

    private static Search search(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable String specialty,
            Instant from, int days, @Nullable UUID after) {
        return new Search(state, doctor, specialty, from, from.plus(days, ChronoUnit.DAYS), after, 51, null);
    }

    private static Search ofLongVisit(UsState state, Instant from) {
        return new Search(state, null, null, from, from.plus(14, ChronoUnit.DAYS), null, Search.DEFAULT_VISIT, 51, null,
                ScaleData.LONG_VISIT, null);
    }

    private static Search byPhone(UsState state, Instant from) {
        return new Search(state, null, null, from, from.plus(14, ChronoUnit.DAYS), null, Search.DEFAULT_VISIT, 51, null,
                null, VisitMode.PHONE);
    }

    private void time(String name, Supplier<List<Opening>> search) {
        var found = 0;
        var times = new ArrayList<Double>();
        var cpu = 0.0;
        for (int i = 0; i < 300; i++) {
            if (i == 50) {
                cpu = cpuMillis();
            }
            var start = System.nanoTime();
            found = search.get().size();
            if (i >= 50) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        cpu = (cpuMillis() - cpu) / times.size();
        times.sort(null);
        print("| %s | %d | %.1f | %.1f | %.1f | %.2f | %d |", name, found, times.get(times.size() / 2),
                times.get(times.size() * 99 / 100), times.getLast(), cpu, pages.by(search::get));
    }

    private void showPlans(DataSource one) {
        var explaining = JdbcClient.create(one);
        for (var setting : new String[] { "load 'auto_explain'", "set auto_explain.log_level = notice",
                "set auto_explain.log_min_duration = 0", "set auto_explain.log_analyze = on",
                "set auto_explain.log_buffers = on", "set auto_explain.log_timing = off" }) {
            explaining.sql(setting).update();
        }
        var openings = new Openings(NamedParameters.client(new Explained(one)));
        var now = Instant.now();
        print("CA:");
        openings.find(search(UsState.CA, null, null, now, 14, null), now);
        print("WY:");
        openings.find(search(UsState.WY, null, null, now, 14, null), now);
        if (TYPES) {
            print("CA, the type of an hour:");
            openings.find(ofLongVisit(UsState.CA, now), now);
            print("CA, by phone:");
            openings.find(byPhone(UsState.CA, now), now);
        }
        print("MP:");
        openings.find(search(UsState.MP, null, null, now, 14, null), now);
        print("One doctor:");
        openings.find(new Search(null, someDoctor(), null, now, now.plus(14, ChronoUnit.DAYS), null, 201, null), now);
    }

    /** Prints what PostgreSQL says of each statement. */
    private static final class Explained extends JdbcTemplate {

        Explained(DataSource database) {
            super(database);
            setIgnoreWarnings(false);
        }

        @Override
        protected void handleWarnings(@Nullable SQLWarning warning) {
            for (var each = warning; each != null; each = each.getNextWarning()) {
                print("%s", each.getMessage());
            }
        }
    }

    private DoctorId someDoctor() {
        return new DoctorId(jdbc.sql("select id from doctor order by id limit 1").query(UUID.class).single());
    }

    /** Books the first free time of some doctors on a date, for half an hour and for an hour with buffers. */
    private void book() {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        var occupancy = new SlotOccupancy(NamedParameters.client(new JdbcTemplate(database)));
        for (var minutes : TYPES ? new int[] { 30, 60 } : new int[] { 30 }) {
            var touched = new ArrayList<Integer>();
            for (var doctor : jdbc.sql("select id from doctor order by id limit 100").query(UUID.class).list()) {
                var free = jdbc.sql("""
                        select starts_at from slot where doctor_id = ? and date = current_date + 30
                          and case when ? = 60 then open & 4 <> 0 else open <> 0 end
                        order by starts_at limit 1
                        """).params(doctor, minutes).query((row, _) -> Rows.instant(row, "starts_at")).optional();
                free.ifPresent(start -> touched.add(transactions.execute(status -> {
                    var buffer = Duration.ofMinutes(minutes == 60 ? 5 : 0);
                    var end = start.plus(Duration.ofMinutes(minutes));
                    jdbc.sql("""
                            insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at,
                                                 busy_from, busy_until)
                            values (gen_random_uuid(), 1, ?, 'CA', 'CONFIRMED', ?::timestamptz, ?::timestamptz,
                                    ?::timestamptz, ?::timestamptz)
                            """)
                            .params(doctor, start.toString(), end.toString(), start.minus(buffer).toString(),
                                    end.plus(buffer).toString())
                            .update();
                    status.setRollbackOnly();
                    return occupancy.recount(new DoctorId(doctor), start.minus(buffer), end.plus(buffer));
                })));
            }
            print("A booking of %d minutes changes %.1f rows of slots, at most %d (%d bookings)", minutes,
                    touched.stream().mapToInt(Integer::intValue).average().orElse(0),
                    touched.stream().mapToInt(Integer::intValue).max().orElse(0), touched.size());
        }
    }

    private void change() {
        var doctor = jdbc.sql("select id from doctor order by id desc limit 1").query(UUID.class).single();
        var times = new double[20];
        for (int i = 0; i < times.length; i++) {
            var start = System.nanoTime();
            jdbc.sql("update slot set states = states # 1 where doctor_id = ?").param(doctor).update();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        print("960 slots of a doctor rewritten: p50 %.0f ms, max %.0f ms", times[times.length / 2],
                times[times.length - 1]);
        assertThat(times[0]).isPositive();
    }

    private void sizes() {
        jdbc.sql("""
                select c.relname, pg_size_pretty(pg_relation_size(c.oid)) as size from pg_class c
                where (c.relname like '%slot%' or c.relname like 'opening%') and c.relkind in ('r', 'i')
                  and c.relname not like 'timeslot%'
                order by c.relname
                """).query(row -> {
            print("%s: %s", row.getString("relname"), row.getString("size"));
        });
    }

    private static void print(String line, Object... values) {
        System.out.println(line.formatted(values));
    }
}
