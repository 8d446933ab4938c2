package dev.medislot.availability.opening;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.opening.DoctorOpenings.FirstOpening;
import dev.medislot.availability.opening.Opening.OpenVisit;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.infra.Infrastructure;
import dev.medislot.service.sql.NamedParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/**
 * All plans find the same openings as a plain scan, where two doctors of three offer visit types of several lengths and
 * buffers.
 */
class VisitSearchTest {

    private static final Instant NOW = Instant.now();
    private static final PatientId HOLDER = new PatientId(UUID.randomUUID());
    private static final List<UUID> TYPES = IntStream.range(0, 6).mapToObj(_ -> UUID.randomUUID()).toList();

    /** One connection for all searches; otherwise each opens its own. */
    private static final SingleConnectionDataSource DATABASE = new SingleConnectionDataSource(
            Infrastructure.shared().jdbcUrl("visitsearch"), Infrastructure.shared().username(),
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
        offerTypes();
        JDBC.sql("""
                update slot s
                set fits = offered.bits & hashtextextended(s.doctor_id::text || s.starts_at, 3),
                    blocked = hashtextextended(s.doctor_id::text || s.starts_at, 4)
                              & hashtextextended(s.doctor_id::text || s.starts_at, 5) & 63
                from (select o.doctor_id, bit_or(1::bigint << t.bit) as bits
                      from doctor_visit_type o join visit_type t on t.id = o.visit_type_id group by 1) offered
                where offered.doctor_id = s.doctor_id
                """).update();
        JDBC.sql("""
                insert into hold (doctor_id, starts_at, ends_at, held_until, version, patient_id, busy_from, busy_until)
                select doctor_id, starts_at, ends_at, now() + interval '1 hour', 1,
                       case when hashtextextended(doctor_id::text || starts_at, 2) % 3 = 0 then :holder::uuid end,
                       case when fits is not null then starts_at - interval '10 minutes' end,
                       case when fits is not null then ends_at + interval '35 minutes' end
                from slot where open <> 0 and hashtextextended(doctor_id::text || starts_at, 1) % 20 = 0
                """).param("holder", HOLDER).update();
        for (var table : List.of("slot", "hold", "visit_type", "doctor_visit_type")) {
            JDBC.sql("vacuum analyze " + table).update();
        }
        // each search is planned for its own values
        JDBC.sql("set plan_cache_mode = force_custom_plan").update();
    }

    @AfterAll
    static void close() {
        DATABASE.destroy();
    }

    private static void offerTypes() {
        for (int bit = 0; bit < TYPES.size(); bit++) {
            JDBC.sql("""
                    insert into visit_type (id, bit, name, minutes, mode, buffer_before, buffer_after)
                    values (:id, :bit, :name, :minutes, :mode, :before, :after)
                    """)
                    .param("id", TYPES.get(bit))
                    .param("bit", bit)
                    .param("name", "Type " + bit)
                    .param("minutes", 20 + 15 * bit)
                    .param("mode", bit == 3 ? VisitMode.IN_PERSON : bit % 2 == 0 ? VisitMode.PHONE : VisitMode.VIDEO)
                    .param("before", 5 * (bit % 3))
                    .param("after", 10 * (bit % 2))
                    .update();
        }
        JDBC.sql("""
                update doctor
                set place = jsonb_build_object('state', case when hashtext(id::text) % 2 = 0 then 'CA' else 'TX' end)
                where hashtext(id::text) % 3 <> 0
                """).update();
        // the last one is offered by few doctors
        JDBC.sql("""
                insert into doctor_visit_type (doctor_id, visit_type_id, minutes)
                select d.id, t.id, case when abs(hashtextextended(d.id::text || t.id, 7)) % 4 = 0 then 40 end
                from doctor d cross join visit_type t
                where abs(hashtextextended(d.id::text, 6)) % 3 > 0
                  and abs(hashtextextended(d.id::text || t.bit, 8)) % 10 < case t.bit when 5 then 1 else 6 end
                """).update();
    }

    @Test
    void allWaysOfSearchingFindTheSame() {
        var ways = List.of(new Openings(JDBC), new Openings(JDBC, 0, 1_000_000), new Openings(JDBC, 0, 40),
                new Openings(JDBC, 1_000, 1));
        var seed = System.nanoTime();
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 60; i++) {
            var search = anySearch(random);
            var expected = plainly(search);
            found += expected.size();
            for (var way : ways) {
                assertThat(way.find(search, NOW)).as("seed %d, search %d: %s", seed, i, search).isEqualTo(expected);
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void pagesJoinWithoutGapOrRepeat() {
        var end = NOW.plus(1, ChronoUnit.DAYS);
        for (var way : List.of(new Openings(JDBC, 0, 50), new Openings(JDBC, 1_000, 1))) {
            var all = plainly(new Search(UsState.CA, null, null, NOW, end, null, Search.DEFAULT_VISIT, 1_000_000, null,
                    null, null));
            var pages = new ArrayList<Opening>();
            var search = new Search(UsState.CA, null, null, NOW, end, null, Search.DEFAULT_VISIT, 7, null, null, null);
            for (List<Opening> page; !(page = way.find(search, NOW)).isEmpty();) {
                pages.addAll(page);
                var last = page.getLast();
                search = new Search(UsState.CA, null, null, last.start(), end, last.doctor().value(), last.bit(), 7,
                        null, null, null);
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
            int days = 1 + random.nextInt(7);
            var search = new Search(any.state(), null, any.specialty(), any.from(),
                    any.from().plus(days, ChronoUnit.DAYS), null, Search.DEFAULT_VISIT, 7, any.holder(),
                    any.visitType(), any.mode());
            var all = plainly(search.until(search.to(), 1_000_000));
            var bounds = IntStream.rangeClosed(0, days).mapToObj(day -> any.from().plus(day, ChronoUnit.DAYS)).toList();
            var firsts = new LinkedHashMap<DoctorId, Instant>();
            all.forEach(opening -> firsts.putIfAbsent(opening.doctor(), opening.start()));
            for (var way : ways) {
                assertThat(way.counts(search, bounds, NOW)).as("seed %d, %s", seed, search)
                        .isEqualTo(counts(all, bounds));
                var found = new ArrayList<FirstOpening>();
                for (List<FirstOpening> page; !(page = way.firstOpenings(search,
                        found.isEmpty() ? null : found.getLast(), NOW)).isEmpty();) {
                    found.addAll(page);
                }
                assertThat(found).as("seed %d, %s", seed, search)
                        .isEqualTo(firsts.entrySet()
                                .stream()
                                .map(first -> new FirstOpening(first.getKey(), first.getValue()))
                                .toList());
                assertThat(way.of(List.copyOf(firsts.keySet()), search, NOW)).extracting(Opening::slotId)
                        .containsExactlyInAnyOrderElementsOf(all.stream().map(Opening::slotId).toList());
            }
        }
    }

    private static int[] counts(List<Opening> openings, List<Instant> bounds) {
        return IntStream.range(0, bounds.size() - 1)
                .map(day -> Math.min(DoctorOpenings.MAX_COUNT,
                        (int) openings.stream()
                                .filter(each -> !each.start().isBefore(bounds.get(day))
                                        && each.start().isBefore(bounds.get(day + 1)))
                                .count()))
                .toArray();
    }

    private static Search anySearch(Random random) {
        var states = new UsState[] { UsState.CA, UsState.TX, UsState.WY, UsState.MP, UsState.OR };
        var specialties = new @Nullable String[] { null, null, "neurology", "Alchemy" };
        var from = NOW.plus(random.nextInt(30 * 48) * 30L, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
        return new Search(states[random.nextInt(states.length)], null, specialties[random.nextInt(specialties.length)],
                from, from.plus(1 + random.nextInt(20), ChronoUnit.DAYS),
                random.nextBoolean() ? null : UUID.randomUUID(), random.nextInt(7) == 6 ? 62 : random.nextInt(6),
                1 + random.nextInt(60), random.nextBoolean() ? null : HOLDER,
                random.nextInt(3) == 0 ? null : TYPES.get(random.nextInt(TYPES.size())),
                random.nextInt(3) > 0 ? null : VisitMode.values()[random.nextInt(VisitMode.values().length)]);
    }

    private static List<Opening> plainly(Search search) {
        return JDBC.sql("""
                with visit as (
                    select doctor_id, starts_at, states, ends_at, starts_at as busy_from, ends_at as busy_until,
                           62 as bit, null::uuid as type, null as name, null as mode
                    from slot where fits is null and not booked and not time_off
                    union all
                    select s.doctor_id, s.starts_at, s.states,
                           s.starts_at + make_interval(mins => coalesce(o.minutes, t.minutes)),
                           s.starts_at - make_interval(mins => t.buffer_before),
                           s.starts_at + make_interval(mins => coalesce(o.minutes, t.minutes) + t.buffer_after),
                           t.bit, t.id, t.name, t.mode
                    from slot s join doctor_visit_type o using (doctor_id) join visit_type t on t.id = o.visit_type_id
                    join doctor p on p.id = s.doctor_id
                    where s.fits is not null and s.fits >> t.bit & 1 = 1 and s.blocked >> t.bit & 1 = 0
                      and (t.mode <> 'IN_PERSON' or p.place_state = :state::text))
                select v.*, d.first_name || ' ' || d.last_name as doctor_name
                from visit v join doctor d on d.id = v.doctor_id
                where v.states & :mask <> 0
                  and not exists (select 1 from hold h
                                  where h.doctor_id = v.doctor_id and (h.patient_id = :holder::uuid) is not true
                                    and tstzrange(coalesce(h.busy_from, h.starts_at), coalesce(h.busy_until, h.ends_at))
                                        && tstzrange(v.busy_from, v.busy_until))
                  and (:type::uuid is null or v.type = :type::uuid)
                  and (:mode::text is null or coalesce(v.mode, 'VIDEO') = :mode::text)
                  and (v.starts_at > :from or (v.starts_at = :from and (v.doctor_id, v.bit) > (:after, :afterBit)))
                  and v.starts_at < :to
                  and (:specialty::text is null or lower(specialty) = lower(:specialty::text))
                order by v.starts_at, v.doctor_id, v.bit limit :limit
                """)
                .param("state", search.state())
                .param("mask", search.mask())
                .param("holder", search.holder())
                .param("type", search.visitType())
                .param("mode", search.mode())
                .param("from", search.from().atOffset(UTC))
                .param("to", search.to().atOffset(UTC))
                .param("after", search.after() == null ? new UUID(0, 0) : search.after())
                .param("afterBit", search.afterBit())
                .param("specialty", search.specialty())
                .param("limit", search.limit())
                .query(VisitSearchTest::opening)
                .list();
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        var type = row.getObject("type", UUID.class);
        return new Opening(new DoctorId(row.getObject("doctor_id", UUID.class)), row.getString("doctor_name"),
                row.getTimestamp("starts_at").toInstant(), row.getTimestamp("ends_at").toInstant(),
                type == null ? null
                        : new OpenVisit(type, row.getInt("bit"), row.getString("name"),
                                VisitMode.valueOf(row.getString("mode"))));
    }
}
