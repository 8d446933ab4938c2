package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Answer;
import dev.medislot.web.Cursor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Input that no database can store is the caller's fault, and answered so. */
@BookingTest
class BadInputTest {

    @Autowired
    StoredClinic clinic;

    @Test
    void timesOutOfReachAreRefused() {
        for (var instant : List.of("+1000000000-12-31T23:59:59Z", "+300000-01-01T00:00:00Z")) {
            var cursor = Cursor.of(instant, UUID.randomUUID());
            for (var path : List.of("/bookings?from=" + instant.replace("+", "%2B"), "/bookings?cursor=" + cursor,
                    "/bookings/at-risk?cursor=" + cursor, "/ratings?cursor=" + cursor)) {
                assertThat(clinic.staff().get(path).problem()).as(path).isEqualTo("validation");
            }
        }
    }

    @Test
    void aNulNamesItsField() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        var booking = "/bookings/" + patient.book(slots.get(0)).id();

        assertRefused(patient.post("/bookings", Map.of("slotId", slots.get(1).toString(), "reason", "a\0")), "reason");
        assertRefused(patient.patch(booking, Map.of("status", "CANCELLED", "cancellationReason", "\0")),
                "cancellationReason");
        assertRefused(patient.patch("/patients/me", Map.of("firstName", "\0")), "firstName");
        assertRefused(patient.patch("/ratings/" + UUID.randomUUID(), Map.of("comment", "\0")), "comment");
        assertRefused(patient.get("/bookings?timeZone=%00"), "timeZone");
    }

    @Test
    void aReasonMayHaveLines() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var reason = "first\r\n\tsecond";

        assertThat(clinic.patient(CA)
                .post("/bookings", Map.of("slotId", slot.toString(), "reason", reason))
                .text("reason")).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/html", "a/b;q=2", "image/*, text/plain" })
    void aRequestThatAcceptsNoJsonBooksNothing(String accept) {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();

        var refused = clinic.patient(CA).post("/bookings", Map.of("slotId", slot.toString()), "Accept", accept);
        assertThat(refused.problem()).isEqualTo("not-acceptable");
        assertThat(clinic.patient(CA).book(slot).status()).isEqualTo(201);
    }

    private static void assertRefused(Answer answer, String field) {
        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
    }
}
