package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.HI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class ListBookingsTest {

    @Autowired
    StoredClinic clinic;

    @Test
    void aVisitUnderWayIsListedFromNowOn() {
        var doctor = clinic.doctor(HI);
        var slots = clinic.day(doctor, 4, 2);
        var patient = clinic.patient(HI);
        var first = patient.book(slots.get(0)).id();
        var second = patient.book(slots.get(1)).id();
        var start = slots.get(0).start();
        var end = start.plus(StoredClinic.VISIT);

        for (var reader : new ApiCaller[] { patient, clinic.login(doctor) }) {
            assertThat(listed(reader, "from=" + start.plusSeconds(60))).containsExactly(first, second);
            assertThat(listed(reader, "from=" + end.minusMillis(1))).containsExactly(first, second);
            assertThat(listed(reader, "from=" + end)).containsExactly(second);
        }
        assertThat(listed(patient, "from=%s&to=%s".formatted(start.plusSeconds(60), start.plusSeconds(60))))
                .containsExactly(first);
        assertThat(listed(patient, "to=" + start)).isEmpty();
        assertThat(listed(clinic.staff(), "status=CONFIRMED&doctorId=%s&from=%s".formatted(doctor, end.minusMillis(1))))
                .containsExactly(first, second);
    }

    @Test
    void aVisitOverMidnightBelongsToBothDays() {
        var date = LocalDate.now(ZoneOffset.UTC).plusDays(5);
        var late = date.atTime(23, 30).toInstant(ZoneOffset.UTC);
        var patient = clinic.patient(HI);
        var booking = patient.book(clinic.slot(clinic.doctor(HI), late)).id();

        for (var day : new LocalDate[] { date, date.plusDays(1) }) {
            assertThat(listed(patient, "from=%s&to=%s".formatted(day, day))).containsExactly(booking);
        }
        assertThat(listed(patient, "from=" + date.plusDays(2))).isEmpty();
        assertThat(listed(patient, "to=" + date.minusDays(1))).isEmpty();
        // in Honolulu it is 13:30 on the first day
        assertThat(listed(patient, "from=%s&timeZone=Pacific/Honolulu".formatted(date.plusDays(1)))).isEmpty();
    }

    @Test
    void pagesGoOnAfterAVisitUnderWay() {
        var slots = clinic.day(clinic.doctor(HI), 6, 3);
        var patient = clinic.patient(HI);
        var ids = slots.stream().map(slot -> patient.book(slot).id()).toList();
        Instant now = slots.get(0).start().plus(Duration.ofMinutes(20));

        var page = patient.get("/bookings?limit=1&from=" + now);
        var rest = patient.get("/bookings?from=%s&cursor=%s".formatted(now, page.text("next")));

        assertThat(page.texts("items", "id")).containsExactly(ids.get(0));
        assertThat(rest.texts("items", "id")).containsExactly(ids.get(1), ids.get(2));
    }

    private static Iterable<String> listed(ApiCaller reader, String filters) {
        return reader.get("/bookings?" + filters).isOk().texts("items", "id");
    }
}
