package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.SlotId;
import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.PostgresServer;
import dev.medislot.testkit.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL fails under patients who book, look and cancel. */
class DatabaseFaultsTest {

    private static final int PATIENTS = 12;
    private static final int TIMES = 5;
    private static final Set<String> EXPECTED = Set.of("ok", "slot-taken", "unavailable");

    private enum Fault {

        /** An administrator ends the connections, which gives SQLSTATE 57P01. */
        TERMINATED_CONNECTIONS {
            @Override
            void strike() throws SQLException {
                try (var connection = connect();
                        var statement = connection.createStatement()) {
                    statement.execute("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                            """);
                }
            }
        },
        /** PostgreSQL ends all connections when one of its processes dies, and refuses new ones until it recovered. */
        DEAD_PROCESS {
            @Override
            void strike() {
                // refuses connections while it recovers from the former death
                await().until(DatabaseFaultsTest::killsItsOwnProcess);
            }
        },
        RESTART {
            @Override
            void strike() {
                Infrastructure.shared().stopPostgres();
                Infrastructure.shared().startPostgres();
            }
        };

        abstract void strike() throws SQLException;

        static Connection connect() throws SQLException {
            return connect(Infrastructure.shared().username());
        }

        static Connection connect(String user) throws SQLException {
            var infrastructure = Infrastructure.shared();
            return DriverManager.getConnection(infrastructure.jdbcUrl("faults"), user, infrastructure.password());
        }
    }

    private static Instance instance;

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> granted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeAll
    static void start() {
        instance = Instance.on("faults");
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRequestUnderAFaultIsUnavailable(Fault fault) throws Exception {
        var doctor = instance.clinic().doctor(CA);
        var days = IntStream.rangeClosed(3, 50).mapToObj(ahead -> instance.clinic().day(doctor, ahead, 8)).toList();
        var patients = instance.clinic().patients(PATIENTS, CA);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var booking = IntStream.range(0, PATIENTS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> books(patients.get(i), days, i)))
                    .toList();
            strikeAndAwaitBookings(fault);
            for (var patient : booking) {
                patient.get();
            }
        }

        assertThat(answers).allSatisfy(DatabaseFaultsTest::isTruthful);
        assertThat(answers).extracting(Answer::problem).contains("unavailable");
        var staff = instance.clinic().staff();
        assertThat(granted).allSatisfy(booking -> staff.get("/bookings/" + booking.id()).isOk());
    }

    /** In SQL, because a process in a container has another id outside of it. */
    private static boolean killsItsOwnProcess() {
        try (var connection = Fault.connect(PostgresServer.USER);
                var statement = connection.createStatement()) {
            return statement.execute("""
                    do $$ begin
                        execute format('copy (select 1) to program %L', 'kill -9 ' || pg_backend_pid());
                    end $$""");
        } catch (SQLException e) {
            return e.getSQLState().startsWith("08");
        }
    }

    private void strikeAndAwaitBookings(Fault fault) throws SQLException {
        try {
            for (int i = 0; i < TIMES; i++) {
                int before = granted.size();
                fault.strike();
                await().until(() -> granted.size() > before + PATIENTS);
            }
        } finally {
            over.set(true);
        }
    }

    private void books(ApiCaller patient, List<List<SlotId>> days, int turn) {
        for (int i = turn; !over.get(); i++) {
            var day = days.get(i % days.size());
            var booked = patient.book(day.get(i / days.size() % day.size()));
            answers.add(booked);
            answers.add(patient.get("/bookings?limit=1"));
            if (booked.status() == 201) {
                granted.add(booked);
                answers.add(patient.cancel(booked.id()));
            }
        }
    }

    private static void isTruthful(Answer answer) {
        assertThat(answer.problem()).as(answer.toString()).isIn(EXPECTED);
        if (answer.status() == 503) {
            answer.isProblem(503, "unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.text("detail"))
                    .contains(answer.call().startsWith("GET") ? "Nothing was changed" : "It is not known whether");
        }
    }
}
