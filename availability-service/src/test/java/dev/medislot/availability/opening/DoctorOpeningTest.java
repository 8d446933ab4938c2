package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.testkit.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class DoctorOpeningTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    private final LocalDate tuesday = World.next(TUESDAY);
    private final String specialty = "S" + UUID.randomUUID().toString().substring(0, 8);

    private TestDoctor doctor(String start, String end) {
        var doctor = world.doctorIn(World.DENVER, start, end, "CO");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"specialty\":\"%s\"}".formatted(specialty)).isOk();
        return doctor;
    }

    private Answer list(String rest) {
        return world.get("/slots/by-doctor?state=CO&timeZone=America/Denver&specialty=%s%s".formatted(specialty, rest))
                .isOk();
    }

    @Test
    void doctorsComeByTheirFirstOpening() {
        var late = doctor("10:00", "12:00");
        var early = doctor("08:00", "09:00");
        bookings.publish(new RatingsChanged(late.id(), 2, Instant.now(), 4.5, 2));
        bookings.book(late, World.at(tuesday, "10:00"), UsState.CO);
        await().untilAsserted(() -> assertThat(list("&from=" + tuesday).text("/days/0/count")).isEqualTo("2"));
        await().untilAsserted(
                () -> assertThat(list("&from=" + tuesday).text("/doctors/1/rating/count")).isEqualTo("2"));

        var page = list("&from=%s&days=2".formatted(tuesday));
        assertThat(page.text("/firstAvailable")).isEqualTo(World.at(tuesday, "08:00").toString());
        assertThat(page.texts("/days", "date")).containsExactly(tuesday.toString(), tuesday.plusDays(1).toString());
        assertThat(page.texts("/days", "count")).containsExactly("2", "3");
        assertThat(page.texts("/doctors", "doctorId")).containsExactly(early.id().toString(), late.id().toString());
        assertThat(page.text("/doctors/1/doctorName")).startsWith("Ada Byron");
        assertThat(page.text("/doctors/1/specialty")).isEqualTo(specialty);
        assertThat(page.text("/doctors/1/rating/average")).isEqualTo("4.5");
        assertThat(page.body().at("/doctors/0/rating/average").isNull()).isTrue();
        assertThat(page.texts("/doctors/1/days", "date")).containsExactly(tuesday.toString(),
                tuesday.plusDays(1).toString());
        assertThat(page.texts("/doctors/1/days/0/slots", "id"))
                .containsExactly(late.slotId(World.at(tuesday, "11:00")));
        assertThat(page.texts("/doctors/1/days/1/slots", "start")).containsExactly(
                World.at(tuesday.plusDays(1), "10:00").toString(), World.at(tuesday.plusDays(1), "11:00").toString());
        assertThat(page.body().at("/next").isNull()).isTrue();
    }

    @Test
    void pagesCountAllDoctors() {
        var one = doctor("08:00", "09:00");
        var two = doctor("09:00", "10:00");
        var three = doctor("10:00", "11:00");

        var first = list("&limit=2&days=1&from=" + tuesday);
        assertThat(first.texts("/doctors", "doctorId")).containsExactly(one.id().toString(), two.id().toString());
        assertThat(first.text("/days/0/count")).isEqualTo("3");
        var second = list("&limit=2&days=1&from=%s&cursor=%s".formatted(tuesday, first.text("/next")));
        assertThat(second.texts("/doctors", "doctorId")).containsExactly(three.id().toString());
        assertThat(second.text("/days/0/count")).isEqualTo("3");
        assertThat(second.text("/firstAvailable")).isEqualTo(World.at(tuesday, "08:00").toString());
        assertThat(second.body().at("/next").isNull()).isTrue();
    }

    @Test
    void firstAvailableLooksBeyondTheDays() {
        var doctor = world.doctor();
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"specialty\":\"%s\"}".formatted(specialty)).isOk();
        assertThat(list("").body().at("/firstAvailable").isNull()).isTrue();
        world.week(doctor, "\"TUESDAY\":[{\"start\":\"08:00\",\"end\":\"10:00\"}]").isOk();

        var page = list("&days=1&from=" + tuesday.minusDays(1));
        assertThat(page.list("/doctors")).isEmpty();
        assertThat(page.texts("/days", "count")).containsExactly("0");
        assertThat(page.text("/firstAvailable")).isEqualTo(World.at(tuesday, "08:00").toString());
    }

    @Test
    void datesAreThoseOfTheZone() {
        var doctor = doctor("20:00", "21:00");
        for (var zone : new String[] { "Asia/Tokyo", "Etc/GMT-9" }) {
            var page = world.get("/slots/by-doctor?doctorId=%s&days=1&from=%s&timeZone=%s".formatted(doctor.id(),
                    tuesday.plusDays(1), zone)).isOk();
            assertThat(page.texts("/doctors/0/days", "date")).as(zone).containsExactly(tuesday.plusDays(1).toString());
            assertThat(page.texts("/doctors/0/days/0/slots", "start"))
                    .containsExactly(World.at(tuesday, "20:00").toString());
            assertThat(page.texts("/days", "count")).containsExactly("1");
        }
        assertThat(
                world.get("/slots/by-doctor?timeZone=Asia/Tokyo&doctorId=" + doctor.id()).isOk().texts("/days", "date"))
                        .hasSize(7)
                        .startsWith(LocalDate.now(ZoneId.of("Asia/Tokyo")).toString());
    }

    @Test
    void doctorsWithoutALicenseOrOpeningAreLeftOut() {
        var doctor = doctor("08:00", "09:00");
        var other = world.get("/slots/by-doctor?state=UT&specialty=%s&from=%s".formatted(specialty, tuesday)).isOk();
        assertThat(other.list("/doctors")).isEmpty();
        assertThat(other.texts("/days", "count")).hasSize(7).containsOnly("0");

        bookings.book(doctor, World.at(tuesday, "08:00"), UsState.CO);
        await().untilAsserted(
                () -> assertThat(list("&days=1&from=" + tuesday).texts("/days", "count")).containsExactly("0"));
        assertThat(list("&days=1&from=" + tuesday).list("/doctors")).isEmpty();
    }

    @Test
    void wrongQuestionsAreRefused() {
        world.get("/slots/by-doctor").isInvalid("state");
        world.get("/slots/by-doctor?state=QQ").isInvalid("state");
        world.get("/slots/by-doctor?state=CO&days=0").isInvalid("days");
        world.get("/slots/by-doctor?state=CO&days=32").isInvalid("days");
        world.get("/slots/by-doctor?state=CO&limit=51").isInvalid("limit");
        world.get("/slots/by-doctor?state=CO&from=soon").isInvalid("from");
        world.get("/slots/by-doctor?state=CO&timeZone=Mars").isInvalid("timeZone");
        world.get("/slots/by-doctor?state=CO&timeZone=%2B09:00").isInvalid("timeZone");
        world.get("/slots/by-doctor?state=CO&cursor=x").isInvalid("cursor");
        world.get("/slots/by-doctor?state=CO&visitTypeId=x").isInvalid("visitTypeId");
        world.get("/slots/by-doctor?state=CO&from=2999-12-31&days=31").isOk();
        assertThat(world.send("GET", "/slots/by-doctor", world.patient(UsState.CO), "").isOk().list("/days"))
                .hasSize(7);
    }
}
