package dev.medislot.availability.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AvailabilityTest
class ExpiringLicenseTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Test
    void expiringLicensesShowTheBookingsTheyStrand() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00");
        var end = World.today().plusDays(20);
        world.license(doctor, "CO", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "UT", "2020-01-01", World.today().plusDays(90).toString()).isCreated();
        world.license(doctor, "NM", "2020-01-01", null).isCreated();
        world.license(doctor, "AZ", "2020-01-01", World.today().minusDays(1).toString()).isCreated();
        bookedAndCancelled(doctor, end.plusDays(3));
        bookings.book(doctor, World.at(end, "08:00"), UsState.CO);
        bookings.book(doctor, World.at(end.plusDays(1), "09:00"), UsState.UT);
        bookings.book(doctor, World.at(end.plusDays(2), "08:00"), UsState.CO);
        bookings.book(doctor, World.at(end.plusDays(1), "08:00"), UsState.CO);

        await().untilAsserted(() -> assertThat(expiring(doctor, ""))
                .extracting(each -> each.path("state").asString(), each -> each.path("strandedBookings").asInt())
                .containsExactly(Tuple.tuple("CO", 2)));
        assertThat(expiring(doctor, "?days=100")).hasSize(2);
        world.send("GET", "/licenses/expiring", doctor.token(), "").isProblem(403, "forbidden");
        world.get("/licenses/expiring").isProblem(401, "unauthenticated");
    }

    @Test
    void aRenewalWithoutAGapStrandsNothing() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "23:00");
        var end = World.today().plusDays(20);
        world.license(doctor, "CO", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "NM", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "NY", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "CO", end.plusDays(1).toString(), null).isCreated();
        world.license(doctor, "NM", end.plusDays(2).toString(), end.plusDays(3).toString()).isCreated();
        bookings.book(doctor, World.at(end.plusDays(1), "08:00"), UsState.CO);
        bookings.book(doctor, World.at(end.plusDays(2), "08:00"), UsState.CO);
        bookings.book(doctor, World.at(end.plusDays(1), "09:00"), UsState.NM);
        bookings.book(doctor, World.at(end.plusDays(2), "09:00"), UsState.NM);
        bookings.book(doctor, World.at(end.plusDays(4), "09:00"), UsState.NM);
        bookings.book(doctor, World.at(end.plusDays(5), "09:00"), UsState.NM);
        bookings.book(doctor, World.at(end, "21:00"), UsState.NY);
        bookings.book(doctor, World.at(end, "22:00"), UsState.NY);

        await().untilAsserted(() -> assertThat(expiring(doctor, ""))
                .extracting(each -> each.path("state").asString(), each -> each.path("validUntil").asString(),
                        each -> each.path("strandedBookings").asInt())
                .containsExactlyInAnyOrder(Tuple.tuple("CO", end.toString(), 0), Tuple.tuple("NM", end.toString(), 1),
                        Tuple.tuple("NY", end.toString(), 1), Tuple.tuple("NM", end.plusDays(3).toString(), 2)));
    }

    private void bookedAndCancelled(World.TestDoctor doctor, LocalDate date) {
        var start = World.at(date, "08:00");
        var booking = bookings.book(doctor, start, UsState.CO);
        await().until(() -> statuses(doctor, date), shown -> shown.contains("BOOKED"));
        bookings.cancel(booking, 2, doctor, start, UsState.CO);
        await().until(() -> statuses(doctor, date), shown -> !shown.contains("BOOKED"));
    }

    private List<String> statuses(World.TestDoctor doctor, LocalDate date) {
        return world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "status");
    }

    private List<JsonNode> expiring(World.TestDoctor doctor, String query) {
        return world.send("GET", "/licenses/expiring" + query, world.staff(), "")
                .isOk()
                .list("/items")
                .stream()
                .filter(each -> each.path("doctorId").asString().equals(doctor.id().toString()))
                .toList();
    }
}
