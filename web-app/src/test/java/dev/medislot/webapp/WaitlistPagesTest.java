package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.ENTRY;
import static dev.medislot.webapp.PatientAnswers.booking;
import static dev.medislot.webapp.PatientAnswers.entry;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The waitlist, and the offers in its mails. */
class WaitlistPagesTest extends PatientPages {

    @Test
    void theButtonOfAnOfferBooksItsTime() throws Exception {
        var book = "POST /waitlist/" + ENTRY + "/booking";
        API.answer(book, 201, booking("CONFIRMED"));
        assertThat(page("/waitlist/" + ENTRY, "")).contains("/link.js", "name=\"token\"", "Book this appointment");
        assertThat(location(post("/waitlist/" + ENTRY, "", "token=secret&key=k"))).endsWith("?done=booked");
        assertThat(page("/waitlist/" + ENTRY + "?done=booked", "")).contains("is booked");

        API.answer(book, 409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"The offer has expired"}""");
        var late = post("/waitlist/" + ENTRY, "", "token=secret&key=k");
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("still on the waitlist", "value=\"secret\"");
    }

    @Test
    void onlyThePatientOfAnOfferIsLedToItsAppointment() throws Exception {
        API.answer("POST /waitlist/" + ENTRY + "/booking", 201, booking("CONFIRMED"));

        assertThat(location(post("/waitlist/" + ENTRY, COOKIES, "token=&key=k"))).contains("/appointments/" + BOOKING);
        assertThat(location(post("/waitlist/" + ENTRY, COOKIES, "token=secret&key=k")))
                .endsWith("/waitlist/" + ENTRY + "?done=booked");
        assertThat(location(post("/waitlist/" + ENTRY, "", "token=&key=k"))).endsWith("/login?next=/waitlist/" + ENTRY);
    }

    @Test
    void aLinkKeepsItsSecretInAnotherLanguage() throws Exception {
        var script = address(page("/waitlist/" + ENTRY, ""), "link.js");
        assertThat(send(request(script, "").GET()).body()).contains("input[name=next]");
        assertThat(location(post("/language", "", "to=es&next=/waitlist/" + ENTRY + "%23b.secret")))
                .endsWith("/waitlist/" + ENTRY + "#b.secret");
    }

    @Test
    void aPatientJoinsAndLeavesTheWaitlist() throws Exception {
        API.answer("GET /waitlist", 200, "{\"items\":[" + entry() + "]}");
        API.answer("GET /waitlist/" + ENTRY, 200, entry());
        API.answer("POST /waitlist", 201, entry());
        API.answer("DELETE /waitlist/" + ENTRY, 204, "");

        assertThat(page("/book?state=CA", COOKIES)).contains("Wait for an earlier one", "name=\"until\"");
        assertThat(location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"))).endsWith("done=joined");
        assertThat(page("/waitlist?done=joined", COOKIES)).contains("You are on the waitlist", "Ada Park",
                "Tuesday, January 1 to Thursday, January 31", "Held for you until", "Leave the waitlist");
        assertThat(page("/waitlist/" + ENTRY, COOKIES)).contains("Monday, January 7");
        assertThat(location(post("/waitlist/" + ENTRY + "/leave", COOKIES, ""))).endsWith("done=left");

        API.answer("POST /waitlist", 409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"Too many"}""");
        var full = location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"));
        assertThat(page(full.substring(full.indexOf("/book")), COOKIES)).contains("as many times as one person can",
                "value=\"2030-02-01\"", "id=\"wait\" open");
        assertThat(page("/book?state=CA&until=2030-02-01&wait=email-unconfirmed", COOKIES))
                .contains("action=\"/account/confirm\"", "Send the mail again");
        assertThat(page("/book?state=CA&until=2020-02-01&wait=validation", COOKIES)).contains("href=\"#until\"",
                "value=\"2020-02-01\"", "id=\"until-error\"");
    }
}
