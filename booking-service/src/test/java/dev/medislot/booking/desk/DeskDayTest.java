package dev.medislot.booking.desk;

import static dev.medislot.common.UsState.AK;
import static dev.medislot.common.UsState.HI;
import static dev.medislot.common.UsState.ME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@BookingTest
class DeskDayTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static LocalDate daysAhead(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days);
    }

    private List<JsonNode> slots(DoctorId doctor, LocalDate date, String more) {
        return clinic.staff()
                .get("/desk/day?date=%s&doctorId=%s%s".formatted(date, doctor, more))
                .isOk()
                .list("doctors/0/slots");
    }

    private static List<String> texts(List<JsonNode> slots, String field) {
        return slots.stream().map(slot -> slot.path(field).asString("")).toList();
    }

    @Test
    void everySlotSaysWhatItIsAndWhoHasIt() {
        var doctor = clinic.doctor(ME);
        var slots = clinic.day(doctor, 11, 4);
        var booked = clinic.patient(ME);
        var holder = clinic.patient(ME);
        var booking = booked.book(slots.get(1)).id();
        var hold = holder.hold(slots.get(2));
        var cancelled = clinic.patient(ME);
        cancelled.cancel(cancelled.book(slots.get(3)).id());

        var shown = slots(doctor, daysAhead(11), "");

        assertThat(texts(shown, "id")).isEqualTo(slots.stream().map(Object::toString).toList());
        assertThat(texts(shown, "status")).containsExactly("OPEN", "BOOKED", "HELD", "OPEN");
        assertThat(texts(shown, "bookingId")).containsExactly("", booking, "", "");
        assertThat(texts(shown, "holdId")).containsExactly("", "", hold.id(), "");
        assertThat(texts(shown, "heldUntil").get(2)).isEqualTo(hold.text("expiresAt"));
        assertThat(texts(shown, "patientId")).containsExactly("", booked.id().toString(), holder.id().toString(), "");
        assertThat(texts(shown, "patientName")).containsExactly("", "Pat Doe", "Pat Doe", "");
        clock.advance(Duration.ofMinutes(6));
        assertThat(texts(slots(doctor, daysAhead(11), ""), "status")).containsExactly("OPEN", "BOOKED", "OPEN", "OPEN");
    }

    @Test
    void visitsThatAreOverStayInTheirPlace() {
        var doctor = clinic.doctor(ME);
        var slots = clinic.day(doctor, 1, 3);
        var first = clinic.patient(ME).book(slots.get(0)).id();
        clinic.patient(ME).book(slots.get(1));
        clock.advance(Duration.between(Instant.now(), slots.get(2).start()).plus(Duration.ofMinutes(1)));
        clinic.staff().patch("/bookings/" + first, Map.of("status", "NO_SHOW"));

        var shown = slots(doctor, daysAhead(1), "");

        assertThat(texts(shown, "status")).containsExactly("BOOKED", "BOOKED", "PAST");
        assertThat(texts(shown, "bookingStatus")).containsExactly("NO_SHOW", "CONFIRMED", "");
    }

    @Test
    void aBookingOfAnotherLengthCoversTheNewSlots() {
        var doctor = clinic.doctor(ME);
        var slot = clinic.day(doctor, 12, 1).getFirst();
        var booking = clinic.patient(ME).book(slot).id();
        clinic.close(doctor);
        assertThat(texts(slots(doctor, daysAhead(12), ""), "bookingId")).containsExactly(booking);
        var half = Duration.ofMinutes(30);
        clinic.slots(doctor, half,
                List.of(slot.start(), slot.start().plus(half), slot.start().plus(StoredClinic.VISIT)));

        var shown = slots(doctor, daysAhead(12), "");

        assertThat(texts(shown, "status")).containsExactly("BOOKED", "OPEN");
        assertThat(texts(shown, "end").getFirst()).isEqualTo(slot.start().plus(StoredClinic.VISIT).toString());
        assertThat(texts(shown, "start").getLast()).isEqualTo(slot.start().plus(StoredClinic.VISIT).toString());
    }

    @Test
    void aDateIsADayInTheZoneThatIsAskedFor() {
        var doctor = clinic.doctor(ME);
        var newYork = ZoneId.of("America/New_York");
        var date = daysAhead(13);
        var late = date.atTime(23, 0).atZone(newYork).toInstant();
        var slot = clinic.slot(doctor, late);

        assertThat(texts(slots(doctor, date, ""), "id")).containsExactly(slot.toString());
        assertThat(slots(doctor, date.plusDays(1), "")).isEmpty();
        assertThat(slots(doctor, date, "&timeZone=UTC")).isEmpty();
        assertThat(texts(slots(doctor, date.plusDays(1), "&timeZone=UTC"), "id")).containsExactly(slot.toString());
        assertThat(texts(slots(doctor, date, "&timeZone=Pacific/Honolulu"), "id")).containsExactly(slot.toString());
    }

    @Test
    void withoutAZoneItIsEachDoctorsOwnDay() {
        var doctor = clinic.doctor(ME);
        jdbc.sql("update doctor set time_zone = 'Asia/Tokyo' where id = ?").param(doctor.value()).update();
        var date = daysAhead(16);
        var morning = clinic.slot(doctor, date.atTime(8, 0).atZone(ZoneId.of("Asia/Tokyo")).toInstant());

        assertThat(texts(slots(doctor, date, ""), "id")).containsExactly(morning.toString());
        assertThat(slots(doctor, date.minusDays(1), "")).isEmpty();
        assertThat(texts(slots(doctor, date.minusDays(1), "&timeZone=UTC"), "id")).containsExactly(morning.toString());
    }

    @Test
    void doctorsAreFilteredAndPagedByName() {
        var both = clinic.doctor(AK, HI);
        var alaska = clinic.doctor(AK);
        var off = clinic.doctor(AK);
        clinic.day(both, 14, 2);
        clinic.day(alaska, 14, 1);
        clinic.day(off, 15, 1);
        jdbc.sql("update doctor set last_name = 'Abel', specialty = 'Dermatology' where id = ?")
                .param(alaska.value())
                .update();
        var day = "/desk/day?date=" + daysAhead(14);

        assertThat(doctors(day + "&state=AK")).containsExactly(alaska.toString(), both.toString());
        assertThat(doctors(day + "&state=HI")).containsExactly(both.toString());
        assertThat(doctors(day + "&state=AK&specialty=dermatology")).containsExactly(alaska.toString());
        var page = clinic.staff().get(day + "&state=AK&limit=1");
        assertThat(page.texts("doctors", "doctorName")).containsExactly("Ada Abel");
        assertThat(page.texts("doctors", "specialty")).containsExactly("Dermatology");
        var next = clinic.staff().get(day + "&state=AK&limit=1&cursor=" + page.text("next"));
        assertThat(next.texts("doctors", "doctorId")).containsExactly(both.toString());
        assertThat(next.body().path("next").isNull()).isTrue();
    }

    private List<String> doctors(String path) {
        return clinic.staff().get(path).isOk().texts("doctors", "doctorId");
    }

    @Test
    void onlyStaffSeesTheDay() {
        var path = "/desk/day?date=" + daysAhead(3);

        assertThat(clinic.patient(ME).get(path).problem()).isEqualTo("forbidden");
        assertThat(clinic.login(clinic.doctor(ME)).get(path).problem()).isEqualTo("forbidden");
        clinic.staff().get("/desk/day").isInvalid("date");
        clinic.staff().get("/desk/day?date=tomorrow").isInvalid("date");
        clinic.staff().get(path + "&timeZone=Mars/Olympus").isInvalid("timeZone");
        clinic.staff().get(path + "&state=ZZ").isInvalid("state");
    }
}
