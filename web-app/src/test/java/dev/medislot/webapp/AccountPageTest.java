package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.DEPENDENT;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.webapp.FakeApi.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account of a patient. */
class AccountPageTest extends PatientPages {

    @Test
    void oneClickStopsTheReminders() throws Exception {
        assertThat(page("/account", COOKIES)).contains("action=\"/account/reminders\"", "name=\"on\" value=\"false\"");
        assertThat(location(post("/account/reminders", COOKIES, "on=false"))).endsWith("done=reminders");
    }

    @Test
    void theStartSaysThatAnAddressIsNotConfirmed() throws Exception {
        assertThat(page("/", COOKIES)).doesNotContain("Please confirm your email address");
        API.change("GET /patients/me",
                me -> new Answer(200, me.body().replace("\"emailConfirmed\":true", "\"emailConfirmed\":false")));
        for (var path : List.of("/", "/account")) {
            assertThat(page(path, COOKIES)).contains("Please confirm your email address",
                    "the mail that we sent to sam@medislot.example", "action=\"/account/confirm\"");
        }
        assertThat(page("/", "")).doesNotContain("Please confirm your email address");
    }

    @Test
    void aMoveToAnotherStateSaysWhatItTouches() throws Exception {
        API.answer("PATCH /patients/" + PATIENT, 200, """
                {"id":"%s","version":2,"affectedBookings":[{"booking":%s,"why":"NOT_LICENSED","proposals":[]}]}"""
                .formatted(PATIENT, booking("CONFIRMED")));
        var saved = location(
                post("/account/profile", COOKIES, PROFILE.replace("zip=x", "zip=89501") + "&version=%221%22"));
        assertThat(page(saved.substring(saved.indexOf("/account")), COOKIES))
                .contains("One of your appointments is with a doctor who is not licensed", "Move or cancel it");
        assertThat(page("/account?unlicensed=2", COOKIES)).contains("2 of your appointments are", "cancel them");
    }

    @Test
    void theAccountIsShownAndChanged() throws Exception {
        assertThat(page("/account", COOKIES)).contains("Sam", "Pacific Time", "Create the address", "Delete");
        assertThat(location(post("/account/profile", COOKIES,
                "firstName=Sam&lastName=R&street=s&city=c&state=CA"
                        + "&zip=95616&timeZone=America/Los_Angeles&language=es&version=%221%22")))
                                .endsWith("done=profile");
        assertThat(API.calls("GET /patients/me")).as("only the page reads the profile").hasSize(1);
        API.answer("PATCH /patients/" + PATIENT, 422,
                "{\"type\":\"urn:medislot:problem:wrong-password\",\"status\":422}");
        var wrong = post("/account/email", COOKIES, "email=b@c.example&currentPassword=x");
        assertThat(wrong.body()).contains("The current password is wrong", "id=\"email-currentPassword-error\"",
                "href=\"#email-currentPassword\"", "value=\"b@c.example\"");
    }

    @Test
    void aFormWithoutALoginAsksForOne() throws Exception {
        assertThat(location(post("/account/profile", "", PROFILE + "&version=%221%22"))).contains("/login?next=");
        assertThat(location(post("/account/dependents", "", "firstName=K&lastName=R&dateOfBirth=2020-01-01&key=k")))
                .contains("/login?next=");
    }

    @Test
    void aDependentNeedsADateOfBirth() throws Exception {
        var page = post("/account/dependents", COOKIES, "firstName=Kim&lastName=R&dateOfBirth=&key=k");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("Please fill this in", "value=\"Kim\"");
        assertThat(API.calls("POST /patients/%s/dependents".formatted(PATIENT))).isEmpty();
    }

    @Test
    void aChangedLanguageIsThatOfThePagesToo() throws Exception {
        var form = PROFILE.replace("language=en", "language=es") + "&version=%221%22&formerLanguage=";
        assertThat(post("/account/profile", COOKIES, form + "es").headers().allValues("Set-Cookie")).isEmpty();
        assertThat(post("/account/profile", COOKIES, form + "en").headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("medislot-language=es"));
    }

    @Test
    void aDeletedAccountIsSaid() throws Exception {
        assertThat(page("/login?done=deleted", "")).contains("Your account is deleted");
        assertThat(page("/login", "")).doesNotContain("Your account is deleted");
    }

    @ParameterizedTest
    @CsvSource({ "en, profile, 412, stale, Your profile was changed elsewhere",
            "en, delete, 409, state-conflict, Remove the people", "en, dependents, 409, state-conflict, as many people",
            "es, profile, 412, stale, Su perfil se ha cambiado", "es, delete, 409, state-conflict, Quite primero" })
    void theAccountSaysWhyItIsNotChanged(String language, String form, int status, String slug, String words)
            throws Exception {
        var refusal = new Answer(status,
                "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
        API.answer("PATCH /patients/" + PATIENT, refusal);
        API.answer("DELETE /patients/" + PATIENT, refusal);
        API.answer("POST /patients/%s/dependents".formatted(PATIENT), refusal);

        var page = post("/account/" + form, COOKIES + "; medislot-language=" + language,
                PROFILE + "&version=%220%22&currentPassword=x&dateOfBirth=2020-01-01&key=k").body();

        assertThat(page).contains(words).doesNotContain("??", "The appointment has", "La cita ha");
    }

    @Test
    void aRefusedProfileKeepsWhatWasTyped() throws Exception {
        API.answer("PATCH /patients/" + PATIENT, 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"address.zip","message":"must be a ZIP code"}]}""");
        var invalid = post("/account/profile", COOKIES, PROFILE + "&version=%220%22").body();
        assertThat(invalid).contains("Enter a ZIP code", "value=\"Zoë\"", "value=\"9 Elm St\"",
                "<option value=\"NV\" selected", "name=\"version\" value=\"&quot;0&quot;\"");

        API.answer("PATCH /patients/" + PATIENT, 412, "{\"type\":\"urn:medislot:problem:stale\",\"status\":412}");
        assertThat(post("/account/profile", COOKIES, PROFILE + "&version=%220%22").body()).contains("value=\"Zoë\"",
                "name=\"version\" value=\"&quot;1&quot;\"");
    }

    @Test
    void aNumberThatADoctorCallsIsKept() throws Exception {
        API.answer("PATCH /patients/" + PATIENT, 422,
                "{\"type\":\"urn:medislot:problem:phone-needed\",\"status\":422}");

        var refused = post("/account/profile", COOKIES, PROFILE + "&phone=&version=%221%22").body();

        assertThat(refused).contains("The doctor calls this number for an appointment ahead", "href=\"#phone\"",
                "id=\"phone-error\"", "value=\"Zoë\"");
    }

    @Test
    void aWrongDateOfBirthIsSaidInSpanish() throws Exception {
        API.answer("POST /patients/%s/dependents".formatted(PATIENT), 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"dateOfBirth","message":"must be in the past"}]}""");
        var page = post("/account/dependents", COOKIES + "; medislot-language=es",
                "firstName=Kim&lastName=R&dateOfBirth=2999-01-01&key=k").body();
        assertThat(page).contains("Escriba una fecha de nacimiento", "value=\"Kim\"", "value=\"2999-01-01\"",
                "href=\"#dependent-dateOfBirth\"", "id=\"dependent-dateOfBirth\"").doesNotContain("must be");
    }

    @Test
    void aGuardianRemovesADependent() throws Exception {
        API.answer("GET /patients/%s/dependents".formatted(PATIENT), 200, """
                {"items":[{"id":"%s","version":1,"firstName":"Kim","lastName":"Rivera",
                "timeZone":"America/Los_Angeles","address":{"street":"1 Main St","city":"Davis","state":"CA",
                "zip":"95616"},"reminders":true,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z",
                "emailConfirmed":false,"language":"en","dateOfBirth":"2020-01-01","guardianId":"%s"}]}"""
                .formatted(DEPENDENT, PATIENT));
        var remove = "/account/dependents/" + DEPENDENT + "/remove";
        assertThat(page("/account", COOKIES)).contains(remove, "The profile of Kim is deleted");

        API.answer("DELETE /patients/" + DEPENDENT, 422,
                "{\"type\":\"urn:medislot:problem:wrong-password\",\"status\":422}");
        var wrong = post(remove, COOKIES, "currentPassword=x");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("The current password is wrong",
                "id=\"%s-currentPassword-error\"".formatted(DEPENDENT));

        API.answer("DELETE /patients/" + DEPENDENT, 204, "");
        assertThat(location(post(remove, COOKIES, "currentPassword=p"))).endsWith("/account?done=removed-person");
        API.forget("DELETE /patients/" + DEPENDENT);
        assertThat(location(post(remove, COOKIES, "currentPassword=p"))).endsWith("/account?done=removed-person");
        assertThat(page("/account?done=removed-person", COOKIES)).contains("The person is removed");
    }
}
