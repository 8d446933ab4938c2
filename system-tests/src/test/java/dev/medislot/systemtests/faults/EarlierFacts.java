package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/** Staff, a closure, an entry of the waitlist and a rating, made before a moment and changed after it, and a doctor. */
final class EarlierFacts {

    private final Fleet fleet;
    private final Clinic clinic;
    private final String colleague = Clinic.anEmail("staff");
    private final String dismissed = Clinic.anEmail("staff");
    private final String newcomer = Clinic.anEmail("staff");
    private Person patient;
    private String dismissedId;
    private String closure;
    private String laterClosure;
    private String entry;
    private String laterEntry;
    private String rating;
    private Person laterDoctor;
    private String laterVisit;

    EarlierFacts(Fleet fleet, Clinic clinic) {
        this.fleet = fleet;
        this.clinic = clinic;
    }

    /** Makes two events of a booking. */
    void make(Opening opening) throws SQLException {
        var mails = new Mails(fleet.inboxUrl());
        addStaff(colleague);
        dismissedId = addStaff(dismissed);
        closure = close(200);
        patient = clinic.aPatient("CA");
        var token = mails.token(patient.email(), "Confirm your email address");
        clinic.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);
        entry = join();
        rating = rate(opening);
    }

    /** Makes one event of a booking. */
    void change() {
        staff().patch("/api/v1/staff/" + dismissedId, Map.of("disabled", true)).isOk();
        addStaff(newcomer);
        staff().delete("/api/v1/closures/" + closure).isOk();
        laterClosure = close(201);
        patient.api().delete("/api/v1/waitlist/" + entry).has(204);
        laterEntry = join();
        patient.api().patch("/api/v1/ratings/" + rating, Map.of("stars", 1)).isOk();
        laterDoctor = clinic.aDoctor("America/Los_Angeles", "CA");
        laterVisit = clinic.books(patient, clinic.openings(laterDoctor, "CA").getFirst().id()).isCreated().id();
    }

    /** The email address of the staff member that {@link #change} disables. */
    String dismissed() {
        return dismissed;
    }

    /** The id of the doctor that {@link #change} registers. */
    String laterDoctor() {
        return laterDoctor.id();
    }

    /** The dismissed member has been disabled again. */
    void assertAsBefore() {
        assertThat(logIn(colleague).status()).isEqualTo(200);
        assertThat(logIn(dismissed).status()).isEqualTo(401);
        assertThat(logIn(newcomer).status()).isEqualTo(401);
        staff().get("/api/v1/closures/" + closure).isOk();
        staff().get("/api/v1/closures/" + laterClosure).has(404);
        assertThat(staff().get("/api/v1/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        staff().get("/api/v1/waitlist/" + laterEntry).has(404);
        assertThat(staff().get("/api/v1/ratings/" + rating).isOk().body().path("stars").asInt()).isEqualTo(4);
        var login = Map.of("email", laterDoctor.email(), "password", Clinic.PASSWORD);
        clinic.api().post("/api/v1/doctors/login", login).has(401);
        staff().patch("/api/v1/bookings/" + laterVisit, Map.of("status", "CANCELLED")).isOk();
    }

    private Api staff() {
        return clinic.staff(Medislot.STAFF_EMAIL, Clinic.PASSWORD).api();
    }

    private String addStaff(String email) {
        return staff().post("/api/v1/staff", Map.of("email", email, "password", Clinic.PASSWORD)).isCreated().id();
    }

    private Answer logIn(String email) {
        return clinic.api().post("/api/v1/staff/login", Map.of("email", email, "password", Clinic.PASSWORD));
    }

    /** Beyond the horizon, where it closes nothing. */
    private String close(int daysAhead) {
        var date = LocalDate.now().plusDays(daysAhead);
        return staff().post("/api/v1/closures", Map.of("start", date + "T00:00", "end", date + "T24:00"))
                .isCreated()
                .id();
    }

    /** For a time without slots, so that nothing is offered. */
    private String join() {
        var wish = Map.of("from", "2199-01-01", "to", "2199-01-31");
        return patient.api().post("/api/v1/waitlist", wish).isCreated().id();
    }

    private String rate(Opening opening) throws SQLException {
        var visit = clinic.books(patient, opening.id()).isCreated().id();
        moveToThePast(visit);
        staff().patch("/api/v1/bookings/" + visit, Map.of("status", "COMPLETED")).isOk();
        return patient.api().post("/api/v1/ratings", Map.of("bookingId", visit, "stars", 4)).isCreated().id();
    }

    /** The clock of a running service cannot be moved. */
    private void moveToThePast(String booking) throws SQLException {
        fleet.execute("booking", """
                with moved as (
                    update booking set starts_at = date_trunc('hour', now()) - interval '2 hours',
                                       ends_at = date_trunc('hour', now()) - interval '1 hour'
                    where id = '%s' returning id, starts_at, ends_at)
                update booking_history h set starts_at = moved.starts_at, ends_at = moved.ends_at
                from moved where h.booking_id = moved.id
                """.formatted(booking));
    }
}
