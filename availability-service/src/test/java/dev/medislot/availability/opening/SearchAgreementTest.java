package dev.medislot.availability.opening;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.opening.DoctorOpenings.FirstOpening;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.sql.NamedParameters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
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

/** However the search goes about it, it finds what a plain look at every slot finds. */
class SearchAgreementTest {

    private static final Instant NOW = Instant.now();
    private static final PatientId HOLDER = new PatientId(UUID.randomUUID());

    /** One connection for all searches; otherwise each opens its own. */
    private static final SingleConnectionDataSource DATABASE = new SingleConnectionDataSource(
            Infrastructure.shared().jdbcUrl("search"), Infrastructure.shared().username(),
            Infrastructure.shared().password(), true);
    private static final JdbcClient JDBC = NamedParameters.client(new JdbcTemplate(DATABASE));

    @BeforeAll
    static void load() {
        Flyway.configure()
                .dataSource(DATABASE)
                .locations("classpath:db/common", "classpath:db/migration")
                .load()
                .migrate();
        new ScaleData(JDBC, false).load(60);
        // the first weeks of Alaska are booked up
        JDBC.sql("update slot set booked = true where states & ? <> 0 and starts_at < ?")
                .params(UsState.AK.bit(), NOW.plus(20, ChronoUnit.DAYS).atOffset(UTC))
                .update();
        JDBC.sql("""
                insert into hold (doctor_id, starts_at, ends_at, held_until, version, patient_id)
                select doctor_id, starts_at, ends_at, now() + interval '1 hour', 1,
                       case when hashtextextended(doctor_id::text || starts_at, 2) % 3 = 0 then :holder::uuid end
                from slot
                where not booked and hashtextextended(doctor_id::text || starts_at, 1) % 10 = 0
                """).param("holder", HOLDER).update();
        JDBC.sql("analyze hold").update();
        // each search is planned for its own values
        JDBC.sql("set plan_cache_mode = force_custom_plan").update();
    }

    @AfterAll
    static void close() {
        DATABASE.destroy();
    }

    @Test
    void allWaysOfSearchingFindTheSame() {
        var ways = List.of(new Openings(JDBC), new Openings(JDBC, 0, 1_000_000), new Openings(JDBC, 0, 40),
                new Openings(JDBC, 1_000, 1));
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            var search = anySearch(random);
            var expected = plainly(search);
            for (var way : ways) {
                assertThat(way.find(search, NOW)).as("seed %d, search %d: %s", seed, i, search).isEqualTo(expected);
            }
        }
    }

    @Test
    void pagesJoinWithoutGapOrRepeat() {
        for (var way : List.of(new Openings(JDBC, 0, 50), new Openings(JDBC, 1_000, 1))) {
            var all = plainly(search(UsState.CA, null, NOW, 1, null, 1_000_000, null));
            var pages = new ArrayList<Opening>();
            var from = NOW;
            UUID after = null;
            for (List<Opening> page; !(page = way
                    .find(new Search(UsState.CA, null, null, from, NOW.plus(1, ChronoUnit.DAYS), after, 17, null), NOW))
                            .isEmpty();) {
                pages.addAll(page);
                from = page.getLast().start();
                after = page.getLast().doctor().value();
            }
            assertThat(pages).isEqualTo(all);
        }
    }

    @Test
    void doctorsAndCountsAreThoseOfTheOpenings() {
        var ways = List.of(new DoctorOpenings(JDBC), new DoctorOpenings(JDBC, 0, 1_000_000),
                new DoctorOpenings(JDBC, 0, 100));
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            var any = anySearch(random);
            var days = 1 + random.nextInt(7);
            var all = plainly(search(requireNonNull(any.state()), any.specialty(), any.from(), days, null, 1_000_000,
                    any.holder()));
            var bounds = IntStream.rangeClosed(0, days).mapToObj(day -> any.from().plus(day, ChronoUnit.DAYS)).toList();
            var firsts = new LinkedHashMap<DoctorId, Instant>();
            all.forEach(opening -> firsts.putIfAbsent(opening.doctor(), opening.start()));
            var expected = firsts.entrySet()
                    .stream()
                    .map(first -> new FirstOpening(first.getKey(), first.getValue()))
                    .toList();
            var counts = IntStream.range(0, days)
                    .map(day -> Math.min(DoctorOpenings.MAX_COUNT,
                            (int) all.stream()
                                    .filter(each -> !each.start().isBefore(bounds.get(day))
                                            && each.start().isBefore(bounds.get(day + 1)))
                                    .count()))
                    .toArray();
            var search = search(requireNonNull(any.state()), any.specialty(), any.from(), days, null, 7, any.holder());
            for (var way : ways) {
                assertThat(way.counts(search, bounds, NOW)).as("seed %d, %s", seed, search).isEqualTo(counts);
                var found = new ArrayList<FirstOpening>();
                for (List<FirstOpening> page; !(page = way.firstOpenings(search,
                        found.isEmpty() ? null : found.getLast(), NOW)).isEmpty();) {
                    found.addAll(page);
                }
                assertThat(found).as("seed %d, %s", seed, search).isEqualTo(expected);
                assertThat(way.of(expected.stream().map(FirstOpening::doctor).toList(), search, NOW))
                        .hasSameSizeAs(all);
            }
        }
    }

    private static Search anySearch(Random random) {
        var states = new UsState[] { UsState.CA, UsState.TX, UsState.WY, UsState.AK, UsState.MP, UsState.OR };
        var specialties = new @Nullable String[] { null, null, "neurology", "Alchemy" };
        var from = NOW.plus(random.nextInt(30 * 48) * 30L, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
        return search(states[random.nextInt(states.length)], specialties[random.nextInt(specialties.length)], from,
                1 + random.nextInt(20), random.nextBoolean() ? null : UUID.randomUUID(), 1 + random.nextInt(60),
                random.nextBoolean() ? null : HOLDER);
    }

    private static Search search(UsState state, @Nullable String specialty, Instant from, int days,
            @Nullable UUID after, int limit, @Nullable PatientId holder) {
        return new Search(state, null, specialty, from, from.plus(days, ChronoUnit.DAYS), after, limit, holder);
    }

    private static List<Opening> plainly(Search search) {
        return JDBC.sql("""
                select s.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, s.starts_at, s.ends_at
                from slot s join doctor d on d.id = s.doctor_id left join hold h using (doctor_id, starts_at)
                where not booked and not time_off and states & :mask <> 0
                  and (h.doctor_id is null or h.patient_id = :holder::uuid)
                  and (s.starts_at > :from or (s.starts_at = :from and s.doctor_id > :after))
                  and s.starts_at < :to
                  and (:specialty::text is null or lower(specialty) = lower(:specialty::text))
                order by s.starts_at, s.doctor_id limit :limit
                """)
                .param("mask", search.mask())
                .param("holder", search.holder())
                .param("from", search.from().atOffset(UTC))
                .param("to", search.to().atOffset(UTC))
                .param("after", search.after() == null ? new UUID(0, 0) : search.after())
                .param("specialty", search.specialty())
                .param("limit", search.limit())
                .query((row, number) -> new Opening(new DoctorId(row.getObject("doctor_id", UUID.class)),
                        row.getString("doctor_name"), row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }
}
