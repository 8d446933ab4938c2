package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.DEPENDENT;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.booking;
import static dev.medislot.webapp.PatientAnswers.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.webapp.FakeApi.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form that books or moves, the fields that it keeps, and its words for a refusal. */
class BookingFormTest extends PatientPages {

    @Test
    void bookingALostSlotOffersOthers() throws Exception {
        assertThat(location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"))).contains("/appointments/" + BOOKING);
        API.answer("POST /bookings", 409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}");
        assertThat(location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"))).contains("/book?", "lost=" + SLOT,
                "why=slot-taken");
    }

    @Test
    void aReasonIsAsLongAsTheApiPermits() throws Exception {
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES))
                .contains("name=\"reason\" rows=\"3\" maxlength=\"2000\"");
        post("/book/" + SLOT, COOKIES, "state=CA&key=k&reason=A+rash%0D%0AItchy");
        assertThat(API.calls("POST /bookings").getLast().body()).as("a line ends with one character")
                .contains("\"A rash\\nItchy\"");
    }

    @Test
    void aLostSlotKeepsItsSearch() throws Exception {
        API.answer("POST /bookings", 409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}");

        var others = location(post("/book/" + SLOT, COOKIES, "state=CA&specialty=Family+medicine&key=k"));

        assertThat(others).contains("specialty=Family%20medicine&");
        assertThat(page(others.substring(others.indexOf("/book")), COOKIES)).contains("value=\"Family medicine\"");
    }

    @ParameterizedTest
    @CsvSource({ "409, patient-busy, another appointment", "422, email-unconfirmed, confirm your email",
            "422, too-many-bookings, as many appointments", "422, phone-needed, add a phone number",
            "422, not-licensed, not licensed", "422, idempotency-conflict, sent before with other text" })
    void aRefusalIsSaidByItsType(int status, String slug, String words) throws Exception {
        API.answer("POST /bookings", status,
                "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));

        var page = location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"));

        assertThat(page(page.substring(page.indexOf("/book")), COOKIES)).contains("This time cannot be booked", words)
                .doesNotContain("Somebody was faster");
    }

    @ParameterizedTest
    @CsvSource({ "503, unavailable, do not know whether that worked", "429, too-many-requests, wait a moment",
            "502, internal, do not know whether that worked", "0, none, do not know whether that worked" })
    void aBusyApiKeepsTheFormForARepeat(int status, String slug, String words) throws Exception {
        var busy = new Answer(status, "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
        API.answer("POST /bookings", busy);

        var again = post("/book/" + SLOT, COOKIES, "state=CA&key=first-key&reason=A+%3Crash%3E");

        assertThat(again.statusCode()).isEqualTo(status == 429 ? 429 : 503);
        assertThat(again.body()).contains(words, "name=\"key\" value=\"first-key\"", "A &lt;rash&gt;</textarea>",
                "Ada Park", "Confirm appointment").doesNotContain("??");

        API.answer("GET /patients/" + DEPENDENT, busy);
        API.answerAll(busy);
        var bare = post("/book/" + SLOT, COOKIES, "state=CA&key=first-key&reason=Rash&patient=" + DEPENDENT);
        assertThat(bare.statusCode()).isEqualTo(status == 429 ? 429 : 503);
        assertThat(bare.body()).contains(words, "value=\"first-key\"", "Rash</textarea>");
        var move = post("/book/" + SLOT, COOKIES, "state=CA&key=k&move=" + BOOKING + "&version=%224%22");
        assertThat(move.body()).contains(words, "name=\"version\" value=\"&quot;4&quot;\"", "Move appointment");
    }

    @Test
    void theTimeOfALinkIsHeldAfterTheLogin() throws Exception {
        var link = "/book/" + SLOT + "?state=CA";
        API.refuse("GET /patients/me", 401, "not-logged-in");
        assertThat(location(send(request(link, "").GET()))).contains("/login?next=");
        assertThat(API.calls("POST /holds")).as("without a login").isEmpty();

        PatientAnswers.give(API);
        var next = URLEncoder.encode(link, StandardCharsets.UTF_8);
        assertThat(location(post("/login", "", "email=a@b.example&password=p&next=" + next))).endsWith(link);
        assertThat(page(link, COOKIES)).contains("held for you");
        assertThat(API.calls("POST /holds")).singleElement().satisfies(call -> assertThat(call.body()).contains(SLOT));
        var ahead = send(request(link, COOKIES).header("Sec-Purpose", "prefetch;prerender").GET());
        assertThat(ahead.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(API.calls("POST /holds")).as("a browser that fetches ahead holds nothing").hasSize(1);
    }

    @Test
    void theNewTimeOfAMoveIsHeld() throws Exception {
        var kims = booking("CONFIRMED").replace("\"patientId\":\"" + PATIENT, "\"patientId\":\"" + DEPENDENT);
        API.answer("GET /bookings/" + BOOKING, 200, kims);
        var page = "/book/" + slot(18) + "?state=CA&move=" + BOOKING;
        assertThat(location(post("/book/" + slot(18) + "/hold", COOKIES, "state=CA&move=" + BOOKING))).endsWith(page);
        assertThat(page(page, COOKIES)).contains("held for you", "Move appointment");
        assertThat(API.calls("POST /holds")).hasSize(2)
                .allSatisfy(call -> assertThat(call.body()).as("for the patient of the booking").contains(DEPENDENT));

        API.refuse("POST /holds", 409, "patient-busy");
        assertThat(page(page, COOKIES)).as("it may overlap with the present time")
                .contains("Move appointment")
                .doesNotContain("held for you");
        API.refuse("POST /holds", 409, "slot-taken");
        assertThat(location(send(request(page, COOKIES).GET()))).contains("move=" + BOOKING, "why=slot-taken");
    }

    @Test
    void aTakenTimeOfALinkOffersOthers() throws Exception {
        API.refuse("POST /holds", 409, "slot-taken");
        assertThat(location(send(request("/book/" + slot(18) + "?state=CA", COOKIES).GET()))).contains("/book?",
                "lost=" + slot(18), "why=slot-taken");
        assertThat(location(send(request("/book/" + SLOT + "?state=CA", COOKIES).GET()))).as("booked by the patient")
                .endsWith("/appointments/" + BOOKING);
        assertThat(location(post("/book/" + SLOT + "/hold", COOKIES, "state=CA"))).as("booked in another window")
                .endsWith("/appointments/" + BOOKING);

        API.refuse("POST /holds", 400, "validation");
        assertThat(location(post("/book/" + slot(18) + "/hold", COOKIES, "state=CA"))).contains("why=validation");
    }

    @Test
    void afterAHoldTheTimeCanStillBeBooked() throws Exception {
        API.refuse("POST /holds", 409, "state-conflict");
        assertThat(location(post("/book/" + SLOT + "/hold", COOKIES, "state=CA"))).doesNotContain("why=");
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES)).contains("Confirm appointment")
                .doesNotContain("held for you");
    }

    @Test
    void aLostRaceKeepsTheReason() throws Exception {
        API.answer("POST /bookings", 409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}");
        var others = post("/book/" + SLOT, COOKIES, "state=CA&key=k&reason=A+rash").body();
        assertThat(others).contains("Somebody was faster", "name=\"reason\" value=\"A rash\"");

        var other = post("/book/" + slot(18) + "/hold", COOKIES, "state=CA&reason=A+rash");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).contains("Confirm appointment", ">A rash</textarea>");
    }

    @Test
    void aMoveKeepsToTheVersionThatWasSeen() throws Exception {
        var summary = page("/book/" + SLOT + "?state=CA&move=" + BOOKING, COOKIES);
        assertThat(summary).contains("Move appointment", "name=\"version\" value=\"&quot;1&quot;\"");

        API.answer("PATCH /bookings/" + BOOKING, 412, "{\"type\":\"urn:medislot:problem:stale\",\"status\":412}");
        var answer = post("/book/" + SLOT, COOKIES, "state=CA&key=k&move=" + BOOKING + "&version=%221%22");

        assertThat(API.calls("PATCH /bookings/" + BOOKING).getLast().ifMatch()).hasValue("\"1\"");
        assertThat(location(answer)).contains("/appointments/" + BOOKING + "?done=stale");
        assertThat(page("/appointments/" + BOOKING + "?done=stale", COOKIES)).contains("has changed since");
    }

    @Test
    void anExpiredLoginKeepsTheFormForTheNextCookies() throws Exception {
        API.answer("POST /sessions/refresh", 401, "{}");
        var again = post("/book/" + SLOT, "medislot-refresh=rotated", "state=CA&key=k&reason=Rash");
        assertThat(again.statusCode()).as("browsers repeat the form").isEqualTo(307);
        assertThat(location(again)).endsWith("/book/" + SLOT);

        var booked = post("/book/" + SLOT, COOKIES + "; medislot-again=1", "state=CA&key=k&reason=Rash");
        assertThat(location(booked)).contains("/appointments/" + BOOKING + "?done=booked");
    }
}
