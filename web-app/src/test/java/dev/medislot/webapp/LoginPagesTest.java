package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import org.junit.jupiter.api.Test;

/** Registration, login and the session in the cookies of a browser. */
class LoginPagesTest extends PatientPages {

    @Test
    void aPageThatNeedsALoginLeadsThereAndBack() throws Exception {
        API.answer("GET /patients/me", 401, "{\"type\":\"urn:medislot:problem:not-logged-in\"}");
        var answer = send(request("/appointments", "").GET());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).endsWith("/login?next=%2Fappointments");
    }

    @Test
    void aLoginLeadsOnlyToPagesOfThisSite() throws Exception {
        var own = post("/login", "", "email=a@b.example&password=p&next=/appointments");
        assertThat(location(own)).endsWith("/appointments");
        assertThat(own.headers().allValues("Set-Cookie")).hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
        for (var foreign : new String[] { "//evil.example", "https://evil.example", "/%5Cevil.example" }) {
            assertThat(location(post("/login", "", "email=a@b.example&password=p&next=" + foreign)))
                    .doesNotContain("evil");
        }
    }

    @Test
    void aWrongRegistrationNamesFieldsAndKeepsInput() throws Exception {
        var answer = post("/register", "", "email=a@b.example&password=p&firstName=Jos%C3%A9&lastName=R&street=s"
                + "&city=c&state=CA&zip=1&next=/&key=k");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Enter a ZIP code", "José", "aria-describedby=\"zip-error\"");
    }

    @Test
    void aBusyApiKeepsARegistrationForARepeat() throws Exception {
        API.answer("POST /patients", 503, "{\"type\":\"urn:medislot:problem:unavailable\",\"status\":503}");
        var again = post("/register", "", "email=a@b.example&password=p&firstName=Jos%C3%A9&lastName=R&street=s"
                + "&city=c&state=CA&zip=95616&next=/&key=first-key");
        assertThat(again.statusCode()).isEqualTo(503);
        assertThat(again.body()).contains("do not know whether that worked", "José",
                "name=\"key\" value=\"first-key\"");
    }

    @Test
    void theLoginSaysThatItLeadsToAnAppointment() throws Exception {
        var words = "Log in to see, move or cancel your appointment.";

        assertThat(page("/login?next=/appointments/" + PatientAnswers.BOOKING, "")).contains(words);
        assertThat(page("/login?next=/account", "")).doesNotContain(words);
    }

    @Test
    void doctorsAndStaffAreNotSentToTheLoginOfPatients() throws Exception {
        API.answer("POST /passwords/reset/confirm", 204, "");
        assertThat(page("/login", "")).contains("For doctors and staff", "/team/login");
        assertThat(page("/login", "medislot-language=es")).contains("Para médicos y personal");

        var login = "class=\"button\" href=\"/login\"";
        var path = "/account/reset-password";
        assertThat(page(after(post(path, "", "token=b.x&newPassword=correct+horse+battery")), "")).contains(login);
        assertThat(page(after(post(path, "", "token=a.x&newPassword=correct+horse+battery")), ""))
                .contains("Your password is changed", "class=\"button\" href=\"/team/login\"")
                .doesNotContain(login);
    }

    @Test
    void aRefusedRenewalLoadsTheCookiesAgainOnce() throws Exception {
        API.answer("POST /sessions/refresh", 401, "{}");
        var first = send(request("/appointments?done=x", "medislot-refresh=used").GET());

        assertThat(first.statusCode()).isEqualTo(307);
        assertThat(location(first)).endsWith("/appointments?done=x");
        assertThat(first.headers().allValues("Set-Cookie")).singleElement().asString().contains("medislot-again=1");

        API.answer("GET /patients/me", 401, "{}");
        var second = send(request("/appointments", "medislot-refresh=used; medislot-again=1").GET());
        assertThat(location(second)).endsWith("/login?next=%2Fappointments");
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndItsFormRepeated() throws Exception {
        var page = "/book/" + PatientAnswers.SLOT;
        var form = "state=CA&key=k&reason=Rash";
        API.answer("POST /bookings", 401, "{}");
        var refused = post(page, COOKIES, form);
        assertThat(refused.statusCode()).as("browsers repeat the form").isEqualTo(307);
        assertThat(location(refused)).endsWith(page);
        assertThat(refused.headers().allValues("Set-Cookie")).hasSize(2)
                .anyMatch(cookie -> cookie.startsWith("medislot-access=;"))
                .anyMatch(cookie -> cookie.startsWith("medislot-renewed=1;"));

        API.answer("POST /sessions/refresh", 200, FakeApi.login(Role.PATIENT, PatientAnswers.PATIENT));
        API.answer("POST /bookings", 201, PatientAnswers.booking("CONFIRMED"));
        var repeated = post(page, "medislot-refresh=of-a-refused-token; medislot-renewed=1", form);
        assertThat(location(repeated)).contains("?done=booked");
        assertThat(API.calls("POST /sessions/refresh")).hasSize(1);
        assertThat(API.calls("POST /bookings")).hasSize(2)
                .allSatisfy(call -> assertThat(call.body()).contains("\"reason\":\"Rash\""));

        API.answer("POST /bookings", 401, "{}");
        var ended = post(page, COOKIES + "; medislot-renewed=1", form);
        assertThat(location(ended)).endsWith("/login?next=%2F");
        assertThat(ended.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("medislot-refresh=;"));
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws Exception {
        for (var i = 0; i < 3; i++) {
            var answer = send(request("/appointments", "medislot-refresh=once").GET());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.contains("new-access"));
        }
        assertThat(API.calls("POST /sessions/refresh")).hasSize(1);
    }
}
