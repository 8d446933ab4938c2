package dev.medislot.booking.claim;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.utc;

import dev.medislot.booking.BookingRules;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.Claim.NotLicensed;
import dev.medislot.booking.claim.Claim.NoticeTooShort;
import dev.medislot.booking.claim.Claim.PatientBusy;
import dev.medislot.booking.claim.Claim.PatientUnknown;
import dev.medislot.booking.claim.Claim.Refusal;
import dev.medislot.booking.claim.Claim.SlotInPast;
import dev.medislot.booking.claim.Claim.SlotTaken;
import dev.medislot.booking.claim.Claim.SlotUnknown;
import dev.medislot.booking.claim.Claim.TooManyBookings;
import dev.medislot.booking.claim.Claim.TooManyHolds;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives slots to patients, inside the caller's transaction.
 * <p>
 * The patient and the doctor's day are locked first, so that hours, licenses and limits stay as they are read; the
 * table's constraints then judge who was first.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Claims {

    private static final int ATTEMPTS = 10;

    /** What a claim is judged by. */
    private record Place(String patientName, UsState address, @Nullable Instant end, long licensed,
            @Nullable String doctorName) {

        static Place of(ResultSet row, int number) throws SQLException {
            return new Place(row.getString("first_name") + " " + row.getString("last_name"),
                    UsState.valueOf(row.getString("state")), instantOrNull(row, "ends_at"), row.getLong("licensed"),
                    row.getString("doctor_name"));
        }
    }

    /** A live booking or hold that shares the doctor's or the patient's time. */
    private record Obstacle(UUID id, PatientId patient, SlotId slot, @Nullable Instant heldUntil, long holdVersion) {

        static Obstacle of(ResultSet row, int number) throws SQLException {
            return new Obstacle(row.getObject("id", UUID.class), new PatientId(row.getObject("patient_id", UUID.class)),
                    new SlotId(new DoctorId(row.getObject("doctor_id", UUID.class)), instant(row, "starts_at")),
                    instantOrNull(row, "held_until"), row.getLong("hold_version"));
        }

        boolean isLapsed(Instant now) {
            return heldUntil != null && !heldUntil.isAfter(now);
        }

        boolean isHoldOf(PatientId who) {
            return heldUntil != null && patient.equals(who);
        }
    }

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final BookingRules rules;
    private final Clock clock;
    private final Counter claims;

    Claims(JdbcClient jdbc, Outbox outbox, BookingRules rules, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.rules = rules;
        this.clock = clock;
        this.claims = Counter.builder("medislot.claims")
                .description("Transactions that tried to claim a slot")
                .register(meters);
    }

    /** A new booking. */
    public Claim book(ClaimRequest ask, @Nullable String reason) {
        var id = UUID.randomUUID();
        return claim(ask, id, granted -> jdbc.sql("""
                insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                     reason, created_at, updated_at)
                select ?, 'CONFIRMED', 1, ?, ?, ?, ?, ?, ?, ?, ?
                where (select count(*) from booking
                       where patient_id = ? and status = 'CONFIRMED' and ends_at > ?) < ?
                on conflict do nothing
                """)
                .params(Arrays.<@Nullable Object>asList(id, ask.slot().doctor().value(), ask.patient().value(),
                        utc(ask.slot().start()), utc(granted.slot().end()), granted.patientState().name(), reason,
                        utc(granted.at()), utc(granted.at()), ask.patient().value(), utc(granted.at()),
                        ask.isBoundByLimits() ? rules.maxLiveBookings() : Integer.MAX_VALUE))
                .update() == 1,
                now -> ask.isBoundByLimits() && liveBookings(ask.patient(), now) >= rules.maxLiveBookings()
                        ? new TooManyBookings(rules.maxLiveBookings())
                        : null);
    }

    /** A new hold. */
    public Claim hold(ClaimRequest ask, Instant until) {
        var id = UUID.randomUUID();
        return claim(ask, id, granted -> {
            var version = nextHoldVersion(ask.slot(), granted.at());
            return jdbc.sql("""
                    insert into booking (id, status, version, doctor_id, patient_id, starts_at, ends_at, patient_state,
                                         held_until, hold_version, created_at, updated_at)
                    select ?, 'HELD', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?
                    where (select count(*) from booking
                           where patient_id = ? and status = 'HELD' and held_until > ?) < ?
                    on conflict do nothing
                    """)
                    .params(id, ask.slot().doctor().value(), ask.patient().value(), utc(ask.slot().start()),
                            utc(granted.slot().end()), granted.patientState().name(), utc(until), version,
                            utc(granted.at()), utc(granted.at()), ask.patient().value(), utc(granted.at()),
                            rules.maxHolds())
                    .update() == 1
                    && announce(
                            new SlotHeld(ask.slot().doctor().value(), granted.slot(), version, granted.at(), until));
        }, now -> liveHolds(ask.patient(), now) >= rules.maxHolds() ? new TooManyHolds(rules.maxHolds()) : null);
    }

    /**
     * Another slot for a booking, which itself is never in the way. Throws DataIntegrityViolationException or
     * ConcurrencyFailureException for who was overtaken: roll back and try again to learn by whom.
     */
    public Claim move(UUID booking, ClaimRequest ask) {
        return claim(ask, booking, granted -> obstacles(ask, booking, granted.slot()).isEmpty() && jdbc.sql("""
                update booking
                set doctor_id = ?, starts_at = ?, ends_at = ?, patient_state = ?, version = version + 1, updated_at = ?
                where id = ?
                """)
                .params(ask.slot().doctor().value(), utc(ask.slot().start()), utc(granted.slot().end()),
                        granted.patientState().name(), utc(granted.at()), booking)
                .update() == 1, _ -> null);
    }

    /** Ends a patient's hold early; answers the slot it was on, if it was still there. */
    public Optional<SlotId> release(UUID hold, PatientId patient) {
        var found = jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version from booking
                where id = ? and patient_id = ? and status = 'HELD' for update
                """).params(hold, patient.value()).query(Obstacle::of).optional();
        found.ifPresent(this::release);
        return found.filter(held -> !held.isLapsed(clock.instant())).map(Obstacle::slot);
    }

    /** Forgets holds on slots whose time is over. */
    public void forgetHolds(Instant startedBefore) {
        jdbc.sql("""
                delete from booking where held_until is not null and starts_at < ?
                returning doctor_id, starts_at, hold_version
                """)
                .param(utc(startedBefore))
                .query((row,
                        _) -> Map.entry(new SlotId(new DoctorId(row.getObject("doctor_id", UUID.class)),
                                instant(row, "starts_at")), row.getLong("hold_version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue, Math::max))
                .forEach((slot, version) -> outbox.erase(Topics.HOLDS, slot.toString(), SlotHeld.class, version + 1));
    }

    /**
     * Who keeps a patient from a slot.
     *
     * @param holdEnded when the patient's own hold on it ended, if there was one
     */
    public record Occupant(PatientId by, @Nullable Instant holdEnded) {}

    /** Who has the slot now; a plain read, no claim. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Occupant> occupant(SlotId slot, PatientId asking) {
        return jdbc.sql("""
                select b.patient_id, (
                    select max(h.held_until) from booking h
                    where h.patient_id = ? and h.starts_at = b.starts_at and h.doctor_id = b.doctor_id
                      and h.status = 'LAPSED') as hold_ended
                from booking b
                where b.doctor_id = ? and b.starts_at = ? and b.status in ('CONFIRMED', 'HELD')
                  and (b.held_until is null or b.held_until > ?)
                """)
                .params(asking.value(), slot.doctor().value(), utc(slot.start()), utc(clock.instant()))
                .query((row, _) -> new Occupant(new PatientId(row.getObject("patient_id", UUID.class)),
                        instantOrNull(row, "hold_ended")))
                .optional();
    }

    /** When the holds ended that were not taken over, by whose they were; a plain read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<PatientId, Instant> endedHolds(SlotId slot) {
        return jdbc.sql("""
                select patient_id, max(held_until) as held_until from booking
                where doctor_id = ? and starts_at = ? and status = 'LAPSED' group by patient_id
                """)
                .params(slot.doctor().value(), utc(slot.start()))
                .query((row, _) -> Map.entry(new PatientId(row.getObject("patient_id", UUID.class)),
                        instant(row, "held_until")))
                .list()
                .stream()
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue));
    }

    @FunctionalInterface
    private interface Attempt {
        boolean succeeds(Granted granted);
    }

    @FunctionalInterface
    private interface Limit {
        @Nullable
        Refusal reached(Instant now);
    }

    private Claim claim(ClaimRequest ask, UUID id, Attempt attempt, Limit limit) {
        claims.increment();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!ask.slot().start().isAfter(now)) {
            return new SlotInPast();
        }
        var place = lock(ask).orElse(null);
        if (place == null) {
            return new PatientUnknown();
        }
        var end = place.end();
        if (end == null) {
            return new SlotUnknown();
        }
        if (ask.isBoundByLimits() && ask.slot().start().isBefore(now.plus(rules.minimumNotice()))) {
            return new NoticeTooShort(rules.minimumNotice());
        }
        var state = Objects.requireNonNullElse(ask.patientState(), place.address());
        if ((place.licensed() & state.bit()) == 0) {
            return new NotLicensed(state);
        }
        var slot = new SlotTime(ask.slot(), ask.slot().start(), end);
        var granted = new Granted(id, slot, ask.patient(), place.patientName(), place.doctorName(), state, now);
        for (int i = 0; i < ATTEMPTS; i++) {
            if (attempt.succeeds(granted)) {
                return granted;
            }
            var refusal = limit.reached(now);
            if (refusal == null) {
                refusal = clearTheWay(ask, id, slot);
            }
            if (refusal != null) {
                return refusal;
            }
        }
        throw new ConcurrencyFailureException("The slot changes hands too fast");
    }

    /** Locks the patient, then the doctor's day, in one round trip. */
    private Optional<Place> lock(ClaimRequest ask) {
        var start = utc(ask.slot().start());
        LocalDate date = start.toLocalDate();
        return jdbc.sql("""
                with person as materialized (
                    select first_name, last_name, state from patient where id = ? for no key update
                ), day as materialized (
                    select ends[array_position(starts, ?)] as ends_at, licensed from doctor_day
                    where doctor_id = ? and date between ? and ? and ? = any (starts) for share
                )
                select person.*, day.*, (select first_name || ' ' || last_name from doctor where id = ?) as doctor_name
                from person left join day on true
                """)
                .params(ask.patient().value(), start, ask.slot().doctor().value(), date.minusDays(1), date.plusDays(1),
                        start, ask.slot().doctor().value())
                .query(Place::of)
                .optional();
    }

    /** Sets aside holds that are over or the patient's own; answers who else is in the way. */
    private @Nullable Refusal clearTheWay(ClaimRequest ask, UUID id, SlotTime slot) {
        var now = clock.instant();
        Refusal refusal = null;
        for (var obstacle : obstacles(ask, id, slot)) {
            if (obstacle.isLapsed(now)) {
                jdbc.sql("update booking set status = 'LAPSED' where id = ? and status = 'HELD'")
                        .param(obstacle.id())
                        .update();
            } else if (obstacle.isHoldOf(ask.patient())) {
                release(obstacle);
            } else if (!obstacle.patient().equals(ask.patient())) {
                return new SlotTaken(obstacle.patient(), endOfOwnHold(ask).orElse(null));
            } else {
                refusal = new PatientBusy(obstacle.id(), obstacle.slot().equals(ask.slot()));
            }
        }
        return refusal;
    }

    private void release(Obstacle hold) {
        var version = Math.max(clock.millis(), hold.holdVersion() + 1);
        var released = jdbc
                .sql("update booking set status = 'RELEASED', hold_version = ? where id = ? and status = 'HELD'")
                .params(version, hold.id())
                .update() == 1;
        if (released) {
            outbox.erase(Topics.HOLDS, hold.slot().toString(), SlotHeld.class, version);
        }
    }

    private List<Obstacle> obstacles(ClaimRequest ask, UUID id, SlotTime slot) {
        return jdbc.sql("""
                select id, patient_id, doctor_id, starts_at, held_until, hold_version from booking
                where status in ('CONFIRMED', 'HELD') and tstzrange(starts_at, ends_at, '[)') && tstzrange(?, ?, '[)')
                  and (doctor_id = ? or patient_id = ?) and id <> ?
                order by id
                """)
                .params(utc(slot.start()), utc(slot.end()), ask.slot().doctor().value(), ask.patient().value(), id)
                .query(Obstacle::of)
                .list();
    }

    private Optional<Instant> endOfOwnHold(ClaimRequest ask) {
        return jdbc.sql("""
                select held_until from booking
                where patient_id = ? and starts_at = ? and doctor_id = ? and status = 'LAPSED'
                order by held_until desc limit 1
                """)
                .params(ask.patient().value(), utc(ask.slot().start()), ask.slot().doctor().value())
                .query((row, _) -> instant(row, "held_until"))
                .optional();
    }

    /** The moment, pushed on where needed so that the versions of one slot's holds only rise. */
    private long nextHoldVersion(SlotId slot, Instant now) {
        long last = jdbc.sql("""
                select coalesce(max(hold_version), 0) from booking where doctor_id = ? and starts_at = ?
                """).params(slot.doctor().value(), utc(slot.start())).query(Long.class).single();
        return Math.max(now.toEpochMilli(), last + 1);
    }

    private boolean announce(SlotHeld held) {
        outbox.publish(held);
        return true;
    }

    private int liveBookings(PatientId patient, Instant now) {
        return jdbc.sql("select count(*) from booking where patient_id = ? and status = 'CONFIRMED' and ends_at > ?")
                .params(patient.value(), utc(now))
                .query(Integer.class)
                .single();
    }

    private int liveHolds(PatientId patient, Instant now) {
        return jdbc.sql("select count(*) from booking where patient_id = ? and status = 'HELD' and held_until > ?")
                .params(patient.value(), utc(now))
                .query(Integer.class)
                .single();
    }
}
