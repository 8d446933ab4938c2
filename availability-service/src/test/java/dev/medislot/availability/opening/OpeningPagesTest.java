package dev.medislot.availability.opening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.opening.DoctorOpenings.FirstOpening;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.sql.NamedParameters;
import dev.medislot.service.sql.Rows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A search reads the visit types once per doctor: three of them do not multiply the pages that it reads. */
class OpeningPagesTest {

    private static final Instant NOW = Instant.now();
    private static final SingleConnectionDataSource DEFAULT_VISIT = database("pages");
    private static final SingleConnectionDataSource THREE_TYPES = database("pagesoftypes");

    @BeforeAll
    static void load() {
        load(DEFAULT_VISIT, false);
        load(THREE_TYPES, true);
    }

    @AfterAll
    static void close() {
        DEFAULT_VISIT.destroy();
        THREE_TYPES.destroy();
    }

    @Test
    void typesAddFewPagesToASearchFromDoctors() {
        long pages = ofEachDoctor(DEFAULT_VISIT, null);

        assertThat(ofEachDoctor(THREE_TYPES, null)).isBetween(pages / 4, 2 * pages);
        assertThat(ofEachDoctor(THREE_TYPES, ScaleData.LONG_VISIT)).isBetween(pages / 4, 3 * pages);
    }

    @Test
    void typesAddFewPagesToADoctorsOpenings() {
        long pages = ofOneDoctor(DEFAULT_VISIT);

        assertThat(ofOneDoctor(THREE_TYPES)).isBetween(1L, 2 * pages);
    }

    @Test
    void typesAddFewPagesToAListOfDoctors() {
        long pages = doctorsAndCounts(DEFAULT_VISIT);

        assertThat(doctorsAndCounts(THREE_TYPES)).isBetween(pages / 4, 2 * pages);
    }

    @Test
    void aSearchStartsFromDoctorsOnlyIfTheyAreFew() {
        var byItself = new Openings(client(DEFAULT_VISIT));
        var byStart = new Openings(client(DEFAULT_VISIT), 0, 1_000_000);
        var fromDoctors = new Openings(client(DEFAULT_VISIT), 1_000, 1);
        var many = search(UsState.CA, null, null);
        var few = search(stateOfFewestDoctors(), null, null);

        assertThat(pages(DEFAULT_VISIT, byItself, many)).isLessThan(pages(DEFAULT_VISIT, fromDoctors, many));
        assertThat(pages(DEFAULT_VISIT, byItself, few)).isLessThan(pages(DEFAULT_VISIT, byStart, few));
    }

    @Test
    void aSearchOfARareModeReadsItsDoctorsOnly() {
        var openings = new Openings(client(THREE_TYPES));
        var search = byMode(stateOfTheDoctorByPhone(), VisitMode.PHONE);

        long pages = pages(THREE_TYPES, openings, search);

        assertThat(4 * pages).isLessThan(pages(THREE_TYPES, new Openings(client(THREE_TYPES), 0, 1_000_000), search));
    }

    @Test
    void aSearchInPersonReadsDoctorsOfThePlaceOnly() {
        var state = stateOfTheDoctorByPhone();
        var search = byMode(state, VisitMode.IN_PERSON);
        new TransactionTemplate(new JdbcTransactionManager(THREE_TYPES)).executeWithoutResult(status -> {
            status.setRollbackOnly();
            offerInPersonWithOnePlaceIn(state);

            long pages = pages(THREE_TYPES, new Openings(client(THREE_TYPES)), search);

            assertThat(4 * pages)
                    .isLessThan(pages(THREE_TYPES, new Openings(client(THREE_TYPES), 0, 1_000_000), search));
        });
    }

    /** All doctors choose the type by phone, which is in person now; only its former doctors have a place. */
    private static void offerInPersonWithOnePlaceIn(UsState state) {
        var jdbc = client(THREE_TYPES);
        jdbc.sql("""
                update doctor set place = jsonb_build_object('state', :state::text)
                where id in (select doctor_id from doctor_visit_type o join visit_type t on t.id = o.visit_type_id
                             where t.mode = 'PHONE')
                """).param("state", state).update();
        jdbc.sql("""
                insert into doctor_visit_type (doctor_id, visit_type_id)
                select d.id, t.id from doctor d, visit_type t where t.mode = 'PHONE' on conflict do nothing
                """).update();
        jdbc.sql("update visit_type set mode = 'IN_PERSON' where mode = 'PHONE'").update();
    }

    /** The one with the most doctors. */
    private static UsState stateOfTheDoctorByPhone() {
        return client(THREE_TYPES).sql("""
                select l.state from license l
                join doctor_visit_type o on o.doctor_id = l.doctor_id
                join visit_type t on t.id = o.visit_type_id and t.mode = 'PHONE'
                order by (select count(*) from license where state = l.state) desc
                limit 1
                """).query((row, _) -> Rows.state(row, "state")).single();
    }

    private static Search byMode(UsState state, VisitMode mode) {
        return new Search(state, null, null, NOW, NOW.plus(14, ChronoUnit.DAYS), null, Search.DEFAULT_VISIT, 51, null,
                null, mode);
    }

    private static UsState stateOfFewestDoctors() {
        var state = client(DEFAULT_VISIT).sql("select state from license group by state order by count(*) limit 1")
                .query(String.class)
                .single();
        return UsState.valueOf(state);
    }

    private static long ofEachDoctor(SingleConnectionDataSource database, @Nullable UUID type) {
        return pages(database, new Openings(client(database), 1_000, 1), search(UsState.CA, null, type));
    }

    private static long ofOneDoctor(SingleConnectionDataSource database) {
        var doctor = client(database).sql("select id from doctor order by id limit 1").query(UUID.class).single();
        return pages(database, new Openings(client(database)), search(null, new DoctorId(doctor), null));
    }

    private static long doctorsAndCounts(SingleConnectionDataSource database) {
        var search = search(UsState.CA, null, null);
        var bounds = IntStream.rangeClosed(0, 7).mapToObj(day -> NOW.plus(day, ChronoUnit.DAYS)).toList();
        var way = new DoctorOpenings(client(database));
        return new PagesRead(database).by(() -> {
            var doctors = way.firstOpenings(search, null, NOW).stream().map(FirstOpening::doctor).toList();
            assertThat(way.of(doctors, search, NOW)).isNotEmpty();
            assertThat(way.counts(search, bounds, NOW)).doesNotContain(0);
        });
    }

    private static long pages(SingleConnectionDataSource database, Openings openings, Search search) {
        return new PagesRead(database).by(() -> assertThat(openings.find(search, NOW)).hasSize(search.limit()));
    }

    private static Search search(@Nullable UsState state, @Nullable DoctorId doctor, @Nullable UUID type) {
        return new Search(state, doctor, null, NOW, NOW.plus(14, ChronoUnit.DAYS), null, Search.DEFAULT_VISIT, 51, null,
                type, null);
    }

    private static SingleConnectionDataSource database(String name) {
        var infrastructure = Infrastructure.shared();
        return new SingleConnectionDataSource(infrastructure.jdbcUrl(name), infrastructure.username(),
                infrastructure.password(), true);
    }

    private static JdbcClient client(SingleConnectionDataSource database) {
        return NamedParameters.client(new JdbcTemplate(database));
    }

    private static void load(SingleConnectionDataSource database, boolean hasVisitTypes) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/common", "classpath:db/migration")
                .load()
                .migrate();
        new ScaleData(JdbcClient.create(database), hasVisitTypes).load(60);
        // as the connections of the service
        JdbcClient.create(database).sql("set plan_cache_mode = force_generic_plan").update();
    }
}
