package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged.License;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Doctors {

    private static final String PROFILES = """
            select d.id, d.version, d.first_name, d.last_name, d.specialty, d.bio, d.time_zone, d.slot_minutes,
                   d.status, d.language, d.start_every, d.video_link, d.place,
                   nullif(r.average, 0) as average, coalesce(r.count, 0) as count,
                   (select coalesce(jsonb_agg(jsonb_build_object('state', l.state, 'validFrom', l.valid_from,
                                                                 'validUntil', l.valid_until)), '[]')
                    from verified_license l where l.doctor_id = d.id) as licenses
            from doctor d left join rating r on r.doctor_id = d.id
            """;

    private static final String LICENSED = """
            exists (select 1 from verified_license l where l.doctor_id = d.id and l.state = :state
                      and :earliest between l.valid_from and coalesce(l.valid_until, 'infinity'))
            and exists (select 1 from verified_license l where l.doctor_id = d.id and l.state = :state
                          and :latest between l.valid_from and coalesce(l.valid_until, 'infinity'))
            """;

    private static final TypeReference<List<License>> LICENSES = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Doctors(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Returns false when the email belongs to another doctor. */
    boolean add(Doctor doctor, String password, LocalDate publishedUntil) {
        // a closure waits for registrations, so that it marks every doctor whose hours do not see it
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended('closures', 0))").query(row -> {});
        return jdbc.sql("""
                insert into doctor (id, email, password, first_name, last_name, specialty, bio, time_zone,
                                    slot_minutes, published_until, email_confirmed_at, language)
                values (:id, :email, :password, :firstName, :lastName, :specialty, :bio, :timeZone, :slotMinutes,
                        :publishedUntil, null, :language)
                on conflict on constraint doctor_email_taken do nothing
                """)
                .param("id", doctor.id())
                .param("email", doctor.email())
                .param("password", password)
                .param("firstName", doctor.firstName())
                .param("lastName", doctor.lastName())
                .param("specialty", doctor.specialty())
                .param("bio", doctor.bio())
                .param("timeZone", doctor.timeZone())
                .param("slotMinutes", doctor.slotMinutes())
                .param("publishedUntil", publishedUntil)
                .param("language", doctor.language())
                .update() == 1;
    }

    Optional<Doctor> find(DoctorId id) {
        return jdbc.sql("""
                select id, version, email, first_name, last_name, specialty, bio, time_zone, slot_minutes, reminders,
                       language, status, start_every, video_link, place,
                       email_confirmed_at is not null as email_confirmed, pending_email
                from doctor where id = :id
                """).param("id", id).query(this::doctor).optional();
    }

    private Doctor doctor(ResultSet row, int number) throws SQLException {
        return new Doctor(Rows.doctorId(row, "id"), row.getLong("version"), row.getString("email"),
                row.getString("first_name"), row.getString("last_name"), row.getString("specialty"),
                row.getString("bio"), ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                row.getBoolean("reminders"), row.getString("language"), DoctorStatus.valueOf(row.getString("status")),
                row.getBoolean("email_confirmed"), row.getString("pending_email"), visits(row));
    }

    private VisitSettings visits(ResultSet row) throws SQLException {
        var place = row.getString("place");
        return new VisitSettings(row.getObject("start_every", Integer.class), row.getString("video_link"),
                place == null ? null : json.readValue(place, Place.class));
    }

    /** The hours' version rises too when zone, slot length or the starts of visits change. */
    void change(Doctor doctor) {
        jdbc.sql("""
                update doctor
                set version = version + 1, pending_email = :pendingEmail, first_name = :firstName,
                    last_name = :lastName, specialty = :specialty, bio = :bio,
                    time_zone = :timeZone, slot_minutes = :slotMinutes,
                    reminders = :reminders, language = :language, status = :status,
                    hours_version = hours_version
                        + case when (time_zone, slot_minutes::int) = (:timeZone, :slotMinutes) then 0 else 1 end
                where id = :id
                """).paramSource(doctor).update();
        change(doctor.id(), doctor.visits());
    }

    private void change(DoctorId doctor, VisitSettings visits) {
        jdbc.sql("""
                update doctor
                set hours_version = hours_version
                        + case when start_every is distinct from :startEvery::smallint then 1 else 0 end,
                    start_every = :startEvery::smallint, video_link = :videoLink, place = :place::jsonb
                where id = :id
                """)
                .param("startEvery", visits.startEvery())
                .param("videoLink", visits.videoLink())
                .param("place", visits.place() == null ? null : json.writeValueAsString(visits.place()))
                .param("id", doctor)
                .update();
    }

    /** Returns the doctor, whose row is locked until the transaction ends. */
    Optional<Doctor> lock(DoctorId id) {
        jdbc.sql("select id from doctor where id = :id for no key update")
                .param("id", id)
                .query((_, _) -> id)
                .optional();
        return find(id);
    }

    boolean isEmailTaken(String email) {
        return jdbc.sql("select exists (select 1 from doctor where email = :email)")
                .param("email", email)
                .query(Boolean.class)
                .single();
    }

    /** The pending address ends if it is this one. */
    void confirmEmail(DoctorId id, String email, Instant at) {
        jdbc.sql("""
                update doctor
                set version = version + 1, email = :email, email_confirmed_at = :at,
                    pending_email = nullif(pending_email, :email)
                where id = :id
                """).param("id", id).param("email", email).param("at", at).update();
    }

    void muteReminders(DoctorId doctor) {
        jdbc.sql("update doctor set version = version + 1, reminders = false where id = :id")
                .param("id", doctor)
                .update();
    }

    void countChange(DoctorId doctor) {
        jdbc.sql("update doctor set version = version + 1 where id = :id").param("id", doctor).update();
    }

    Optional<DoctorProfile> profile(DoctorId id, Instant now) {
        return jdbc.sql(PROFILES + "where d.id = :id").param("id", id).query((row, _) -> profile(row, now)).optional();
    }

    /** Ordered by last name, first name and id, which make the cursor. */
    List<DoctorProfile> profiles(DoctorFilter filter, int limit, @Nullable Cursor after, Instant now) {
        var where = Where.of(LICENSED, licensedNow(filter.state(), now))
                .and("d.status = :status", "status", filter.status())
                .and("d.search_specialty = (select search_text(:specialty))", "specialty", filter.specialty())
                .and("d.search_text like all ((select search_patterns(:q))::text[])", "q", filter.q())
                .and("(d.last_name, d.first_name, d.id) > (:lastName, :firstName, :id)", after == null ? null
                        : Map.of("lastName", after.text(0), "firstName", after.text(1), "id", after.uuid(2)));
        return jdbc.sql(PROFILES + where + " order by d.last_name, d.first_name, d.id limit :limit")
                .params(where.params())
                .param("limit", limit)
                .query((row, _) -> profile(row, now))
                .list();
    }

    /** The dates on which a license must be valid now, in the zones of the state. */
    private static @Nullable Map<String, Object> licensedNow(@Nullable UsState state, Instant now) {
        if (state == null) {
            return null;
        }
        var dates = state.datesAt(now);
        return Map.of("state", state, "earliest", dates.first(), "latest", dates.last());
    }

    private DoctorProfile profile(ResultSet row, Instant now) throws SQLException {
        var visits = visits(row);
        var states = License.statesAt(json.readValue(row.getString("licenses"), LICENSES), now);
        return new DoctorProfile(Rows.uuid(row, "id"), row.getLong("version"), row.getString("first_name"),
                row.getString("last_name"), row.getString("specialty"), row.getString("bio"),
                ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                new DoctorProfile.Rating(row.getObject("average", Double.class), row.getInt("count")),
                states.stream().sorted(Comparator.comparing(UsState::name)).toList(),
                DoctorStatus.valueOf(row.getString("status")), row.getString("language"), visits.startEvery(),
                visits.videoLink(), visits.place());
    }
}
