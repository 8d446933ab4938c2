package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.DEPENDENT;
import static dev.medislot.webapp.PatientAnswers.DOCTOR;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.booking;
import static dev.medislot.webapp.PatientAnswers.slot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The appointments of a patient and of those in their care. */
class AppointmentPagesTest extends PatientPages {

    @Test
    void aCancelledTimeIsBookedAgain() throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200, booking("CANCELLED"));
        var page = page("/appointments/" + BOOKING + "?done=cancelled", COOKIES);
        assertThat(page).contains("Book this time again", "action=\"/book/%s/hold\"".formatted(SLOT),
                "name=\"doctor\" value=\"" + DOCTOR, "Choose another time");

        var past = booking("CANCELLED").replace("2030-01-07", "2020-01-07");
        API.answer("GET /bookings/" + BOOKING, 200, past);
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("Book again")
                .doesNotContain("Book this time again");
    }

    @Test
    void aPatientReadsWhyTheDoctorCancelled() throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200,
                booking("CANCELLED").replace("\"slotId\"", "\"cancellationReason\":\"I am ill\",\"slotId\""));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("Why it was cancelled", "I am ill");
    }

    @Test
    void whatHappensNextStaysUntilTheVisitIsOver() throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200, with("\"mode\":\"PHONE\",\"phone\":\"+14155550188\""));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("What happens next", "the doctor calls you",
                "The doctor calls +1 415 555 0188", "You will be in",
                "you can move or cancel it until Sunday, January 6");

        API.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED").replace("2030-01-0", "2020-01-0"));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).doesNotContain("What happens next", "You will be in");
    }

    @Test
    void aVideoVisitWithoutALinkSaysThatOneFollows() throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200, with("\"mode\":\"VIDEO\""));
        assertThat(page("/appointments/" + BOOKING, COOKIES))
                .contains("There is no link to join yet", "has added it, it is on this page, and you get a mail.<")
                .doesNotContain("open the link to the video visit");

        API.answer("GET /bookings/" + BOOKING, 200, with("\"mode\":\"VIDEO\",\"joinUrl\":\"https://video.example/b\""));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("open the link to the video visit")
                .doesNotContain("no link to join");
    }

    private static String with(String more) {
        return booking("CONFIRMED").replace("\"slotId\"", more + ",\"slotId\"");
    }

    @ParameterizedTest
    @CsvSource({ "\"2020-01-06T17:00:00Z\", starts soon", "null, has begun" })
    void aLateAppointmentHasThePhoneOfTheClinic(String until, String why) throws Exception {
        knowClinic();
        API.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED").replace("\"2030-01-06T17:00:00Z\"", until));

        assertThat(page("/appointments/" + BOOKING, COOKIES))
                .contains(why, "Please call Lakeside Clinic:", "href=\"tel:+16085550100\"")
                .doesNotContain(">Move</a>", "Cancel this appointment");

        API.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED"));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).doesNotContain("Lakeside Clinic");
    }

    @Test
    void anAppointmentAsksForAnEarlierTime() throws Exception {
        var page = page("/appointments/" + BOOKING, COOKIES);
        var link = "/book?state=CA&amp;doctor=%s&amp;move=%s&amp;until=2030-01-06#wait".formatted(DOCTOR, BOOKING);
        assertThat(page).contains("href=\"" + link, "Notify me if an earlier time becomes free");
        assertThat(page(link.replace("&amp;", "&").replace("#wait", ""), COOKIES))
                .contains("id=\"wait\" open", "value=\"2030-01-06\"", "Choose a new time",
                        "name=\"move\" value=\"" + BOOKING)
                .as("a wish before the first opening")
                .doesNotContain("min=\"2030-01-07\"");
    }

    @Test
    void aMoveShowsThePresentTime() throws Exception {
        assertThat(page("/book?state=CA&doctor=%s&move=%s".formatted(DOCTOR, BOOKING), COOKIES))
                .contains("Your appointment is on Monday, January 7, 9:00\u202fAM, with Dr. Ada Park.");
        assertThat(page("/book?state=CA", COOKIES)).doesNotContain("Your appointment is on");
    }

    @Test
    void theNextAppointmentCanBeCancelledFromTheStart() throws Exception {
        var page = page("/", COOKIES);
        var next = "/appointments/" + BOOKING;
        assertThat(page).contains("href=\"" + next + "/calendar.ics\"", "href=\"" + next + "#cancel\"",
                "You can cancel until Sunday, January 6");
        assertThat(page(next, COOKIES)).contains("id=\"cancel\"");

        API.answer("GET /bookings", 200, "{\"items\":[%s]}"
                .formatted(booking("CONFIRMED").replace("\"2030-01-06T17:00:00Z\"", "\"2020-01-06T17:00:00Z\"")));
        assertThat(page("/", COOKIES)).contains("/calendar.ics").doesNotContain("#cancel", "You can cancel until");
    }

    @Test
    void theListAsksForRatingsOfTheLastVisits() throws Exception {
        var rated = "/ratings?bookingId=" + BOOKING;
        API.answer("GET " + rated, 200, "{\"items\":[]}");
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(completed(Duration.ofDays(2))));
        API.answer("GET /bookings/" + BOOKING, 200, completed(Duration.ofDays(2)));
        var star = "/appointments/%s?stars=4".formatted(BOOKING);
        assertThat(page("/appointments", COOKIES)).contains("How was your visit?", "href=\"" + star + "#rate\"");
        assertThat(page(star, COOKIES)).contains("id=\"rate\"", "without your name",
                "value=\"4\" required checked=\"checked\"");

        API.answer("GET " + rated, 200, """
                {"items":[{"id":"%s","doctorId":"%s","stars":4,"createdAt":"2030-01-01T00:00:00Z",
                "updatedAt":"2030-01-01T00:00:00Z"}]}""".formatted(BOOKING, DOCTOR));
        assertThat(page("/appointments", COOKIES)).contains("Completed").doesNotContain("How was your visit?");

        API.answer("GET " + rated, 200, "{\"items\":[]}");
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(completed(Duration.ofDays(40))));
        assertThat(page("/appointments", COOKIES)).contains("Completed").doesNotContain("How was your visit?");
    }

    @Test
    void aRatedVisitShowsItsRating() throws Exception {
        API.answer("GET /bookings/" + BOOKING, 200, completed(Duration.ofDays(2)));
        API.answer("GET /ratings", 200, """
                {"items":[{"id":"%s","doctorId":"%s","stars":4,"comment":"Kind <and> calm",
                "createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z"}]}""".formatted(BOOKING, DOCTOR));

        assertThat(page("/appointments/%s?done=rated".formatted(BOOKING), COOKIES))
                .contains("Thank you for your rating", "Your rating", "4 of 5 stars", "★★★★<", "Kind &lt;and&gt; calm")
                .doesNotContain("id=\"rate\"");
    }

    private static String completed(Duration ago) {
        var end = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        return booking("COMPLETED").replace("2030-01-07T17:00:00Z", end.minusSeconds(1800).toString())
                .replace("2030-01-07T17:30:00Z", end.toString());
    }

    @Test
    void aGuardianMovesTheAppointmentOfADependent() throws Exception {
        var kims = booking("CONFIRMED").replace("\"patientId\":\"" + PATIENT,
                "\"patientName\":\"Kim Rivera\",\"patientId\":\"" + DEPENDENT);
        API.answer("GET /bookings/" + BOOKING, 200, kims);
        API.answer("GET /bookings", 200, "{\"items\":[" + kims + "]}");
        API.answer("GET /holds", 200, "{\"items\":[]}");
        API.answer("POST /holds", 409, "{\"type\":\"urn:medislot:problem:patient-busy\",\"status\":409}");

        var chosen = location(post("/book/" + SLOT + "/hold", COOKIES, "state=CA&move=" + BOOKING));

        assertThat(chosen).contains("/book/" + SLOT).doesNotContain("why=");
        assertThat(page("/book/" + SLOT + "?state=CA&move=" + BOOKING, COOKIES)).contains("Kim Rivera")
                .doesNotContain("Sam Rivera");
        assertThat(page("/", COOKIES)).contains("Dr. Ada Park · Kim Rivera");
        assertThat(page("/appointments", COOKIES)).contains("Dr. Ada Park · Kim Rivera");
        assertThat(location(post("/book/" + slot(18) + "/hold", COOKIES, "state=CA"))).contains("why=patient-busy");
    }
}
