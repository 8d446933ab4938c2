package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.DOCTOR;
import static dev.medislot.webapp.PatientAnswers.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page behind the link in mails that cancels an appointment without a login. */
class CancelPageTest extends PatientPages {

    private static final String CALL = "/bookings/" + BOOKING + "/cancellation";
    private static final String PAGE = "/appointments/" + BOOKING + "/cancellation";
    private static final String LINK = PAGE + "?token=b-secret";

    @Test
    void theLinkAsksBeforeItCancels() throws Exception {
        API.answer("GET " + CALL, 200, visit("CONFIRMED", "\"2030-01-07T15:00:00Z\""));

        var page = page(LINK, "");

        assertThat(API.calls("GET " + CALL).getLast().line()).contains("token=b-secret");
        assertThat(API.calls("POST " + CALL)).isEmpty();
        assertThat(page).contains("Cancel this appointment?", "Ada Park", "Monday, January 7, 12:00\u202fPM",
                "Eastern Time", "Follow-up", "By video · 20 min",
                "You can cancel until Monday, January 7, 10:00\u202fAM", ">Cancel this appointment</button>",
                "value=\"b-secret\"", "name=\"version\" value=\"3\"", "See or move it");
        assertThat(page).doesNotContain("<script", "<noscript", "role=\"status\"");
        assertThat(spanish()).contains("¿Cancelar esta cita?", "Seguimiento", "Por video · 20 min",
                ">Cancelar esta cita</button>");
    }

    @Test
    void theButtonCancelsAndOffersAnotherTime() throws Exception {
        API.answer("POST " + CALL, 200, visit("CANCELLED", "null"));
        API.answer("GET " + CALL, 200, visit("CANCELLED", "null"));

        var pressed = post(PAGE, "", "token=b-secret&version=3");

        assertThat(API.calls("POST " + CALL).getLast().body()).isEqualTo("{\"token\":\"b-secret\",\"version\":3}");
        assertThat(page(after(pressed), ""))
                .contains("Your appointment is cancelled", "Find another time",
                        "/book?state=CA&amp;doctor=%s&amp;visit=%s".formatted(DOCTOR, TYPE))
                .doesNotContain("<button class=\"button danger");
    }

    @Test
    void anAppointmentMovedMeanwhileIsShownAgain() throws Exception {
        API.answer("POST " + CALL, 412, """
                {"type":"urn:medislot:problem:stale","status":412,"detail":"Read it again: it is now version 4"}""");
        API.answer("GET " + CALL, 200,
                visit("CONFIRMED", "\"2030-01-09T15:00:00Z\"").replace("2030-01-07T", "2030-01-09T")
                        .replace("\"version\":3", "\"version\":4"));

        var page = page(after(post(PAGE, "", "token=b-secret&version=3")), "");

        assertThat(page).contains("role=\"status\"", "The appointment was changed after you opened this page",
                "Wednesday, January 9, 12:00\u202fPM", "name=\"version\" value=\"4\"",
                ">Cancel this appointment</button>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2020-01-07T15:00:00Z" | starts soon
            null                   | has begun
            """, quoteCharacter = '\'')
    void afterThatThePageHasThePhoneOfTheClinic(String until, String why) throws Exception {
        knowClinic();
        API.answer("GET " + CALL, 200, visit("CONFIRMED", until));
        API.answer("POST " + CALL, 422, """
                {"type":"urn:medislot:problem:too-late","status":422,"detail":"Too late"}""");

        var page = page(after(post(PAGE, "", "token=b-secret")), "");

        assertThat(page).contains("It is too late to cancel online", why, "Please call Lakeside Clinic:",
                "href=\"tel:+16085550100\">+1 608 555 0100</a>").doesNotContain("Cancel this appointment");
    }

    @Test
    void theLinkWorksWithALoginThatHasEnded() throws Exception {
        API.answer("POST " + CALL, 200, visit("CANCELLED", "null"));
        API.answer("GET " + CALL, 200, visit("CONFIRMED", "\"2030-01-07T15:00:00Z\""));

        assertThat(page(LINK, COOKIES)).contains(">Cancel this appointment</button>");
        assertThat(after(post(PAGE, COOKIES, "token=b-secret&version=3"))).isEqualTo(LINK);

        assertThat(API.calls("GET " + CALL)).hasSize(1).allMatch(call -> call.authorization().isEmpty());
        assertThat(API.calls("POST " + CALL)).hasSize(1).allMatch(call -> call.authorization().isEmpty());
    }

    @Test
    void aLinkThatDoesNotWorkSaysSo() throws Exception {
        var wrong = """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"token","message":"is wrong"}]}""";
        API.answer("GET " + CALL, 400, wrong);
        API.answer("POST " + CALL, 400, wrong);

        assertThat(page(LINK, "")).contains("This link does not work any more", "href=\"/appointments\"");
        assertThat(page(after(post(PAGE, "", "token=b-secret")), "")).contains("This link does not work any more");
    }

    @Test
    void withoutATokenThePageIsThatOfTheAppointment() throws Exception {
        assertThat(location(send(request(PAGE, "").GET()))).endsWith("/appointments/" + BOOKING);
    }

    @Test
    void theSecretStaysInAnotherLanguage() throws Exception {
        API.answer("GET " + CALL, 200, visit("CONFIRMED", "\"2030-01-07T15:00:00Z\""));

        var page = send(request(LINK, "").GET());

        assertThat(page.body()).contains("name=\"next\" value=\"" + LINK);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private String spanish() throws Exception {
        return send(request(LINK, "medislot-language=es").GET()).body();
    }

    private static String visit(String status, String until) {
        return """
                {"bookingId":"%s","status":"%s","version":3,"doctorId":"%s","doctorName":"Dr. Ada Park",
                "start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:20:00Z","timeZone":"America/New_York",
                "patientState":"CA","visitTypeId":"%s","visitTypeName":"Follow-up","mode":"VIDEO",
                "changeableUntil":%s}""".formatted(BOOKING, status, DOCTOR, TYPE, until);
    }
}
