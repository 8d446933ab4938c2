package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.webapp.FakeApi.Answer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are refused or get no answer. */
class RefusedFormsTest extends PatientPages {

    @Test
    void everyRefusedFormKeepsItsInputAndSaysWhy() throws Exception {
        var refused = new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"%s","message":"is no good"}]}""");
        API.answer("POST /patients/login", 401, "{}");
        assertRefused(post("/login", "", "email=a@b.example&password=p"), "password", "a@b.example",
                "email address or the password is wrong");
        API.answer("POST /passwords/reset", refused.about("email"));
        assertRefused(post("/account/forgot-password", "", "email=a@b&role=STAFF"), "email", "a@b",
                "Enter an email address", "value=\"STAFF\" selected");
        API.answer("POST /passwords/reset/confirm", refused.about("newPassword"));
        assertRefused(post("/account/reset-password", "", "token=b.x&newPassword=p"), "newPassword", "b.x",
                "Choose another password");
        API.answer("POST /patients", refused.about("address.state"));
        assertRefused(post("/register", "", "email=a@b.example&password=p&firstName=A&lastName=R&street=s&city=Bath"
                + "&state=&zip=1&next=/&key=k"), "state", "Bath", "Choose a state.");
        API.answer("POST /bookings", refused.about("reason"));
        assertRefused(post("/book/" + SLOT, COOKIES, "state=CA&key=k&reason=Rash"), "reason", "CA",
                "Please check this.", ">Rash</textarea>");
        API.answer("GET /bookings/" + BOOKING, 200, booking("COMPLETED"));
        API.answer("GET /ratings", 200, "{\"items\":[]}");
        API.answer("POST /ratings", refused.about("comment"));
        assertRefused(post("/appointments/" + BOOKING + "/rate", COOKIES, "stars=4&comment=Kind"), "comment", "4",
                "Please check this.", ">Kind</textarea>", "checked=\"checked\"");
        var unrated = post("/appointments/" + BOOKING + "/rate", COOKIES, "comment=Kind");
        assertThat(unrated.statusCode()).isEqualTo(422);
        assertThat(unrated.body()).contains("href=\"#stars\"", "id=\"stars-error\">Choose one to five stars.",
                ">Kind</textarea>");
    }

    @Test
    void errorsComeInTheOrderOfThePage() throws Exception {
        API.answer("POST /patients", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid","errors":[
                {"field":"address.zip","message":"must not be blank"},{"field":"email","message":"is no address"},
                {"field":"firstName","message":"must not be blank"}]}""");
        var refused = post("/register", "", "email=a@b.example&password=p&firstName=&lastName=R&phone=&street=s"
                + "&city=Bath&state=CA&zip=&next=/&key=k");
        assertThat(refused.body()).containsSubsequence("<title>Error: Register", "href=\"#email\"",
                "href=\"#firstName\"", "href=\"#zip\"", "id=\"email\"", "id=\"firstName\"", "id=\"zip\"");
        assertThat(page("/register", "")).contains("<title>Register");
    }

    @Test
    void anEmptyRegistrationHasAllErrorsAtOnce() throws Exception {
        API.answer("POST /patients", SpanishErrors.refusal("must not be blank", "address.state", "email", "firstName"));
        var refused = post("/register", "",
                "email=&password=&firstName=&lastName=&phone=&street=&city=&zip=&state=&next=/&key=k");
        assertThat(API.calls("POST /patients").getLast().body()).contains("\"state\":null");
        assertThat(refused.body()).containsSubsequence("href=\"#email\"", "href=\"#firstName\"", "href=\"#state\"",
                "id=\"email-error\"", "id=\"firstName-error\"", "id=\"state-error\">Choose a state.");
    }

    private static void assertRefused(HttpResponse<String> answer, String field, String typed, String... words) {
        assertThat(answer.statusCode()).as(field).isEqualTo(422);
        assertThat(answer.body()).contains(words)
                .contains("href=\"#%s\"".formatted(field), "id=\"%s-error\"".formatted(field),
                        "aria-describedby=\"%s-error\"".formatted(field), "value=\"%s\"".formatted(typed))
                .doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(ints = { 503, 502, 0 })
    void aFormWithoutAnAnswerIsKeptForARepeat(int status) throws Exception {
        var unanswered = new Answer(status, "{\"status\":%d}".formatted(status));
        API.answer("PATCH /bookings/" + BOOKING, unanswered);
        API.answer("POST /patients/%s/dependents".formatted(PATIENT), unanswered);
        API.answer("DELETE /patients/" + PATIENT, unanswered);

        var cancel = post("/appointments/" + BOOKING + "/cancel", COOKIES, "");
        assertThat(cancel.statusCode()).isEqualTo(503);
        assertThat(cancel.body()).contains("do not know whether that worked",
                "action=\"/appointments/%s/cancel\"".formatted(BOOKING), "Send again");
        assertThat(post("/account/dependents", COOKIES, "firstName=Zo%C3%AB&lastName=R&dateOfBirth=2020-01-01&key=k1")
                .body()).contains("name=\"firstName\" value=\"Zoë\"", "name=\"key\" value=\"k1\"");
        assertThat(post("/account/delete", COOKIES, "currentPassword=secret-words").body())
                .contains("type=\"password\"", "name=\"currentPassword\"")
                .doesNotContain("secret-words");
    }

    @Test
    void aPageWithoutAnAnswerIsOfferedAgain() throws Exception {
        API.answer("GET /bookings", 0, "");
        var page = send(request("/appointments?done=x", COOKIES).GET());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("not available at the moment", "href=\"/appointments?done=x\"", "Try again");
    }

    @Test
    void aFailureIsSaidInWords() throws Exception {
        API.answer("GET /bookings", 503, "{\"type\":\"urn:medislot:problem:unavailable\",\"status\":503}");
        var page = send(request("/appointments", COOKIES).GET());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("not available at the moment", "Reference");

        assertThat(send(request("/appointments/no-id", COOKIES).GET()).statusCode()).isEqualTo(404);
        assertThat(send(request("/book/no-slot", COOKIES).GET()).body()).contains("This page does not exist");
    }
}
