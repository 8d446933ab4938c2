package dev.medislot.booking.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A guardian acts for a dependent as for themself; other patients learn nothing of either. */
@BookingTest
class GuardianTest {

    private static final Map<String, Object> MIA = Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth",
            "2019-05-30");

    @Autowired
    StoredClinic clinic;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private ApiCaller guardian = new ApiCaller(UUID.randomUUID(), null, () -> "");
    private ApiCaller other = guardian;
    private List<SlotId> slots = List.of();

    @BeforeEach
    void aFamily() {
        guardian = clinic.patient(UsState.CA);
        other = clinic.patient(UsState.CA);
        slots = clinic.day(clinic.doctor(UsState.CA), 3, 8);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aDependentIsAPatientOfItsOwn() {
        var mia = guardian.post("/patients/me/dependents", MIA).isCreated();

        assertThat(mia.text("guardianId")).isEqualTo(guardian.id().toString());
        assertThat(mia.text("address/state")).isEqualTo("CA");
        assertThat(mia.body().path("email").isNull()).isTrue();
        assertThat(mia.header("Location")).contains("/api/v1/patients/" + mia.id());
        assertThat(guardian.get("/patients/" + mia.id()).isOk().body()).isEqualTo(mia.body());
        assertThat(guardian.get("/patients/me/dependents").texts("items", "id")).containsExactly(mia.id());
        assertThat(clinic.staff().get("/patients/" + guardian.id() + "/dependents").texts("items", "firstName"))
                .containsExactly("Mia");
        var contact = contact(mia.id());
        assertThat(contact.guardianId()).isEqualTo(guardian.id());
        assertThat(contact.email()).isEmpty();
        assertThat(contact.firstName()).isEqualTo("Mia");
    }

    @Test
    void strangersLearnNothingOfADependent() {
        var mia = dependent();
        var booking = book(mia, slots.getFirst()).isCreated().id();
        var hold = guardian.post("/holds", request(mia, slots.get(3))).isCreated().id();

        for (var path : List.of("/patients/" + mia, "/patients/" + guardian.id() + "/dependents",
                "/bookings/" + booking, "/bookings/" + booking + "/history")) {
            other.get(path).isProblem(404, "not-found");
        }
        other.patch("/patients/" + mia, Map.of("planet", "Mars")).isProblem(404, "not-found");
        other.post("/patients/" + guardian.id() + "/dependents", Map.of()).isProblem(404, "not-found");
        other.cancel(booking).isProblem(404, "not-found");
        other.move(booking, slots.get(1)).isProblem(404, "not-found");
        other.delete("/holds/" + hold).isProblem(404, "not-found");
        other.post("/bookings", request(mia, slots.get(1))).isProblem(403, "forbidden");
        other.post("/holds", request(mia, slots.get(1))).isProblem(403, "forbidden");
        assertThat(other.get("/bookings?patientId=" + mia).texts("items", "id")).isEmpty();
        assertThat(other.get("/bookings").texts("items", "id")).isEmpty();
        var doctor = clinic.login(clinic.doctor(UsState.CA));
        doctor.get("/patients/" + mia).isProblem(404, "not-found");
        doctor.get("/bookings/" + booking).isProblem(404, "not-found");
        assertThat(other.get("/holds").texts("items", "id")).isEmpty();
    }

    @Test
    void theGuardianOfOneFamilyIsAStrangerToAnother() {
        var mia = dependent();
        var leo = other.post("/patients/me/dependents", MIA).isCreated().id();

        guardian.get("/patients/" + leo).isProblem(404, "not-found");
        guardian.post("/bookings", request(leo, slots.getFirst())).isProblem(403, "forbidden");
        guardian.get("/patients/" + mia + "/dependents").isProblem(404, "not-found");
        guardian.post("/patients/" + mia + "/password", Map.of("currentPassword", "x", "newPassword", "long enough 1"))
                .isProblem(404, "not-found");
        clinic.staff().post("/patients/" + mia + "/dependents", MIA).isProblem(409, "state-conflict");
        clinic.staff().get("/patients/" + UUID.randomUUID() + "/dependents").isProblem(404, "not-found");
        clinic.staff().post("/patients/" + UUID.randomUUID() + "/dependents", MIA).isProblem(404, "not-found");
    }

    @Test
    void aGuardianBooksMovesAndCancelsForADependent() {
        var mia = dependent();
        var booked = book(mia, slots.getFirst()).isCreated();

        assertThat(booked.text("patientId")).isEqualTo(mia);
        assertThat(booked.text("patientName")).isEqualTo("Mia Doe");
        guardian.move(booked.id(), slots.get(1)).isOk();
        assertThat(guardian.get("/bookings/" + booked.id() + "/history").texts("items", "change"))
                .containsExactly("CREATED", "MOVED");
        guardian.cancel(booked.id()).isOk();
        assertThat(clinic.login(slots.getFirst().doctor()).get("/bookings/" + booked.id()).text("patientName"))
                .isEqualTo("Mia Doe");
        var created = created(booked.id());
        assertThat(created.actor()).isEqualTo(new Actor(guardian.id(), Role.PATIENT));
        assertThat(created.patientId()).hasToString(mia);
    }

    @Test
    void eachMemberOfAFamilyHasTimeOfTheirOwn() {
        var otherDoctor = clinic.day(clinic.doctor(UsState.CA), 3, 1);
        var thirdDoctor = clinic.day(clinic.doctor(UsState.CA), 3, 1);
        var mia = dependent();
        guardian.book(slots.getFirst()).isCreated();

        book(mia, otherDoctor.getFirst()).isCreated();
        book(mia, thirdDoctor.getFirst()).isProblem(409, "patient-busy");
    }

    @Test
    void ownListHasTheBookingsOfTheWholeFamily() {
        var mia = dependent();
        var own = guardian.book(slots.getFirst()).isCreated().id();
        var hers = book(mia, slots.get(1)).isCreated().id();

        assertThat(guardian.get("/bookings").texts("items", "id")).containsExactly(own, hers);
        assertThat(guardian.get("/bookings?patientId=me").texts("items", "id")).containsExactly(own);
        assertThat(guardian.get("/bookings?patientId=" + mia).texts("items", "id")).containsExactly(hers);
        assertThat(guardian.get("/bookings?limit=1").texts("items", "id")).containsExactly(own);
    }

    @Test
    void aGuardianHoldsForADependent() {
        var mia = dependent();
        var hers = guardian.post("/holds", request(mia, slots.getFirst())).isCreated();
        var own = guardian.hold(slots.get(1)).isCreated();

        assertThat(hers.text("patientId")).isEqualTo(mia);
        assertThat(guardian.get("/holds").texts("items", "patientId")).containsExactly(mia, guardian.id().toString());
        guardian.book(slots.getFirst()).isProblem(409, "slot-taken");
        book(mia, slots.getFirst()).isCreated();
        guardian.delete("/holds/" + own.id()).has(204);
        var again = guardian.post("/holds", request(mia, slots.get(2))).isCreated();
        guardian.delete("/holds/" + again.id()).has(204);
    }

    @Test
    void aGuardianRatesTheVisitOfADependent() {
        var mia = dependent();
        var booking = book(mia, slots.getFirst()).isCreated().id();
        clock.advance(Duration.between(clock.instant(), slots.getFirst().start()).plusMinutes(1));
        clinic.staff().patch("/bookings/" + booking, Map.of("status", "COMPLETED")).isOk();
        var opinion = Map.of("bookingId", booking, "stars", 5);

        other.post("/ratings", opinion).isProblem(404, "not-found");
        var rating = guardian.post("/ratings", opinion).isCreated();

        assertThat(guardian.get("/ratings?bookingId=" + booking).texts("items", "bookingId")).containsExactly(booking);
        assertThat(other.get("/ratings?bookingId=" + booking).list("items")).isEmpty();
        other.patch("/ratings/" + rating.id(), Map.of("stars", 1)).isProblem(404, "not-found");
        guardian.patch("/ratings/" + rating.id(), Map.of("stars", 4)).isOk();
        guardian.delete("/ratings/" + rating.id()).has(204);
    }

    @Test
    void aGuardianChangesTheProfileOfADependent() {
        var mia = dependent();

        assertThat(
                guardian.patch("/patients/" + mia, Map.of("phone", "(415) 555-0100", "reminders", false)).text("phone"))
                        .isEqualTo("+14155550100");
        for (var caller : List.of(guardian, clinic.staff())) {
            caller.patch("/patients/" + mia, Map.of("email", "mia@example.com")).isInvalid("email");
            var none = new HashMap<String, @Nullable Object>();
            none.put("dateOfBirth", null);
            caller.patch("/patients/" + mia, none).isInvalid("dateOfBirth");
        }
        guardian.post("/patients/me/dependents", Map.of("firstName", "Leo", "lastName", "Doe"))
                .isInvalid("dateOfBirth");
    }

    @Test
    void aPatientHasABoundedNumberOfDependents() throws Exception {
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = requests
                    .invokeAll(IntStream.range(0, 14).mapToObj(_ -> (Callable<Answer>) this::addMia).toList());
            assertThat(answers.stream().map(GuardianTest::problem)).filteredOn("ok"::equals).hasSize(10);
            assertThat(answers.stream().map(GuardianTest::problem)).filteredOn("state-conflict"::equals).hasSize(4);
        }
        clinic.staff().post("/patients/" + guardian.id() + "/dependents", MIA).isProblem(409, "state-conflict");
    }

    @Test
    void aRepeatedRequestAddsOneDependent() {
        var first = guardian.post("/patients/me/dependents", MIA, "Idempotency-Key", "mia").isCreated();
        var again = guardian.post("/patients/me/dependents", MIA, "Idempotency-Key", "mia").isCreated();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(guardian.get("/patients/me/dependents").list("items")).hasSize(1);
    }

    @Test
    void limitsOfUnconfirmedAccountsCountForTheFamily() {
        var mia = dependent();
        var leo = dependent();
        book(mia, slots.getFirst()).isCreated();
        book(leo, slots.get(1)).isCreated();
        book(mia, slots.get(2)).isCreated();
        jdbc.sql("update patient set email_confirmed_at = null where id = ?").param(guardian.id()).update();

        book(leo, slots.get(3)).isProblem(422, "email-unconfirmed");
        guardian.book(slots.get(3)).isProblem(422, "email-unconfirmed");
        clinic.staff().post("/bookings", request(leo, slots.get(3))).isCreated();

        guardian.post("/holds", request(mia, slots.get(4))).isCreated();
        guardian.post("/holds", request(leo, slots.get(5))).isCreated();
        assertThat(guardian.get("/holds").texts("items", "patientId")).containsExactly(leo);
    }

    @Test
    void unconfirmedFamilyThatBooksAtOnceGetsTwo() throws Exception {
        jdbc.sql("update patient set email_confirmed_at = null where id = ?").param(guardian.id()).update();
        var members = List.of(dependent(), dependent(), dependent(), guardian.id().toString());
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = requests.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Answer>) () -> book(members.get(i % 4), slots.get(i)))
                    .toList());
            assertThat(answers.stream().map(GuardianTest::problem)).filteredOn("ok"::equals).hasSize(2);
            assertThat(answers.stream().map(GuardianTest::problem)).filteredOn("email-unconfirmed"::equals).hasSize(6);
        }
    }

    @Test
    void dependentsOfAConfirmedGuardianAreNotLimited() {
        var mia = dependent();
        IntStream.range(0, 3).forEach(i -> book(mia, slots.get(i)).isCreated());
    }

    private static String problem(Future<Answer> answer) {
        try {
            return answer.get().problem();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer addMia() {
        return guardian.post("/patients/me/dependents", MIA);
    }

    private String dependent() {
        return addMia().isCreated().id();
    }

    private Answer book(String patient, SlotId slot) {
        return guardian.post("/bookings", request(patient, slot));
    }

    private static Map<String, ?> request(String patient, SlotId slot) {
        return Map.of("slotId", slot.toString(), "patientId", patient);
    }

    private static ContactChanged contact(String person) {
        return first(Topics.CONTACTS, person, ContactChanged.class);
    }

    private static BookingCreated created(String booking) {
        return first(Topics.BOOKINGS, booking, BookingCreated.class);
    }

    private static <E> E first(String topic, String key, Class<E> type) {
        try (var log = new EventLog(topic)) {
            await().until(() -> !log.of(key).isEmpty());
            return EventJson.read(log.of(key).getFirst().value(), type);
        }
    }
}
