package dev.medislot.booking.waitlist;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static dev.medislot.common.UsState.NY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class OfferTest {

    private static final Duration PAST_THE_OFFER = Duration.ofMinutes(16);

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Autowired
    private OfferFreedTime offerFreedTime;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    private DoctorId doctor = new DoctorId(UUID.randomUUID());
    private List<SlotId> slots = List.of();

    @BeforeEach
    void aDoctorWithSlots() {
        doctor = clinic.doctor(CA);
        slots = clinic.day(doctor, 3, 4);
    }

    /** Later tests free slots that these entries would be offered. */
    @AfterEach
    void nobodyWaits() {
        clock.reset();
        jdbc.sql("delete from waitlist_entry").update();
    }

    @Test
    void aCancelledSlotIsHeldForTheFirstInLine() {
        var first = clinic.patient(CA);
        var second = clinic.patient(CA);
        var entry = join(first);
        var later = join(second);

        free(slots.getFirst());

        awaitOffer(entry);
        var offer = first.get("/waitlist/" + entry).isOk();
        assertThat(offer.text("offer/slotId")).isEqualTo(slots.getFirst().toString());
        assertThat(offer.text("offer/start")).isEqualTo(slots.getFirst().start().toString());
        assertThat(second.get("/waitlist/" + later).isOk().text("status")).isEqualTo("WAITING");
        assertThat(second.book(slots.getFirst()).problem()).isEqualTo("slot-taken");
        var holds = first.get("/holds").isOk();
        assertThat(holds.texts("items", "expiresAt")).containsExactly(offer.text("offer/expiresAt"));
        var event = offerOf(entry);
        assertThat(event.slot().id()).isEqualTo(slots.getFirst());
        assertThat(event.heldUntil().toString()).isEqualTo(offer.text("offer/expiresAt"));
        assertThat(Duration.between(event.occurredAt(), event.heldUntil())).isBetween(Duration.ofMinutes(14),
                Duration.ofMinutes(15));
    }

    @Test
    void theLinkInTheMailBooksWithoutALogin() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var token = offerOf(entry).token();
        var reader = clinic.nobody();

        assertThat(reader.get("/waitlist/" + entry + "?token=" + token).isOk().text("status")).isEqualTo("OFFERED");
        reader.get("/waitlist/" + entry + "?token=x").isInvalid("token");
        reader.post("/waitlist/" + entry + "/booking", Map.of("token", "x")).isInvalid("token");
        assertThat(patient.get("/bookings").isOk().list("items")).isEmpty();
        var booked = reader.post("/waitlist/" + entry + "/booking", Map.of("token", token)).isCreated();
        assertThat(booked.body().path("contact").isNull()).isTrue();

        assertThat(booked.text("slotId")).isEqualTo(slots.getFirst().toString());
        assertThat(booked.text("patientId")).isEqualTo(patient.id().toString());
        assertThat(booked.header("Location")).contains("/api/v1/bookings/" + booked.id());
        var again = reader.post("/waitlist/" + entry + "/booking", Map.of("token", token)).isOk();
        assertThat(again.body().path("contact").isNull()).isTrue();
        assertThat(again.id()).isEqualTo(booked.id());
        assertThat(again.header("ETag")).isPresent().isEqualTo(booked.header("ETag"));
        var ended = patient.get("/waitlist/" + entry).isOk();
        assertThat(ended.text("status")).isEqualTo("BOOKED");
        assertThat(ended.text("bookingId")).isEqualTo(booked.id());
        assertThat(patient.get("/patients/me/access").isOk().texts("items", "operation")).contains("bookWaitlistOffer");
        assertThat(patient.get("/bookings/" + booked.id() + "/history").isOk().text("items/0/actor/id"))
                .isEqualTo(patient.id().toString());
    }

    @Test
    void onlyTheHashOfATokenIsStored() {
        var entry = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        var token = offerOf(entry).token();

        assertThat(jdbc.sql("select o::text from waitlist_offer o where entry_id = ?::uuid")
                .param(entry)
                .query(String.class)
                .list()).isNotEmpty().noneMatch(row -> row.contains(token));
    }

    @Test
    void aTokenOpensItsOwnEntryOnly() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        var other = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);
        var token = offerOf(entry).token();

        clinic.nobody().get("/waitlist/" + other + "?token=" + token).isInvalid("token");
        clinic.nobody().post("/waitlist/" + other + "/booking", Map.of("token", token)).isInvalid("token");
        assertThat(patient.get("/bookings").isOk().list("items")).isEmpty();
    }

    @Test
    void theNextIsAskedWhenAnOfferLapses() {
        var first = clinic.patient(CA);
        var second = clinic.patient(CA);
        var entry = join(first);
        var later = join(second);
        free(slots.getFirst());
        awaitOffer(entry);
        var token = offerOf(entry).token();

        clock.advance(PAST_THE_OFFER);

        awaitOffer(later);
        assertThat(first.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        first.post("/waitlist/" + entry + "/booking", Map.of("token", token)).isProblem(409, "state-conflict");
        first.post("/waitlist/" + entry + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
        second.post("/waitlist/" + later + "/booking", on(slots.getFirst())).isCreated();
    }

    /** The hold can end between the start of a slow request and its booking. */
    @Test
    void aRepeatFindsItsBookingAfterTheOfferLapsed() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var path = "/waitlist/" + entry + "/booking";
        var booked = patient.post(path, on(slots.getFirst()), "Idempotency-Key", "a").isCreated();
        jdbc.sql("update waitlist_offer set status = 'LAPSED' where entry_id = ?::uuid").param(entry).update();

        var repeat = patient.post(path, on(slots.getFirst()), "Idempotency-Key", "a").isCreated();

        assertThat(repeat.id()).isEqualTo(booked.id());
    }

    /** The first request began within the time of the offer and may book the slot yet. */
    @Test
    void anOfferHasNotExpiredForARunningRequest() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var path = "/waitlist/" + entry + "/booking";
        clock.advance(PAST_THE_OFFER);

        whileElsewhereRuns(patient, "a", () -> patient.post(path, on(slots.getFirst()), "Idempotency-Key", "a")
                .isProblem(409, "idempotency-conflict"));

        patient.post(path, on(slots.getFirst()), "Idempotency-Key", "a").isProblem(409, "state-conflict");
        clock.reset();
        var repeat = patient.post(path, on(slots.getFirst()), "Idempotency-Key", "a").isProblem(409, "state-conflict");
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void aRunningRequestAloneMovesABooking() {
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(3)).isCreated().id();
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var wish = Map.of("slotId", slots.getFirst().toString(), "insteadOf", booking);

        whileElsewhereRuns(patient, "a",
                () -> patient.post("/waitlist/" + entry + "/booking", wish, "Idempotency-Key", "a")
                        .isProblem(409, "idempotency-conflict"));

        assertThat(patient.get("/bookings/" + booking).isOk().text("slotId")).isEqualTo(slots.get(3).toString());
    }

    /** Has the lock under which another instance carries out the request with that key. */
    private void whileElsewhereRuns(ApiCaller caller, String key, Runnable action) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(caller.id() + "/" + key)
                    .query(row -> {});
            action.run();
        });
    }

    @Test
    void whoLetAnOfferLapseIsAskedAboutOtherSlotsOnly() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        clock.advance(PAST_THE_OFFER);
        offerFreedTime.run();

        clinic.patient(CA).book(slots.getFirst()).isCreated();
        free(slots.get(1));

        awaitOffer(entry);
        assertThat(patient.get("/waitlist/" + entry).text("offer/slotId")).isEqualTo(slots.get(1).toString());
    }

    @Test
    void leavingTheListGivesTheSlotToTheNext() {
        var first = clinic.patient(CA);
        var entry = join(first);
        var later = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        first.delete("/waitlist/" + entry).has(204);

        awaitOffer(later);
    }

    @Test
    void aDeclinedSlotGoesToTheNext() {
        var first = clinic.patient(CA);
        var second = clinic.patient(CA);
        var entry = join(first);
        var later = join(second);
        free(slots.getFirst());
        awaitOffer(entry);
        var path = "/waitlist/%s/offer?token=".formatted(entry);
        clinic.nobody().delete(path + "x").isInvalid("token");
        second.delete("/waitlist/%s/offer?slotId=%s".formatted(entry, slots.getFirst())).isProblem(404, "not-found");
        assertThat(first.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("OFFERED");

        clinic.nobody().delete(path + offerOf(entry).token()).has(204);

        awaitOffer(later);
        clinic.nobody().delete(path + offerOf(entry).token()).has(204);
        assertThat(first.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        assertThat(second.get("/waitlist/" + later).isOk().text("status")).isEqualTo("OFFERED");
        first.post("/waitlist/" + entry + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
    }

    @Test
    void requestsByTheLinkAreInTheAccessTrail() {
        var guardian = clinic.patient(CA);
        var mia = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        for (var patient : List.of(guardian.id().toString(), mia)) {
            var slot = slots.get(patient.equals(mia) ? 1 : 0);
            var entry = join(guardian, Map.of("patientId", patient, "from", slot.start().toString()));
            free(slot);
            awaitOffer(entry);
            var query = "?token=" + offerOf(entry).token();

            clinic.nobody().get("/waitlist/" + entry + query).isOk();
            clinic.nobody().get("/waitlist/" + entry + query).isOk();
            clinic.nobody().delete("/waitlist/" + entry + "/offer" + query).has(204);
            clinic.nobody().delete("/waitlist/" + entry + "/offer" + query).has(204);
            guardian.delete("/waitlist/" + entry).has(204);

            assertThat(trail(guardian, patient)).startsWith("leaveWaitlist true", "declineWaitlistOffer true",
                    "getWaitlistEntry false", "joinWaitlist true");
        }
    }

    /** The accesses of the guardian, the newest first. */
    private static List<String> trail(ApiCaller guardian, String patient) {
        return guardian.get("/patients/" + patient + "/access")
                .isOk()
                .list("items")
                .stream()
                .filter(access -> access.path("actorId").asString().equals(guardian.id().toString()))
                .map(access -> access.path("operation").asString() + " " + access.path("change").asBoolean())
                .toList();
    }

    @Test
    void anOldTokenOpensAndDeclinesNoLaterOffer() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var old = offerOf(entry).token();
        patient.delete("/waitlist/%s/offer?slotId=%s".formatted(entry, slots.getFirst())).has(204);
        clinic.patient(CA).book(slots.getFirst()).isCreated();
        free(slots.get(1));
        awaitOffer(entry);

        var seen = clinic.nobody().get("/waitlist/" + entry + "?token=" + old).isOk();
        clinic.nobody().delete("/waitlist/%s/offer?token=%s".formatted(entry, old)).has(204);

        assertThat(seen.text("status")).isEqualTo("WAITING");
        assertThat(seen.body().path("offer").isNull()).isTrue();
        assertThat(patient.get("/waitlist/" + entry).isOk().text("offer/slotId")).isEqualTo(slots.get(1).toString());
    }

    @Test
    void aCallerBooksAndDeclinesTheOfferThatTheyName() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        var path = "/waitlist/" + entry;
        free(slots.getFirst());
        awaitOffer(entry);
        clock.advance(PAST_THE_OFFER);
        offerFreedTime.run();
        patient.post(path + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
        clinic.patient(CA).book(slots.getFirst()).isCreated();
        free(slots.get(1));
        awaitOffer(entry);

        for (var caller : List.of(patient, clinic.staff())) {
            caller.post(path + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
            caller.delete(path + "/offer?slotId=" + slots.getFirst()).isProblem(409, "state-conflict");
            caller.post(path + "/booking", Map.of()).isInvalid("slotId");
            caller.delete(path + "/offer").isInvalid("slotId");
            caller.delete(path + "/offer?slotId=x").isInvalid("slotId");
        }

        assertThat(patient.get("/bookings").isOk().list("items")).isEmpty();
        assertThat(patient.get(path).isOk().text("offer/slotId")).isEqualTo(slots.get(1).toString());
        assertThat(patient.post(path + "/booking", on(slots.get(1))).isCreated().text("slotId"))
                .isEqualTo(slots.get(1).toString());
        patient.delete(path + "/offer?slotId=" + slots.get(1)).has(204);
    }

    @Test
    void anOfferMayReplaceTheLaterBooking() {
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(3)).isCreated().id();
        var other = patient.book(clinic.day(clinic.doctor(CA), 4, 1).getFirst()).isCreated().id();
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var token = offerOf(entry).token();
        var path = "/waitlist/" + entry + "/booking";
        var reader = clinic.nobody();
        var offer = reader.get("/waitlist/" + entry + "?token=" + token).isOk();
        assertThat(offer.text("offer/laterBooking/bookingId")).isEqualTo(booking);
        assertThat(offer.text("offer/laterBooking/start")).isEqualTo(slots.get(3).start().toString());
        assertThat(offer.text("offer/timeZone")).isEqualTo(patient.get("/patients/me").isOk().text("timeZone"));
        reader.post(path, Map.of("token", token, "insteadOf", other)).isInvalid("insteadOf");

        var moved = reader.post(path, Map.of("token", token, "insteadOf", booking)).isOk();

        assertThat(moved.id()).isEqualTo(booking);
        assertThat(moved.text("slotId")).isEqualTo(slots.getFirst().toString());
        assertThat(moved.header("ETag")).isPresent().isEqualTo(patient.get("/bookings/" + booking).header("ETag"));
        assertThat(reader.post(path, Map.of("token", token, "insteadOf", booking)).isOk().id()).isEqualTo(booking);
        assertThat(patient.get("/bookings").isOk().list("items")).hasSize(2);
        assertThat(patient.get("/waitlist/" + entry).isOk().text("bookingId")).isEqualTo(booking);
        assertThat(patient.get("/patients/me/access").isOk().texts("items", "operation")).contains("bookWaitlistOffer");
    }

    @Test
    void aRepeatedReplacementGetsItsFirstAnswer() {
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(3)).isCreated().id();
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);
        var path = "/waitlist/" + entry + "/booking";
        var wish = Map.of("token", offerOf(entry).token(), "insteadOf", booking);
        var reader = clinic.nobody();
        var refused = UUID.randomUUID().toString();
        var granted = UUID.randomUUID().toString();
        clinic.license(doctor, Set.of(NY));
        reader.post(path, wish, "Idempotency-Key", refused).isProblem(422, "not-licensed");
        clinic.license(doctor, Set.of(CA));
        reader.post(path, wish, "Idempotency-Key", refused).isProblem(422, "not-licensed");
        var moved = reader.post(path, wish, "Idempotency-Key", granted).isOk();
        patient.cancel(booking).isOk();
        patient.delete("/waitlist/" + entry).has(204);

        var repeat = reader.post(path, wish, "Idempotency-Key", granted).isOk();

        assertThat(repeat.body()).isEqualTo(moved.body());
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
        reader.post(path, Map.of("token", wish.get("token")), "Idempotency-Key", granted)
                .isProblem(422, "idempotency-conflict");
    }

    @Test
    void aVisitInPersonIsReplacedAtItsPlace() {
        var colleague = clinic.doctor(CA);
        var physical = new Type(UUID.randomUUID(), "Physical", VisitMode.IN_PERSON, 30, 0, 0, CA);
        var starts = slots.stream().map(SlotId::start).toList();
        clinic.offer(colleague, starts, physical);
        var patient = clinic.patient(NY);
        var booking = patient.book(new SlotId(colleague, starts.get(3), physical.id())).isCreated().id();
        var wish = Map.of("doctorId", colleague.value(), "visitTypeId", physical.id(), "state", "NY");
        var entry = entry(patient, wish);
        free(new SlotId(colleague, starts.getFirst(), physical.id()));
        awaitOffer(entry);

        var request = Map.of("token", offerOf(entry).token(), "insteadOf", booking);
        var moved = clinic.nobody().post("/waitlist/" + entry + "/booking", request).isOk();

        assertThat(moved.id()).isEqualTo(booking);
        assertThat(moved.text("patientState")).isEqualTo("CA");
    }

    @Test
    void anEarlierBookingIsNotReplaced() {
        var patient = clinic.patient(CA);
        patient.book(slots.getFirst()).isCreated();
        var entry = join(patient);
        free(slots.get(1));
        awaitOffer(entry);

        assertThat(patient.get("/waitlist/" + entry).isOk().body().at("/offer/laterBooking").isNull()).isTrue();
    }

    @Test
    void releasingTheHoldGivesTheSlotToTheNext() {
        var first = clinic.patient(CA);
        var entry = join(first);
        var later = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        first.delete("/holds/" + first.get("/holds").isOk().text("items/0/id")).has(204);

        awaitOffer(later);
        first.post("/waitlist/" + entry + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
    }

    @Test
    void anErasedPatientGivesTheSlotToTheNext() {
        var first = clinic.patient(CA);
        var entry = join(first);
        var later = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        clinic.staff().send("DELETE", "/patients/" + first.id(), Map.of()).has(204);

        awaitOffer(later);
    }

    @Test
    void anOrdinaryBookingOfTheOfferEndsTheEntry() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        free(slots.getFirst());
        awaitOffer(entry);

        var booking = patient.book(slots.getFirst()).isCreated().id();

        assertThat(patient.get("/waitlist/" + entry).isOk().text("bookingId")).isEqualTo(booking);
    }

    @Test
    void anotherBookingOfTheKindEndsTheEntry() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        var later = join(clinic.patient(CA));

        var booking = patient.book(slots.get(2)).isCreated().id();
        free(slots.getFirst());

        awaitOffer(later);
        var ended = patient.get("/waitlist/" + entry).isOk();
        assertThat(ended.text("status")).isEqualTo("BOOKED");
        assertThat(ended.text("bookingId")).isEqualTo(booking);
        patient.post("/waitlist/" + entry + "/booking", on(slots.getFirst())).isProblem(409, "state-conflict");
    }

    @Test
    void anotherBookingGivesTheOfferToTheNext() {
        var patient = clinic.patient(CA);
        var entry = join(patient);
        var later = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        patient.book(slots.get(2)).isCreated();

        awaitOffer(later);
        assertThat(offerOf(later).slot().id()).isEqualTo(slots.getFirst());
    }

    @Test
    void aMoveIntoTheTimeEndsTheEntry() {
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(3)).isCreated().id();
        var entry = join(patient, Map.of("to", slots.get(1).start().plusSeconds(1).toString()));

        patient.move(booking, slots.get(2)).isOk();
        assertThat(patient.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        patient.move(booking, slots.get(1)).isOk();

        assertThat(patient.get("/waitlist/" + entry).isOk().text("bookingId")).isEqualTo(booking);
    }

    @Test
    void otherBookingsLeaveTheEntryWaiting() {
        var patient = clinic.patient(CA);
        var before = clinic.slot(clinic.doctor(CA), slots.get(3).start());
        patient.book(before).isCreated();
        var any = entry(patient, Map.of("to", slots.get(1).start().toString()));
        var ofDoctor = join(patient, Map.of("from", slots.get(1).start().toString()));
        var ofType = join(patient, Map.of("visitTypeId", UUID.randomUUID()));

        patient.book(clinic.slot(clinic.doctor(CA), slots.get(2).start())).isCreated();
        patient.hold(slots.get(1)).isCreated();
        clinic.patient(CA).book(slots.getFirst()).isCreated();

        for (var entry : List.of(any, ofDoctor, ofType)) {
            assertThat(patient.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        }
        var booked = patient.book(slots.get(1)).isCreated().id();
        assertThat(patient.get("/waitlist/" + ofDoctor).isOk().text("bookingId")).isEqualTo(booked);
        assertThat(patient.get("/waitlist/" + ofType).isOk().text("status")).isEqualTo("WAITING");
    }

    @Test
    void aMoveToAnOfferEndsTheEntryAndFreesTheSlot() {
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(3)).isCreated().id();
        var entry = join(patient);
        var later = join(clinic.patient(CA));
        free(slots.getFirst());
        awaitOffer(entry);

        patient.move(booking, slots.getFirst()).isOk();

        assertThat(patient.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("BOOKED");
        awaitOffer(later);
        assertThat(offerOf(later).slot().id()).isEqualTo(slots.get(3));
    }

    @Test
    void anExpiredHoldFreesItsSlot() {
        var holder = clinic.patient(CA);
        holder.hold(slots.getFirst()).isCreated();
        var entry = join(clinic.patient(CA));

        clock.advance(Duration.ofMinutes(6));

        awaitOffer(entry);
        assertThat(offerOf(entry).slot().id()).isEqualTo(slots.getFirst());
    }

    @Test
    void aSlotThatAStrangerHoldsIsOfferedAfterwards() {
        var entry = join(clinic.patient(CA));
        var leaving = clinic.patient(CA);
        var booking = leaving.book(slots.getFirst()).isCreated().id();
        jdbc.sql("update booking set status = 'CANCELLED' where id = ?::uuid").param(booking).update();
        var stranger = clinic.patient(CA);
        stranger.hold(slots.getFirst()).isCreated();
        jdbc.sql("""
                insert into freed_time (doctor_id, patient_id, starts_at, busy_from, busy_until, due_at)
                select doctor_id, patient_id, starts_at, starts_at, ends_at, now() from booking where id = ?::uuid
                """).param(booking).update();
        offerFreedTime.run();
        assertThat(jdbc.sql("select count(*) from waitlist_offer where entry_id = ?::uuid")
                .param(entry)
                .query(Integer.class)
                .single()).isZero();

        stranger.delete("/holds/" + stranger.get("/holds").isOk().text("items/0/id")).has(204);

        awaitOffer(entry);
    }

    @Test
    void nobodyIsOfferedWhatTheyCannotBook() {
        var licensedElsewhere = join(clinic.patient(NV));
        var tooLate = join(clinic.patient(CA), Map.of("from", slots.get(1).start().toString()));
        var tooEarly = join(clinic.patient(CA), Map.of("from", slots.getFirst().start().minusSeconds(60).toString(),
                "to", slots.getFirst().start().toString()));
        var anotherType = join(clinic.patient(CA), Map.of("visitTypeId", UUID.randomUUID()));
        var anotherDoctor = join(clinic.patient(CA), Map.of("doctorId", clinic.doctor(CA).value()));
        var busy = clinic.patient(CA);
        busy.book(clinic.slot(clinic.doctor(CA), slots.getFirst().start())).isCreated();
        var elsewhere = join(busy);
        var canceller = clinic.patient(CA);
        var own = join(canceller);
        var unconfirmed = clinic.patient(CA);
        var unconfirmedEntry = join(unconfirmed);
        jdbc.sql("update patient set email_confirmed_at = null where id = ?").param(unconfirmed.id()).update();
        var travelling = join(clinic.patient(NV), Map.of("state", "CA"));

        var booking = canceller.book(slots.getFirst()).isCreated().id();
        canceller.cancel(booking).isOk();

        awaitOffer(travelling);
        assertThat(jdbc.sql("select entry_id::text from waitlist_offer where doctor_id = ?")
                .param(doctor.value())
                .query(String.class)
                .list()).containsExactly(travelling)
                        .doesNotContain(licensedElsewhere, tooLate, tooEarly, anotherType, anotherDoctor, elsewhere,
                                own, unconfirmedEntry);
    }

    /** The withdrawal may arrive before the day without the slot. */
    @Test
    void aSlotThatEveryPatientLostIsNotOffered() {
        var both = clinic.doctor(CA, NY);
        var offered = clinic.day(both, 3, 2);
        var patient = clinic.patient(CA);
        var gone = patient.book(offered.getFirst()).isCreated().id();
        var lost = patient.book(offered.getLast()).isCreated().id();
        var entry = join(clinic.patient(NY), Map.of("doctorId", both.value()));

        withdraw(gone, offered.getFirst(), null);
        await().until(() -> patient.get("/bookings/" + gone).text("status").equals("CANCELLED"));
        withdraw(lost, offered.getLast(), CA);

        awaitOffer(entry);
        assertThat(offerOf(entry).slot().id()).isEqualTo(offered.getLast());
    }

    /** @param state whose patients lost the slot; null for all */
    private void withdraw(String booking, SlotId slot, @Nullable UsState state) {
        transaction.executeWithoutResult(_ -> outbox.publish(new BookingWithdrawn(UUID.fromString(booking),
                slot.doctor().value(), slot, state, 1, clock.instant(), new Actor(UUID.randomUUID(), Role.STAFF))));
    }

    @Test
    void anyLicensedDoctorSuitsAnEntryWithoutDoctor() {
        var nevada = clinic.doctor(NV);
        var slot = clinic.day(nevada, 3, 1).getFirst();
        var entry = clinic.patient(NV)
                .post("/waitlist",
                        Map.of("from", slot.start().toString(), "to", slot.start().plusSeconds(1).toString()))
                .isCreated()
                .id();

        free(slots.getFirst());
        free(slot, NV);

        awaitOffer(entry);
        assertThat(offerOf(entry).doctorId()).isEqualTo(nevada.value());
    }

    @Test
    void aPatientHasOneOfferAtATime() {
        var patient = clinic.patient(CA);
        var one = join(patient, Map.of("to", slots.get(1).start().toString()));
        var other = join(patient, Map.of("from", slots.get(1).start().toString()));
        free(slots.get(0));
        awaitOffer(one);
        free(slots.get(1));
        offerFreedTime.run();
        assertThat(patient.get("/waitlist/" + other).isOk().text("status")).isEqualTo("WAITING");

        clock.advance(PAST_THE_OFFER);

        awaitOffer(other);
    }

    @Test
    void anOfferLeavesThePatientsOtherHoldsAlone() {
        var patient = clinic.patient(CA);
        patient.hold(slots.get(2)).isCreated();
        var entry = join(patient);

        free(slots.getFirst());
        awaitOffer(entry);
        assertThat(patient.get("/holds").isOk().texts("items", "slotId")).containsExactly(slots.get(0).toString(),
                slots.get(2).toString());

        patient.hold(slots.get(3)).isCreated();
        assertThat(patient.get("/holds").isOk().texts("items", "slotId")).containsExactly(slots.get(0).toString(),
                slots.get(3).toString());
    }

    @Test
    void aGuardianBooksTheOfferToADependent() {
        var guardian = clinic.patient(CA);
        var mia = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();
        var entry = join(guardian, Map.of("patientId", mia));
        free(slots.getFirst());
        awaitOffer(entry);
        assertThat(offerOf(entry).patientId().toString()).isEqualTo(mia);

        var booked = clinic.nobody()
                .post("/waitlist/" + entry + "/booking", Map.of("token", offerOf(entry).token()))
                .isCreated();

        assertThat(booked.text("patientId")).isEqualTo(mia);
        assertThat(guardian.get("/bookings/" + booked.id() + "/history").isOk().text("items/0/actor/id"))
                .isEqualTo(guardian.id().toString());
    }

    @Test
    void freedTimeOfOneTypeIsOfferedForAnother() {
        var types = clinic.doctor(CA, NY);
        var longVisit = UUID.randomUUID();
        var shortVisit = UUID.randomUUID();
        var start = slots.getFirst().start();
        offer(types, visit(longVisit, 60, "PHONE", null, CA), visit(shortVisit, 20, "IN_PERSON", "NY", NY));
        // the place counts only for patients who chose the doctor
        var inCalifornia = entry(clinic.patient(CA), Map.of("visitTypeId", shortVisit));
        var chose = entry(clinic.patient(CA), Map.of("visitTypeId", shortVisit, "doctorId", types.value()));

        free(new SlotId(types, start, longVisit));

        awaitOffer(chose);
        assertThat(offerOf(chose).slot().id()).isEqualTo(new SlotId(types, start, shortVisit));
        assertThat(offerOf(chose).mode().name()).isEqualTo("IN_PERSON");
        var rest = entry(clinic.patient(NY), Map.of("visitTypeId", shortVisit));
        assertThat(jdbc.sql("select count(*) from waitlist_offer where entry_id in (?::uuid, ?::uuid)")
                .params(inCalifornia, rest)
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void aVisitByPhoneIsOfferedToAPatientWithANumber() {
        var types = clinic.doctor(CA, NY);
        var byPhone = UUID.randomUUID();
        var byVideo = UUID.randomUUID();
        var start = slots.getFirst().start();
        offer(types, visit(byPhone, 60, "PHONE", null, CA), visit(byVideo, 20, "VIDEO", null, CA));
        var anyVisit = clinic.patient(CA);
        var phoneOnly = clinic.patient(CA);
        jdbc.sql("update patient set phone = null where id in (?, ?)").params(anyVisit.id(), phoneOnly.id()).update();
        var passed = entry(phoneOnly, Map.of("visitTypeId", byPhone));
        var first = entry(anyVisit, Map.of("doctorId", types.value()));

        free(new SlotId(types, start, byPhone));

        awaitOffer(first);
        assertThat(offerOf(first).slot().id()).isEqualTo(new SlotId(types, start, byVideo));
        assertThat(jdbc.sql("select count(*) from waitlist_offer where entry_id = ?::uuid")
                .param(passed)
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void theLinkInTheMailShowsNoNumber() {
        var types = clinic.doctor(CA);
        var byPhone = UUID.randomUUID();
        offer(types, visit(byPhone, 60, "PHONE", null, CA));
        var patient = clinic.patient(CA);
        jdbc.sql("update patient set phone = '+12125550100' where id = ?").param(patient.id()).update();
        var entry = entry(patient, Map.of("visitTypeId", byPhone));

        free(new SlotId(types, slots.getFirst().start(), byPhone));

        awaitOffer(entry);
        var wish = Map.of("token", offerOf(entry).token());
        var booked = clinic.nobody().post("/waitlist/" + entry + "/booking", wish).isCreated();
        var again = clinic.nobody().post("/waitlist/" + entry + "/booking", wish).isOk();
        assertThat(List.of(booked, again)).allMatch(answer -> answer.body().path("phone").isNull());
        var slot = new SlotId(types, slots.getFirst().start(), byPhone);
        assertThat(patient.post("/waitlist/" + entry + "/booking", on(slot)).isOk().text("phone"))
                .isEqualTo("+12125550100");
    }

    @Test
    void theHoldEndsWithTheStart() {
        var soon = clinic.slot(doctor, clock.instant().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MINUTES));
        var entry = clinic.patient(CA)
                .post("/waitlist",
                        Map.of("doctorId", doctor.value(), "from", clock.instant().toString(), "to",
                                soon.start().plusSeconds(1).toString()))
                .isCreated()
                .id();

        var staff = clinic.staff();
        staff.patch("/bookings/" + clinic.patient(CA).book(soon).isCreated().id(), Map.of("status", "CANCELLED"))
                .isOk();

        awaitOffer(entry);
        assertThat(offerOf(entry).heldUntil()).isEqualTo(soon.start());
    }

    private void offer(DoctorId types, String... visits) {
        var start = slots.getFirst().start();
        jdbc.sql("""
                insert into doctor_day (doctor_id, date, version, starts, ends, licensed, visits, visits_version)
                values (?, ?, 1, '{}', '{}', ?, ?::jsonb, 1)
                """)
                .params(types.value(), start.atZone(ZoneId.of("America/New_York")).toLocalDate(), CA.bit() | NY.bit(),
                        List.of(visits).toString())
                .update();
    }

    private String visit(UUID type, int minutes, String mode, @Nullable String place, UsState state) {
        return """
                {"id":"%s","name":"Visit","mode":"%s","minutes":%d,"before":0,"after":0,"starts":{"%d":%d}%s}
                """.formatted(type, mode, minutes, slots.getFirst().start().getEpochSecond() / 60, state.bit(),
                place == null ? "" : ",\"state\":\"%s\"".formatted(place));
    }

    private String join(ApiCaller patient) {
        return join(patient, Map.of());
    }

    /** Waits for any slot of the doctor, unless the wishes say otherwise. */
    private String join(ApiCaller patient, Map<String, ?> wishes) {
        var all = new HashMap<String, Object>(Map.of("doctorId", doctor.value()));
        all.putAll(wishes);
        return entry(patient, all);
    }

    private String entry(ApiCaller patient, Map<String, ?> wishes) {
        var all = new HashMap<String, Object>(Map.of("from", slots.getFirst().start().toString(), "to",
                slots.getLast().start().plusSeconds(1).toString()));
        all.putAll(wishes);
        return patient.post("/waitlist", all).isCreated().id();
    }

    private void free(SlotId slot) {
        free(slot, CA);
    }

    private void free(SlotId slot, UsState state) {
        var patient = clinic.patient(state);
        patient.cancel(patient.book(slot).isCreated().id()).isOk();
    }

    private static Map<String, String> on(SlotId slot) {
        return Map.of("slotId", slot.toString());
    }

    private void awaitOffer(String entry) {
        await().until(() -> clinic.staff().get("/waitlist/" + entry).text("status").equals("OFFERED"));
    }

    private static WaitlistOffered offerOf(String entry) {
        try (var events = new EventLog(Topics.WAITLIST)) {
            return events.await(entry, 1).getLast().as(WaitlistOffered.class);
        }
    }
}
