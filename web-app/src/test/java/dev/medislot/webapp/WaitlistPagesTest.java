package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.ENTRY;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.booking;
import static dev.medislot.webapp.PatientAnswers.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The waitlist, and the offers in its mails. */
class WaitlistPagesTest extends PatientPages {

    private static final String OFFER = "/waitlist/" + ENTRY;
    private static final String LINK = OFFER + "?token=b-secret";

    @Test
    void aLinkShowsWhatIsHeldWithoutALogin() throws Exception {
        API.answer("GET " + OFFER, 200, entry());

        var page = page(LINK, "");

        assertThat(API.calls("GET " + OFFER).getLast().line()).contains("token=b-secret");
        assertThat(page).contains("Ada Park", "Monday, January 7, 12:00\u202fPM", "Eastern Time", "By video · 30 min",
                "We hold it for you until 10:15\u202fAM", "Book this time", "No, thank you", "California");
        assertThat(page).doesNotContain("link.js", "<noscript", "insteadOf");
        assertThat(spanish(LINK)).contains("Hay una cita apartada", "Por video · 30 min", "No, gracias");
    }

    @Test
    void aLinkWorksWithALoginThatHasEnded() throws Exception {
        API.answer("GET " + OFFER, 200, entry());
        API.answer("POST " + OFFER + "/booking", 201, booking("CONFIRMED"));
        API.answer("DELETE " + OFFER + "/offer", 204, "");

        page(LINK, COOKIES);
        post(OFFER, COOKIES, "token=b-secret&key=k");
        post(OFFER + "/decline", COOKIES, "token=b-secret");

        for (var call : List.of("GET " + OFFER, "POST " + OFFER + "/booking", "DELETE " + OFFER + "/offer")) {
            assertThat(API.calls(call)).isNotEmpty().allMatch(made -> made.authorization().isEmpty());
        }
        post(OFFER, COOKIES, "token=&key=k");
        assertThat(API.calls("POST " + OFFER + "/booking").getLast().authorization()).isPresent();
    }

    @Test
    void theBookedPageNamesTheAppointment() throws Exception {
        API.answer("GET " + OFFER, 200, entry());
        API.answer("POST " + OFFER + "/booking", 201, booking("CONFIRMED"));

        var booked = post(OFFER, "", "token=b-secret&key=k");

        assertThat(API.calls("POST " + OFFER + "/booking").getLast().body()).contains("b-secret")
                .doesNotContain("insteadOf\":\"");
        assertThat(booked.statusCode()).isEqualTo(200);
        assertThat(booked.body()).contains("Your appointment is booked", "Monday, January 7, 12:00\u202fPM", "Ada Park",
                "href=\"/appointments/" + BOOKING);
    }

    @Test
    void aLaterAppointmentCanBeReplaced() throws Exception {
        API.answer("GET " + OFFER, 200, entry().replace("\"timeZone\"", """
                "laterBooking":{"bookingId":"%s","start":"2030-01-09T17:00:00Z"},"timeZone\"""".formatted(BOOKING)));
        API.answer("POST " + OFFER + "/booking", 200, booking("CONFIRMED"));

        assertThat(page(LINK + "&done=", "")).contains("Instead of Wednesday, January 9, 12:00\u202fPM",
                "value=\"" + BOOKING + "\" checked", "Keep both");
        assertThat(post(OFFER, "", "token=b-secret&key=k&insteadOf=" + BOOKING).statusCode()).isEqualTo(200);
        assertThat(API.calls("POST " + OFFER + "/booking").getLast().body()).contains("\"insteadOf\":\"" + BOOKING);
        assertThat(location(post(OFFER, COOKIES, "token=&key=k&insteadOf=" + BOOKING)))
                .endsWith("/appointments/" + BOOKING + "?done=moved");
        post(OFFER, "", "token=b-secret&key=k&insteadOf=");
        assertThat(API.calls("POST " + OFFER + "/booking").getLast().body()).doesNotContain(BOOKING);
    }

    @Test
    void aLinkThatIsOverSaysSoAndOffersTheSearch() throws Exception {
        API.answer("POST " + OFFER + "/booking", 409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"The offer has expired"}""");
        API.answer("GET " + OFFER, 200, ended("WAITING"));
        var late = post(OFFER, "", "token=b-secret&key=k");
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body())
                .contains("no longer held for you", "still on the waitlist", "/book?state=CA&amp;doctor=")
                .doesNotContain("Book this time");

        API.answer("GET " + OFFER, 200, ended("ENDED"));
        assertThat(page(LINK, "")).contains("are over", "Find a time");
        API.answer("GET " + OFFER, 200, ended("BOOKED").replace("}", ",\"bookingId\":\"" + BOOKING + "\"}"));
        assertThat(page(LINK, "")).contains("already booked", "/appointments/" + BOOKING);
        API.answer("GET " + OFFER, 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"token","message":"is wrong"}]}""");
        assertThat(page(LINK, "")).contains("This link does not work", "Find a time");
    }

    @Test
    void anOfferCanBeDeclined() throws Exception {
        API.answer("DELETE " + OFFER + "/offer", 204, "");
        API.answer("GET " + OFFER, 200, ended("WAITING"));

        var declined = post(OFFER + "/decline", "", "token=b-secret");

        assertThat(API.calls("DELETE " + OFFER + "/offer").getLast().line()).contains("token=b-secret");
        assertThat(page(after(declined), "")).contains("We offer this time to the next person", "Find a time");
    }

    @Test
    void anotherOfferThanThePageShowedIsShownFirst() throws Exception {
        var shown = new SlotId(new DoctorId(UUID.randomUUID()), Instant.parse("2030-01-06T17:00:00Z")).toString();
        var other = new FakeApi.Answer(409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"Another slot is offered"}""");
        API.answer("GET " + OFFER, 200, entry());
        API.answer("POST " + OFFER + "/booking", other.status(), other.body());
        API.answer("DELETE " + OFFER + "/offer", other.status(), other.body());

        for (var form : List.of(OFFER, OFFER + "/decline")) {
            var page = post(form, COOKIES, "token=&key=k&slotId=" + shown);
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains("This other one is held for you now", "Monday, January 7",
                    "name=\"slotId\" value=\"" + SLOT);
        }
        assertThat(API.calls("POST " + OFFER + "/booking").getLast().body()).contains("\"slotId\":\"" + shown);
        assertThat(API.calls("DELETE " + OFFER + "/offer").getLast().line()).contains("slotId=" + shown);
        assertThat(post(OFFER, COOKIES, "token=&key=k&slotId=" + SLOT).body()).contains("has changed meanwhile");
    }

    @Test
    void withoutALinkAnOfferNeedsALogin() throws Exception {
        API.answer("GET " + OFFER, 200, entry());
        API.answer("POST " + OFFER + "/booking", 201, booking("CONFIRMED"));

        assertThat(location(post(OFFER, COOKIES, "token=&key=k"))).contains("/appointments/" + BOOKING);
        assertThat(post(OFFER, COOKIES, "token=b-secret&key=k").statusCode()).isEqualTo(200);
        assertThat(location(post(OFFER, "", "token=&key=k"))).endsWith("/login?next=" + OFFER);
        assertThat(location(post(OFFER + "/decline", "", "token="))).endsWith("/login?next=" + OFFER);
        assertThat(location(send(request(OFFER, "").GET()))).endsWith("/login?next=" + OFFER);
    }

    @Test
    void aLinkKeepsItsSecretInAnotherLanguage() throws Exception {
        API.answer("GET " + OFFER, 200, entry());

        assertThat(page(LINK, "")).contains("name=\"next\" value=\"" + LINK);
    }

    private static String ended(String status) {
        return entry().replace("OFFERED", status).replaceAll("(?s),\\s*\"offer\".*", "}");
    }

    private String spanish(String path) throws Exception {
        return send(request(path, "medislot-language=es").GET()).body();
    }

    @Test
    void aPatientJoinsAndLeavesTheWaitlist() throws Exception {
        knowVisitTypes();
        API.answer("GET /waitlist", 200, "{\"items\":["
                + entry().replaceFirst("\"state\"", "\"visitTypeId\":\"%s\",\"state\"".formatted(OTHER_TYPE)) + "]}");
        API.answer("GET /waitlist/" + ENTRY, 200, entry());
        API.answer("POST /waitlist", 201, entry());
        API.answer("DELETE /waitlist/" + ENTRY, 204, "");

        assertThat(page("/book?state=CA", COOKIES)).contains("Wait for an earlier one", "name=\"until\"");
        assertThat(location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"))).endsWith("done=joined");
        assertThat(page("/waitlist?done=joined", COOKIES)).contains("You are on the waitlist", "Ada Park",
                ">Follow-up<", "Tuesday, January 1 to Thursday, January 31", "Held for you until",
                "Leave the waitlist");
        assertThat(page("/waitlist/" + ENTRY, COOKIES)).contains("Monday, January 7");
        assertThat(location(post("/waitlist/" + ENTRY + "/leave", COOKIES, ""))).endsWith("done=left");

        API.answer("POST /waitlist", 409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"Too many"}""");
        var full = location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"));
        assertThat(page(full.substring(full.indexOf("/book")), COOKIES)).contains("as many times as one person can be",
                "value=\"2030-02-01\"", "id=\"wait\" open");
        assertThat(page("/book?state=CA&until=2030-02-01&wait=email-unconfirmed", COOKIES))
                .contains("action=\"/account/confirm\"", "Send the mail again");
        API.answer("POST /emails/confirm/resend", 202, "");
        var back = "/book?state=CA&until=2030-02-01&wait=sent";
        assertThat(page("/book?state=CA&until=2030-02-01&wait=email-unconfirmed", COOKIES))
                .contains("name=\"next\" value=\"/book?state=CA&amp;day=2030-01-07&amp;until=2030-02-01&amp;wait=sent");
        assertThat(after(post("/account/confirm", COOKIES, "next=" + URLEncoder.encode(back, StandardCharsets.UTF_8))))
                .isEqualTo(back);
        assertThat(page(back, COOKIES)).contains("We have sent the mail again", "id=\"wait\" open")
                .doesNotContain("Please check");
        assertThat(page("/book?state=CA&until=2020-02-01&wait=validation", COOKIES)).contains("href=\"#until\"",
                "value=\"2020-02-01\"", "id=\"until-error\"");
    }
}
