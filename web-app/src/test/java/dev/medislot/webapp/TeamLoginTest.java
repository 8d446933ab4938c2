package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TeamLoginTest {

    private static final String ID = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0001";
    private static final String BOOKING = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0003";
    private static final String FACTOR = "/team/second-factor";
    private static final FakeApi API = new FakeApi();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("medislot.web-app.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.stop();
    }

    @BeforeEach
    void answers() {
        API.reset();
        API.answer("POST /doctors/login", 200, FakeApi.login(Role.DOCTOR, ID));
        API.answer("POST /staff/login", 200, FakeApi.login(Role.STAFF, ID));
        API.answer("POST /sessions/logout", 204, "");
    }

    @ParameterizedTest
    @CsvSource({ "DOCTOR, /, /doctor", "STAFF, /, /desk", "DOCTOR, /doctor/hours?done=week, /doctor/hours?done=week",
            "STAFF, //evil.example, /desk" })
    void theTeamLandsOnItsOwnPages(Role role, String next, String page) throws Exception {
        var answer = browser("").post("/team/login",
                "email=a@b.example&password=p&code=&role=%s&next=%s".formatted(role, next));
        assertThat(PageRequests.location(answer)).endsWith(page);
        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2).allMatch(it -> it.contains("HttpOnly"));
    }

    @Test
    void theTeamSeesNoRegistrationOfPatients() throws Exception {
        assertThat(browser("").page("/team/login")).doesNotContain("href=\"/register\"");
        assertThat(browser("").page("/login")).contains("class=\"button quiet\" href=\"/register\"");
    }

    @Test
    void staffSendsTheCodeOfItsSecondFactor() throws Exception {
        API.refuse("POST /staff/login", 422, "second-factor");
        var form = "email=a%40b.example&password=p&role=STAFF&next=/desk/todo&code=";

        var asked = browser("").post("/team/login", form);
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("code of your authenticator app",
                "href=\"/team/second-factor?email=a@b.example\"", "value=\"a@b.example\"", "value=\"STAFF\" checked",
                "value=\"/desk/todo\"", "aria-describedby=\"code-hint code-error\"", "id=\"code-error\"",
                "<a href=\"#code\">One-time code</a>: ");

        browser("").post("/team/login", form + "123+456");
        assertThat(API.calls("POST /staff/login").getLast().body()).contains("\"code\":\"123456\"");
        API.refuse("POST /staff/login", 401, "unauthenticated");
        assertThat(browser("").post("/team/login", form + "123456").body()).contains("Each code works only once");
    }

    @ParameterizedTest
    @CsvSource({ "401, unauthenticated, password is wrong", "429, too-many-requests, wait a moment",
            "503, unavailable, not available at the moment" })
    void aRefusedLoginKeepsItsForm(int status, String slug, String words) throws Exception {
        API.refuse("POST /doctors/login", status, slug);
        var page = browser("").post("/team/login", "email=a%40b.example&password=p&next=/doctor/hours");
        assertThat(page.statusCode()).isEqualTo(status == 401 ? 422 : status);
        assertThat(page.body()).contains(words, "value=\"a@b.example\"", "value=\"/doctor/hours\"");
        assertSaidBeside("password", status == 401, page.body());
    }

    @ParameterizedTest
    @CsvSource({ "/doctor/hours?done=x, /team/login?next=%2Fdoctor%2Fhours%3Fdone%3Dx",
            "/desk, /team/login?next=%2Fdesk",
            "/appointments/" + BOOKING + ", /login?next=%2Fappointments%2F" + BOOKING })
    void aPageWithoutALoginLeadsToItsLogin(String page, String login) {
        assertThat(Paths.logIn(page)).isEqualTo(login);
    }

    @Test
    void thePatientsLoginLeadsTheTeamOnToItsOwn() throws Exception {
        assertThat(browser("").page("/login?next=/appointments/" + BOOKING))
                .contains("/team/login?next=/appointments/" + BOOKING, "For doctors and staff");
        assertThat(browser("").page("/team/login?next=/desk")).contains("value=\"STAFF\" checked");
    }

    @ParameterizedTest
    @CsvSource({ "DOCTOR, /, /doctor", "STAFF, /, /desk", "DOCTOR, /appointments/, /doctor/appointments/",
            "STAFF, /appointments/, /desk/appointments/" })
    void linksInMailsLeadTheTeamToItsOwnPages(Role role, String path, String page) throws Exception {
        var booking = path.equals("/") ? "" : BOOKING;
        var answer = browser(FakeApi.cookies(role, ID)).get(path + booking);
        assertThat(PageRequests.location(answer)).endsWith(page + booking);
    }

    @ParameterizedTest
    @CsvSource({ "DOCTOR, /appointments, en-US, logged in as a doctor, /doctor",
            "STAFF, /book?state=CA, en-US, logged in at the front desk, /desk",
            "DOCTOR, /waitlist, es-US, Su sesión es de médico, /doctor" })
    void aPageOfAnotherRoleSaysWhereToGo(Role role, String path, String language, String words, String home)
            throws Exception {
        var page = new PageRequests(port, FakeApi.cookies(role, ID), language).get(path);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains(words, "href=\"" + home + "\"", "action=\"/logout\"");
    }

    @Test
    void theTeamReturnsToItsLogin() throws Exception {
        var team = browser(FakeApi.cookies(Role.DOCTOR, ID)).post("/logout", "");
        assertThat(PageRequests.location(team)).endsWith("/team/login");
        var patient = browser(FakeApi.cookies(Role.PATIENT, ID)).post("/logout", "");
        assertThat(PageRequests.location(patient)).endsWith("/login").doesNotContain("team");
    }

    @Test
    void aSecondFactorIsSetUpWithAPassword() throws Exception {
        API.answer("POST /staff/login/second-factor", 200,
                "{\"secret\":\"ABC\",\"uri\":\"otpauth://totp/M?secret=ABC\"}");
        API.answer("POST /staff/login/second-factor/confirm", 204, "");
        var begun = browser("").post(FACTOR, "email=a%40b.example&password=p");
        assertThat(begun.body()).contains("value=\"ABC\"", "href=\"otpauth://totp/M?secret=ABC\"",
                "value=\"a@b.example\"");

        var form = "email=a%40b.example&password=p&secret=ABC&code=";
        var done = browser("").post(FACTOR, form + "123+456");
        assertThat(PageRequests.location(done)).endsWith("/team/login?next=/desk&done=second-factor");
        assertThat(done.headers().allValues("Set-Cookie")).allMatch(it -> it.contains("Max-Age=0"));
        assertThat(API.calls("POST /staff/login/second-factor/confirm").getFirst().body())
                .contains("\"code\":\"123456\"");
        assertThat(browser("").page("/team/login?next=/desk&done=second-factor")).contains("Your second factor is on");

        API.refuse("POST /staff/login/second-factor/confirm", 401, "unauthenticated");
        var wrong = browser("").post(FACTOR, form + "1");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("password or the code is wrong", "value=\"ABC\"");
        assertSaidBeside("code", true, wrong.body());
    }

    @ParameterizedTest
    @CsvSource({ "401, unauthenticated, password is wrong, 422", "409, state-conflict, second factor already, 422",
            "429, too-many-requests, wait a moment, 429" })
    void aRefusedSecondFactorKeepsItsForm(int status, String slug, String words, int answered) throws Exception {
        API.refuse("POST /staff/login/second-factor", status, slug);
        var page = browser("").post(FACTOR, "email=a%40b.example&password=p");
        assertThat(page.statusCode()).isEqualTo(answered);
        assertThat(page.body()).contains(words, "value=\"a@b.example\"").doesNotContain("name=\"secret\"");
        assertSaidBeside("password", status == 401, page.body());
    }

    /** Only a wrong field has an error, not a form that came too often. */
    private static void assertSaidBeside(String field, boolean expected, String page) {
        assertThat(page.contains("aria-invalid=\"true\" aria-describedby=\"%s-error\"".formatted(field)))
                .isEqualTo(expected);
        assertThat(page.contains("id=\"%s-error\"".formatted(field))).isEqualTo(expected);
        assertThat(page.contains("<a href=\"#%s\">".formatted(field))).as("link of the summary").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "/staff/login | /team/login | role=STAFF&code=1 | 40 | It works again in 40 seconds.",
                    "/staff/login/second-factor | /team/second-factor | x= | 1 | It works again in one second.",
                    "/staff/login/second-factor/confirm | /team/second-factor | secret=ABC&code=1 | 130 | "
                            + "It works again in 3 minutes." })
    void tooManyWrongCodesAreToldWhenTheyMayBeRepeated(String call, String path, String form, int seconds, String words)
            throws Exception {
        API.refuse("POST " + call, 429, "too-many-requests", seconds);
        var page = browser("").post(path, "email=a%40b.example&password=p&" + form);
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.headers().firstValue("Retry-After")).hasValue(Integer.toString(seconds));
        assertThat(page.body()).contains("wait a moment", words, "value=\"a@b.example\"");
        assertThat(page.body().contains("value=\"ABC\"")).isEqualTo(form.startsWith("secret"));
    }

    @ParameterizedTest
    @CsvSource({ "DOCTOR, /doctor/account", "STAFF, /desk/account" })
    void theTeamHasAnAccountOfItsOwn(Role role, String page) throws Exception {
        var answer = browser(FakeApi.cookies(role, ID)).get("/account");
        assertThat(PageRequests.location(answer)).endsWith(page);
    }

    private PageRequests browser(String cookies) {
        return new PageRequests(port, cookies, "en-US");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = { JsonSetup.class, RequestLimitSetup.class })
    static class App {}
}
