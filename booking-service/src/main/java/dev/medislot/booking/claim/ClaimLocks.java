package dev.medislot.booking.claim;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Locks the patient, a dependent's guardian and the doctor's day for a claim, and reads its facts. */
@Repository
class ClaimLocks {

    private static final String DEFAULT_VISIT = """
            select ends[array_position(starts, :start)] as ends_at, states_of_slot(doctor_day, :start) as licensed,
                   :visitType::uuid as visit_type_id, null as visit_state
            from doctor_day
            where doctor_id = :doctor and date between :from and :to and :start = any (starts) for share
            """;
    /** Locks the day before it reads the visit, or a claim that waits for the lock would read the former day. */
    private static final String VISIT_OF_TYPE = """
            with locked as materialized (
                select doctor_day as day from doctor_day
                where doctor_id = :doctor and date between :from and :to for share
            )
            select visit.ends_at, visit.licensed, :visitType::uuid as visit_type_id, visit.name as visit_type_name,
                   visit.mode, visit.busy_from, visit.busy_until, visit.place_state as visit_state
            from locked cross join lateral visit_of_slot(locked.day, :visitType::uuid, :start) visit
            """;

    private final JdbcClient jdbc;

    ClaimLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the patient, then the guardian, then the doctor's day, in one round trip. */
    Optional<ClaimFacts> lock(ClaimRequest request) {
        var start = request.slot().start();
        var date = LocalDate.ofInstant(start, ZoneOffset.UTC);
        return jdbc.sql(locking(request.slot().visitType() == null ? DEFAULT_VISIT : VISIT_OF_TYPE))
                .param("visitType", request.slot().visitType())
                .param("patient", request.patient())
                .param("doctor", request.slot().doctor())
                .param("start", start)
                .param("from", date.minusDays(1))
                .param("to", date.plusDays(1))
                .query(ClaimFacts::of)
                .optional();
    }

    /**
     * Reads each row after its lock, so that a claim that waits for a lock sees the change for which it waited. Entries
     * of the waitlist are rows of their own, which only a volatile function reads as they are then.
     *
     * @param day the statement that locks the day and reads the visit from it
     */
    private static String locking(String day) {
        return """
                with member as materialized (
                    select id, first_name, last_name, state, guardian_id, date_of_birth, phone
                    from patient where id = :patient for no key update
                ), guardian as materialized (
                    select phone from patient where id = (select guardian_id from member) for no key update
                ), person as materialized (
                    select id, first_name, last_name, state, guardian_id, date_of_birth,
                           coalesce(member.phone, guardian.phone) as phone
                    from member left join guardian on true
                ), day as materialized (%s)
                select person.*, day.*,
                       (select first_name || ' ' || last_name from doctor where id = :doctor) as doctor_name,
                       is_waiting(person.id) as is_waiting, %s
                from person left join day on true left join doctor_contact c on c.doctor_id = :doctor
                """.formatted(day, Attendance.COLUMNS);
    }
}
