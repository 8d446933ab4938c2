package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The pages and forms against an API that gives fixed answers; keeps the pages in target/pages. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PagesTest {

    private static final String DOCTOR = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0001";
    private static final String PATIENT = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0002";
    private static final String BOOKING = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0003";
    private static final String DEPENDENT = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0004";
    private static final String TYPE = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0005";
    private static final String ENTRY = "7a1c3f52-6f0b-4e0e-9a55-2f1d0c9b8e77";
    private static final String CHILD = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0004";
    private static final String SLOT = slot(17);
    private static final String COOKIES = "medislot-access=a; medislot-refresh=r";
    private static final String PROFILE = "firstName=Zo%C3%AB&lastName=R&street=9+Elm+St&city=Reno&state=NV&zip=x"
            + "&timeZone=America/Los_Angeles&language=en";
    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicInteger REFRESHES = new AtomicInteger();
    private static final AtomicReference<String> OPENINGS = new AtomicReference<>("");
    private static final AtomicReference<String> IF_MATCH = new AtomicReference<>();
    private static final HttpServer API = api();

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("medislot.web-app.api-url", () -> "http://127.0.0.1:" + API.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        API.stop(0);
    }

    @BeforeEach
    void answers() {
        ANSWERS.clear();
        ANSWERS.put("GET /api/v1/patients/me", new Answer(200, """
                {"id":"%s","version":1,"email":"sam@medislot.example","firstName":"Sam","lastName":"Rivera",
                "timeZone":"America/Los_Angeles","address":{"street":"1 Main St","city":"Davis","state":"CA",
                "zip":"95616"},"reminders":true,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z",
                "emailConfirmed":true,"language":"en"}""".formatted(PATIENT)));
        ANSWERS.put("GET /api/v1/bookings", new Answer(200, "{\"items\":[" + booking("CONFIRMED") + "]}"));
        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200, booking("CONFIRMED")));
        ANSWERS.put("POST /api/v1/bookings", new Answer(201, booking("CONFIRMED")));
        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT, ANSWERS.get("GET /api/v1/patients/me"));
        ANSWERS.put("PATCH /api/v1/bookings/" + BOOKING, new Answer(200, booking("CANCELLED")));
        ANSWERS.put("GET /api/v1/holds", new Answer(200, "{\"items\":[" + hold() + "]}"));
        ANSWERS.put("POST /api/v1/holds", new Answer(201, hold()));
        ANSWERS.put("GET /api/v1/doctors/" + DOCTOR, new Answer(200, """
                {"id":"%s","version":1,"firstName":"Ada","lastName":"Park","timeZone":"America/New_York",
                "slotMinutes":30,"rating":{"average":4.5,"count":12},"licensedStates":["CA"]}""".formatted(DOCTOR)));
        ANSWERS.put("GET /api/v1/doctors", new Answer(200, """
                {"items":[{"id":"%s","version":1,"firstName":"Ada","lastName":"Park","specialty":"Dermatology",
                "timeZone":"America/New_York","slotMinutes":30,"rating":{"count":0},"licensedStates":["CA"]}]}"""
                .formatted(DOCTOR)));
        ANSWERS.put("GET /api/v1/slots/by-doctor", new Answer(200, """
                {"firstAvailable":"2030-01-07T17:00:00Z","days":[{"date":"2030-01-07","count":3},
                {"date":"2030-01-08","count":1},{"date":"2030-01-09","count":0},{"date":"2030-01-10","count":0},
                {"date":"2030-01-11","count":0},{"date":"2030-01-12","count":0},{"date":"2030-01-13","count":0}],
                "doctors":[{"doctorId":"%s","doctorName":"Dr. Ada Park","specialty":"Dermatology",
                "rating":{"average":4.5,"count":12},"days":[{"date":"2030-01-07","slots":[%s,%s,%s]}]}]}"""
                .formatted(DOCTOR, open(17), open(18), open(22))));
        ANSWERS.put("GET /api/v1/patients/%s/dependents".formatted(PATIENT), new Answer(200, "{\"items\":[]}"));
        ANSWERS.put("POST /api/v1/emails/confirm", new Answer(204, ""));
        ANSWERS.put("POST /api/v1/passwords/reset", new Answer(202, ""));
        ANSWERS.put("POST /api/v1/passwords/reset/confirm", new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"token","message":"is wrong"}]}"""));
        ANSWERS.put("POST /api/v1/sessions/logout", new Answer(204, ""));
        ANSWERS.put("POST /api/v1/sessions/refresh", new Answer(200, login()));
        ANSWERS.put("POST /api/v1/patients/login", new Answer(200, login()));
        ANSWERS.put("POST /api/v1/patients", new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"address.zip","message":"must be a ZIP code"}]}"""));
    }

    @Test
    void pagesShowWhatTheApiAnswers() throws Exception {
        assertThat(page("/login", "")).contains("Log in", "current-password");
        assertThat(page("/register", "")).contains("new-password", "California");
        assertThat(page("/", "")).contains("Where will you be?");
        assertThat(page("/", COOKIES)).contains("Hello, Sam", "Dr. Ada Park", "January 7");
        assertThat(page("/book?state=CA", COOKIES)).contains("First available", "Dr. Ada Park", "★ 4.5", "3 times",
                "1 time<", "Morning", "Afternoon", "Pacific Time");
        assertThat(page("/book?state=CA&why=slot-taken&lost=" + slot(16), COOKIES)).contains("Somebody was faster");
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES)).contains("Confirm appointment", "reserved for you");
        assertThat(page("/appointments", COOKIES)).contains("Upcoming", "Dr. Ada Park");
        assertThat(page("/appointments/" + BOOKING + "?done=booked", COOKIES)).contains("is booked", "Move",
                "Cancel until");
        assertThat(page("/appointments/" + BOOKING + "/calendar.ics", COOKIES)).contains("DTSTART:20300107T170000Z",
                "UID:" + BOOKING, "SEQUENCE:0", "URL:http://127.0.0.1:%d/appointments/".formatted(port));
    }

    @Test
    void pagesAreInSpanishToo() throws Exception {
        var page = send(request("/book?state=NY", COOKIES).setHeader("Accept-Language", "es-US").GET());
        assertThat(page.body()).contains("lang=\"es\"", "Elija una hora", "Nueva York", "Tarde");
        assertThat(page.body()).doesNotContain("??");
    }

    @Test
    void aPageThatNeedsALoginLeadsThereAndBack() throws Exception {
        ANSWERS.put("GET /api/v1/patients/me", new Answer(401, "{\"type\":\"urn:medislot:problem:not-logged-in\"}"));
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
    void aWrongRegistrationNamesItsFieldsAndKeepsWhatWasTyped() throws Exception {
        var answer = post("/register", "", "email=a@b.example&password=p&firstName=Jos%C3%A9&lastName=R&street=s"
                + "&city=c&state=CA&zip=1&next=/&key=k");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("must be a ZIP code", "José", "aria-describedby=\"zip-error\"");
    }

    @Test
    void bookingALostSlotOffersOthers() throws Exception {
        assertThat(location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"))).contains("/appointments/" + BOOKING);
        ANSWERS.put("POST /api/v1/bookings",
                new Answer(409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}"));
        assertThat(location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"))).contains("/book?", "lost=" + SLOT,
                "why=slot-taken");
    }

    @Test
    void aLostSlotKeepsItsSearch() throws Exception {
        ANSWERS.put("POST /api/v1/bookings",
                new Answer(409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}"));

        var others = location(post("/book/" + SLOT, COOKIES, "state=CA&specialty=Family+medicine&key=k"));

        assertThat(others).contains("specialty=Family%20medicine&");
        assertThat(page(others.substring(others.indexOf("/book")), COOKIES)).contains("value=\"Family medicine\"");
    }

    @ParameterizedTest
    @CsvSource({ "409, patient-busy, another appointment", "422, email-unconfirmed, confirm your email",
            "422, too-many-bookings, as many appointments", "422, not-licensed, not licensed",
            "422, idempotency-conflict, sent before with other text" })
    void aRefusalIsSaidByItsType(int status, String slug, String words) throws Exception {
        ANSWERS.put("POST /api/v1/bookings",
                new Answer(status, "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status)));

        var page = location(post("/book/" + SLOT, COOKIES, "state=CA&key=k"));

        assertThat(page(page.substring(page.indexOf("/book")), COOKIES)).contains("This time cannot be booked", words)
                .doesNotContain("Somebody was faster");
    }

    @ParameterizedTest
    @CsvSource({ "503, unavailable, do not know whether that worked", "429, too-many-requests, wait a minute",
            "502, internal, do not know whether that worked", "0, none, do not know whether that worked" })
    void aBusyApiKeepsTheFormForARepeat(int status, String slug, String words) throws Exception {
        var busy = new Answer(status, "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
        ANSWERS.put("POST /api/v1/bookings", busy);

        var again = post("/book/" + SLOT, COOKIES, "state=CA&key=first-key&reason=A+%3Crash%3E");

        assertThat(again.statusCode()).isEqualTo(status == 429 ? 429 : 503);
        assertThat(again.body()).contains(words, "name=\"key\" value=\"first-key\"", "A &lt;rash&gt;</textarea>",
                "Ada Park", "Confirm appointment").doesNotContain("??");

        ANSWERS.put("GET /api/v1/patients/" + DEPENDENT, busy);
        ANSWERS.replaceAll((_, _) -> busy);
        var bare = post("/book/" + SLOT, COOKIES, "state=CA&key=first-key&reason=Rash&patient=" + DEPENDENT);
        assertThat(bare.statusCode()).isEqualTo(status == 429 ? 429 : 503);
        assertThat(bare.body()).contains(words, "value=\"first-key\"", "Rash</textarea>");
        var move = post("/book/" + SLOT, COOKIES, "state=CA&key=k&move=" + BOOKING + "&version=%224%22");
        assertThat(move.body()).contains(words, "name=\"version\" value=\"&quot;4&quot;\"", "Move appointment");
    }

    @Test
    void everyRefusedFormKeepsItsInputAndSaysWhy() throws Exception {
        var refused = new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"%s","message":"is no good"}]}""");
        ANSWERS.put("POST /api/v1/patients/login", new Answer(401, "{}"));
        assertRefused(post("/login", "", "email=a@b.example&password=p"), "password", "a@b.example",
                "email address or the password is wrong");
        ANSWERS.put("POST /api/v1/passwords/reset", refused.about("email"));
        assertRefused(post("/account/forgot-password", "", "email=a@b&role=STAFF"), "email", "a@b", "is no good",
                "value=\"STAFF\" selected");
        ANSWERS.put("POST /api/v1/passwords/reset/confirm", refused.about("newPassword"));
        assertRefused(post("/account/reset-password", "", "token=b.x&newPassword=p"), "newPassword", "b.x",
                "is too short");
        assertRefused(post("/register", "", "email=a@b.example&password=p&firstName=A&lastName=R&street=s&city=Bath"
                + "&state=&zip=1&next=/&key=k"), "state", "Bath", "is missing");
        ANSWERS.put("POST /api/v1/bookings", refused.about("reason"));
        assertRefused(post("/book/" + SLOT, COOKIES, "state=CA&key=k&reason=Rash"), "reason", "CA", "is no good",
                ">Rash</textarea>");
        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200, booking("COMPLETED")));
        ANSWERS.put("GET /api/v1/ratings", new Answer(200, "{\"items\":[]}"));
        ANSWERS.put("POST /api/v1/ratings", refused.about("comment"));
        assertRefused(post("/appointments/" + BOOKING + "/rate", COOKIES, "stars=4&comment=Kind"), "comment", "4",
                "is no good", ">Kind</textarea>", "checked=\"checked\"");
    }

    private static void assertRefused(HttpResponse<String> answer, String field, String typed, String... words) {
        assertThat(answer.statusCode()).as(field).isEqualTo(422);
        assertThat(answer.body()).contains(words)
                .contains("href=\"#%s\"".formatted(field), "id=\"%s-error\"".formatted(field),
                        "aria-describedby=\"%s-error\"".formatted(field), "value=\"%s\"".formatted(typed))
                .doesNotContain("??");
    }

    @Test
    void aCancelledTimeIsBookedAgain() throws Exception {
        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200, booking("CANCELLED")));
        var page = page("/appointments/" + BOOKING + "?done=cancelled", COOKIES);
        assertThat(page).contains("Book this time again", "action=\"/book/%s/hold\"".formatted(SLOT),
                "name=\"doctor\" value=\"" + DOCTOR, "Choose another time");

        var past = booking("CANCELLED").replace("2030-01-07", "2020-01-07");
        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200, past));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("Book again")
                .doesNotContain("Book this time again");
    }

    @Test
    void aLostRaceKeepsTheReason() throws Exception {
        ANSWERS.put("POST /api/v1/bookings",
                new Answer(409, "{\"type\":\"urn:medislot:problem:slot-taken\",\"status\":409}"));
        var others = post("/book/" + SLOT, COOKIES, "state=CA&key=k&reason=A+rash").body();
        assertThat(others).contains("Somebody was faster", "name=\"reason\" value=\"A rash\"");

        var other = post("/book/" + slot(18) + "/hold", COOKIES, "state=CA&reason=A+rash");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).contains("Confirm appointment", ">A rash</textarea>");
    }

    @ParameterizedTest
    @ValueSource(ints = { 503, 502, 0 })
    void aFormWithoutAnAnswerIsKeptForARepeat(int status) throws Exception {
        var unanswered = new Answer(status, "{\"status\":%d}".formatted(status));
        ANSWERS.put("PATCH /api/v1/bookings/" + BOOKING, unanswered);
        ANSWERS.put("POST /api/v1/patients/%s/dependents".formatted(PATIENT), unanswered);
        ANSWERS.put("DELETE /api/v1/patients/" + PATIENT, unanswered);

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
        ANSWERS.put("GET /api/v1/bookings", new Answer(0, ""));
        var page = send(request("/appointments?done=x", COOKIES).GET());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("not available at the moment", "href=\"/appointments?done=x\"", "Try again");
    }

    @Test
    void anExpiredLoginKeepsTheFormForTheNextCookies() throws Exception {
        ANSWERS.put("POST /api/v1/sessions/refresh", new Answer(401, "{}"));
        var again = post("/book/" + SLOT, "medislot-refresh=rotated", "state=CA&key=k&reason=Rash");
        assertThat(again.statusCode()).as("browsers repeat the form").isEqualTo(307);
        assertThat(location(again)).endsWith("/book/" + SLOT);

        var booked = post("/book/" + SLOT, COOKIES + "; medislot-again=1", "state=CA&key=k&reason=Rash");
        assertThat(location(booked)).contains("/appointments/" + BOOKING + "?done=booked");
    }

    @Test
    void filesAreKeptForGoodUnderTheAddressOfTheirRelease() throws Exception {
        var page = page("/book?state=CA", COOKIES);
        for (var file : List.of("app.css", "htmx.min.js")) {
            var kept = send(request(address(page, file), "").GET());
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(control -> assertThat(control).contains("max-age=31536000", "immutable"));
        }
        assertThat(address(page, "app.css")).matches("/app/[0-9a-f]{12}/app\\.css");
        assertThat(send(request("/app/000000000000/app.css", "").GET()).statusCode()).isEqualTo(404);
    }

    @Test
    void aLostRaceOffersThisDoctorAndOthers() throws Exception {
        var other = DOCTOR.replace("0001", "0009");
        ANSWERS.computeIfPresent("GET /api/v1/slots/by-doctor", (_, found) -> {
            var doctor = found.body().split("\"doctors\":\\[")[1].replaceFirst("]}$", "");
            var another = doctor.replace(DOCTOR, other).replace("Ada Park", "Bo Lind");
            for (var hour : new int[] { 17, 18, 22 }) {
                another = another.replace(slot(hour), otherSlot(other, hour));
            }
            return new Answer(200, found.body().replace("\"doctors\":[", "\"doctors\":[" + another + ","));
        });

        var page = page("/book?state=CA&why=slot-taken&lost=" + slot(17), COOKIES);

        var nearest = text(page.split("<nav class=\"days\"")[0].split("<h2>")[1]);
        assertThat(nearest).contains("Dr. Ada Park", "Dr. Bo Lind");
    }

    private static String otherSlot(String doctor, int hour) {
        return new SlotId(new DoctorId(UUID.fromString(doctor)), Instant.parse("2030-01-07T%d:00:00Z".formatted(hour)))
                .toString();
    }

    @Test
    void oneClickStopsTheReminders() throws Exception {
        assertThat(page("/account", COOKIES)).contains("action=\"/account/reminders\"", "name=\"on\" value=\"false\"");
        assertThat(location(post("/account/reminders", COOKIES, "on=false"))).endsWith("done=reminders");
    }

    @Test
    void aMoveToAnotherStateSaysWhatItTouches() throws Exception {
        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT, new Answer(200, """
                {"id":"%s","version":2,"affectedBookings":[{"booking":%s,"why":"NOT_LICENSED","proposals":[]}]}"""
                .formatted(PATIENT, booking("CONFIRMED"))));
        var saved = location(
                post("/account/profile", COOKIES, PROFILE.replace("zip=x", "zip=89501") + "&version=%221%22"));
        assertThat(page(saved.substring(saved.indexOf("/account")), COOKIES))
                .contains("One of your appointments is with a doctor who is not licensed");
    }

    @Test
    void aBusyApiKeepsARegistrationForARepeat() throws Exception {
        ANSWERS.put("POST /api/v1/patients",
                new Answer(503, "{\"type\":\"urn:medislot:problem:unavailable\",\"status\":503}"));
        var again = post("/register", "", "email=a@b.example&password=p&firstName=Jos%C3%A9&lastName=R&street=s"
                + "&city=c&state=CA&zip=95616&next=/&key=first-key");
        assertThat(again.statusCode()).isEqualTo(503);
        assertThat(again.body()).contains("do not know whether that worked", "José",
                "name=\"key\" value=\"first-key\"");
    }

    @Test
    void aMoveKeepsToTheVersionThatWasSeen() throws Exception {
        var summary = page("/book/" + SLOT + "?state=CA&move=" + BOOKING, COOKIES);
        assertThat(summary).contains("Move appointment", "name=\"version\" value=\"&quot;1&quot;\"");

        ANSWERS.put("PATCH /api/v1/bookings/" + BOOKING,
                new Answer(412, "{\"type\":\"urn:medislot:problem:stale\",\"status\":412}"));
        var answer = post("/book/" + SLOT, COOKIES, "state=CA&key=k&move=" + BOOKING + "&version=%221%22");

        assertThat(IF_MATCH).hasValue("\"1\"");
        assertThat(location(answer)).contains("/appointments/" + BOOKING + "?done=stale");
        assertThat(page("/appointments/" + BOOKING + "?done=stale", COOKIES)).contains("has changed since");
    }

    @Test
    void aGuardianMovesTheAppointmentOfADependent() throws Exception {
        var kims = booking("CONFIRMED").replace("\"patientId\":\"" + PATIENT,
                "\"patientName\":\"Kim Rivera\",\"patientId\":\"" + DEPENDENT);
        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200, kims));
        ANSWERS.put("GET /api/v1/bookings", new Answer(200, "{\"items\":[" + kims + "]}"));
        ANSWERS.put("GET /api/v1/holds", new Answer(200, "{\"items\":[]}"));
        ANSWERS.put("POST /api/v1/holds",
                new Answer(409, "{\"type\":\"urn:medislot:problem:patient-busy\",\"status\":409}"));

        var chosen = location(post("/book/" + SLOT + "/hold", COOKIES, "state=CA&move=" + BOOKING));

        assertThat(chosen).contains("/book/" + SLOT).doesNotContain("why=");
        assertThat(page("/book/" + SLOT + "?state=CA&move=" + BOOKING, COOKIES)).contains("Kim Rivera")
                .doesNotContain("Sam Rivera");
        assertThat(page("/", COOKIES)).contains("Dr. Ada Park · Kim Rivera");
        assertThat(page("/appointments", COOKIES)).contains("Dr. Ada Park · Kim Rivera");
        assertThat(location(post("/book/" + SLOT + "/hold", COOKIES, "state=CA"))).contains("why=patient-busy");
    }

    @Test
    void visitTypesAreShownWhileBookingAndMoving() throws Exception {
        var type = """
                {"id":"%s","name":"Check-up","minutes":15,"mode":"VIDEO","bufferBefore":0,"bufferAfter":0,
                "active":true}""".formatted(TYPE);
        ANSWERS.put("GET /api/v1/visit-types", new Answer(200, "{\"items\":[" + type + "]}"));
        ANSWERS.put("GET /api/v1/visit-types/" + TYPE, new Answer(200, type));
        ANSWERS.put("GET /api/v1/doctors/%s/visit-types".formatted(DOCTOR),
                new Answer(200, "{\"items\":[{\"visitTypeId\":\"%s\",\"minutes\":20}]}".formatted(TYPE)));
        var slot = new SlotId(new DoctorId(UUID.fromString(DOCTOR)), Instant.parse("2030-01-07T17:00:00Z"),
                UUID.fromString(TYPE));
        ANSWERS.computeIfPresent("GET /api/v1/slots/by-doctor",
                (_, openings) -> new Answer(200, openings.body().replace(open(17), """
                        {"id":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:20:00Z","visitTypeId":"%s",
                        "mode":"VIDEO"}""".formatted(slot, TYPE))));

        assertThat(page("/", COOKIES)).contains("name=\"visit\"", "Any visit", "Check-up · By video · 15 min");
        var times = page("/book?state=CA&visit=" + TYPE, COOKIES);
        assertThat(text(times)).contains("9:00 AM · video · 20 min").doesNotContain("10:00 AM ·");
        assertThat(times).contains("name=\"visit\" value=\"" + TYPE, ">Check-up</span>");
        assertThat(OPENINGS.get()).contains("visitTypeId=" + TYPE);
        assertThat(text(page("/book?state=CA&why=slot-taken&lost=" + slot(18), COOKIES)))
                .contains("Dr. Ada Park · video · 20 min");
        assertThat(page("/book/" + slot + "?state=CA", COOKIES)).contains("Check-up", "By video · 20 min");
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES)).doesNotContain("Check-up");

        ANSWERS.put("GET /api/v1/bookings/" + BOOKING, new Answer(200,
                booking("CONFIRMED").replace("\"slotId\"", "\"visitTypeId\":\"%s\",\"slotId\"".formatted(TYPE))));
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("visit=" + TYPE + "&amp;move=" + BOOKING);
    }

    /** The text of a page as it is read, with its spaces made alike. */
    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "").replaceAll("[\\s\\u202f]+", " ");
    }

    @Test
    void anOpenPageSeesOnlyChanges() throws Exception {
        var page = page("/book?state=CA", COOKIES);
        var seen = page.split("&quot;seen&quot;:&quot;")[1].split("&quot;")[0];
        var since = Instant.now().getEpochSecond();
        var poll = "/book/openings?state=CA&day=2030-01-07&seen=%s&since=%d";

        assertThat(send(request(poll.formatted(seen, since), COOKIES).GET()).statusCode()).isEqualTo(204);
        var changed = send(request(poll.formatted("other", since), COOKIES).GET());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).startsWith("<div id=\"openings\"").contains("Dr. Ada Park", seen);
        var last = send(request(poll.formatted(seen, since - 3_600), COOKIES).GET());
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.headers().firstValue("HX-Reswap")).as("the list stays").hasValue("none");
        assertThat(send(request(address(page, "htmx.min.js"), "").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void anOpenPageIsLoadedAgainWhenItsSessionHasEnded() throws Exception {
        ANSWERS.put("GET /api/v1/patients/me", new Answer(401, "{\"type\":\"urn:medislot:problem:not-logged-in\"}"));
        var poll = "/book/openings?state=CA&seen=x&since=" + Instant.now().getEpochSecond();

        var answer = send(request(poll, COOKIES).header("HX-Request", "true").GET());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("HX-Refresh")).hasValue("true");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void theAccountIsShownAndChanged() throws Exception {
        assertThat(page("/account", COOKIES)).contains("Sam", "Pacific Time", "Create the address", "Delete");
        assertThat(location(post("/account/profile", COOKIES,
                "firstName=Sam&lastName=R&street=s&city=c&state=CA"
                        + "&zip=95616&timeZone=America/Los_Angeles&language=es&version=%221%22")))
                                .endsWith("done=profile");
        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT,
                new Answer(422, "{\"type\":\"urn:medislot:problem:wrong-password\",\"status\":422}"));
        var wrong = post("/account/email", COOKIES, "email=b@c.example&currentPassword=x");
        assertThat(wrong.body()).contains("The current password is wrong", "id=\"email-currentPassword-error\"",
                "href=\"#email-currentPassword\"", "value=\"b@c.example\"");
    }

    @ParameterizedTest
    @CsvSource({ "en, profile, 412, stale, Your profile was changed elsewhere",
            "en, delete, 409, state-conflict, Remove the people", "en, dependents, 409, state-conflict, as many people",
            "es, profile, 412, stale, Su perfil se ha cambiado", "es, delete, 409, state-conflict, Quite primero" })
    void theAccountSaysWhyItIsNotChanged(String language, String form, int status, String slug, String words)
            throws Exception {
        var refusal = new Answer(status,
                "{\"type\":\"urn:medislot:problem:%s\",\"status\":%d}".formatted(slug, status));
        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT, refusal);
        ANSWERS.put("DELETE /api/v1/patients/" + PATIENT, refusal);
        ANSWERS.put("POST /api/v1/patients/%s/dependents".formatted(PATIENT), refusal);

        var page = post("/account/" + form, COOKIES + "; medislot-language=" + language,
                PROFILE + "&version=%220%22&currentPassword=x&dateOfBirth=2020-01-01&key=k").body();

        assertThat(page).contains(words).doesNotContain("??", "The appointment has", "La cita ha");
    }

    @Test
    void aRefusedProfileKeepsWhatWasTyped() throws Exception {
        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT, new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"address.zip","message":"must be a ZIP code"}]}"""));
        var invalid = post("/account/profile", COOKIES, PROFILE + "&version=%220%22").body();
        assertThat(invalid).contains("must be a ZIP code", "value=\"Zoë\"", "value=\"9 Elm St\"",
                "<option value=\"NV\" selected", "name=\"version\" value=\"&quot;0&quot;\"");

        ANSWERS.put("PATCH /api/v1/patients/" + PATIENT,
                new Answer(412, "{\"type\":\"urn:medislot:problem:stale\",\"status\":412}"));
        assertThat(post("/account/profile", COOKIES, PROFILE + "&version=%220%22").body()).contains("value=\"Zoë\"",
                "name=\"version\" value=\"&quot;1&quot;\"");
    }

    @Test
    void aWrongDateOfBirthIsSaidInSpanish() throws Exception {
        ANSWERS.put("POST /api/v1/patients/%s/dependents".formatted(PATIENT), new Answer(400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"Invalid",
                "errors":[{"field":"dateOfBirth","message":"must be in the past"}]}"""));
        var page = post("/account/dependents", COOKIES + "; medislot-language=es",
                "firstName=Kim&lastName=R&dateOfBirth=2999-01-01&key=k").body();
        assertThat(page).contains("no es una fecha de nacimiento", "value=\"Kim\"", "value=\"2999-01-01\"",
                "href=\"#dependent-dateOfBirth\"", "id=\"dependent-dateOfBirth\"").doesNotContain("must be");
    }

    @Test
    void aGuardianRemovesADependent() throws Exception {
        ANSWERS.put("GET /api/v1/patients/%s/dependents".formatted(PATIENT), new Answer(200, """
                {"items":[{"id":"%s","version":1,"firstName":"Kim","lastName":"Rivera",
                "timeZone":"America/Los_Angeles","address":{"street":"1 Main St","city":"Davis","state":"CA",
                "zip":"95616"},"reminders":true,"createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z",
                "emailConfirmed":false,"language":"en","dateOfBirth":"2020-01-01","guardianId":"%s"}]}"""
                .formatted(CHILD, PATIENT)));
        var remove = "/account/dependents/" + CHILD + "/remove";
        assertThat(page("/account", COOKIES)).contains(remove, "The profile of Kim is deleted");

        ANSWERS.put("DELETE /api/v1/patients/" + CHILD,
                new Answer(422, "{\"type\":\"urn:medislot:problem:wrong-password\",\"status\":422}"));
        var wrong = post(remove, COOKIES, "currentPassword=x");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("The current password is wrong",
                "id=\"%s-currentPassword-error\"".formatted(CHILD));

        ANSWERS.put("DELETE /api/v1/patients/" + CHILD, new Answer(204, ""));
        assertThat(location(post(remove, COOKIES, "currentPassword=p"))).endsWith("/account?done=removed-person");
        ANSWERS.remove("DELETE /api/v1/patients/" + CHILD);
        assertThat(location(post(remove, COOKIES, "currentPassword=p"))).endsWith("/account?done=removed-person");
        assertThat(page("/account?done=removed-person", COOKIES)).contains("The person is removed");
    }

    @Test
    void linksInMailsActWhenTheirButtonIsPressed() throws Exception {
        assertThat(send(request("/account/confirm-email", "").GET()).body()).contains("/link.js", "name=\"token\"");
        assertThat(location(post("/account/confirm-email", "", "token=b.x"))).endsWith("?done=true");
        assertThat(page("/account/forgot-password?done=true", "")).contains("on its way");
        assertThat(location(post("/account/forgot-password", "", "email=a@b.example&role=DOCTOR")))
                .endsWith("done=true");
        var used = post("/account/reset-password", "", "token=b.x&newPassword=correct+horse+battery");
        assertThat(used.statusCode()).isEqualTo(422);
        assertThat(used.body()).contains("used or has expired", "Ask for a new link", "value=\"b.x\"");
    }

    @Test
    void doctorsAndStaffAreNotSentToTheLoginOfPatients() throws Exception {
        ANSWERS.put("POST /api/v1/passwords/reset/confirm", new Answer(204, ""));
        assertThat(page("/login", "")).contains("For doctors and staff", "/team/login");
        assertThat(page("/login", "medislot-language=es")).contains("Para médicos y personal");

        var login = "class=\"button\" href=\"/login\"";
        var path = "/account/reset-password";
        assertThat(page(after(post(path, "", "token=b.x&newPassword=correct+horse+battery")), "")).contains(login);
        assertThat(page(after(post(path, "", "token=a.x&newPassword=correct+horse+battery")), ""))
                .contains("Your password is changed", "class=\"button\" href=\"/team/login\"")
                .doesNotContain(login);
    }

    private static String after(HttpResponse<String> answer) {
        return URI.create(location(answer)).getPath() + "?" + URI.create(location(answer)).getQuery();
    }

    @Test
    void anOfferOfTheWaitlistIsBookedWhenItsButtonIsPressed() throws Exception {
        var book = "POST /api/v1/waitlist/" + ENTRY + "/booking";
        ANSWERS.put(book, new Answer(201, booking("CONFIRMED")));
        assertThat(page("/waitlist/" + ENTRY, "")).contains("/link.js", "name=\"token\"", "Book this appointment");
        assertThat(location(post("/waitlist/" + ENTRY, "", "token=secret&key=k"))).endsWith("?done=booked");
        assertThat(page("/waitlist/" + ENTRY + "?done=booked", "")).contains("is booked");

        ANSWERS.put(book, new Answer(409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"The offer has expired"}"""));
        var late = post("/waitlist/" + ENTRY, "", "token=secret&key=k");
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("still on the waitlist", "value=\"secret\"");
    }

    @Test
    void onlyThePatientOfAnOfferIsLedToItsAppointment() throws Exception {
        ANSWERS.put("POST /api/v1/waitlist/" + ENTRY + "/booking", new Answer(201, booking("CONFIRMED")));

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
        ANSWERS.put("GET /api/v1/waitlist", new Answer(200, "{\"items\":[" + entry() + "]}"));
        ANSWERS.put("GET /api/v1/waitlist/" + ENTRY, new Answer(200, entry()));
        ANSWERS.put("POST /api/v1/waitlist", new Answer(201, entry()));
        ANSWERS.put("DELETE /api/v1/waitlist/" + ENTRY, new Answer(204, ""));

        assertThat(page("/book?state=CA", COOKIES)).contains("Wait for an earlier one", "name=\"until\"");
        assertThat(location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"))).endsWith("done=joined");
        assertThat(page("/waitlist?done=joined", COOKIES)).contains("You are on the waitlist", "Ada Park",
                "Tuesday, January 1 to Thursday, January 31", "Held for you until", "Leave the waitlist");
        assertThat(page("/waitlist/" + ENTRY, COOKIES)).contains("Monday, January 7");
        assertThat(location(post("/waitlist/" + ENTRY + "/leave", COOKIES, ""))).endsWith("done=left");

        ANSWERS.put("POST /api/v1/waitlist", new Answer(409, """
                {"type":"urn:medislot:problem:state-conflict","status":409,"detail":"Too many"}"""));
        var full = location(post("/waitlist", COOKIES, "state=CA&until=2030-02-01&key=k"));
        assertThat(page(full.substring(full.indexOf("/book")), COOKIES)).contains("as many times as one person can",
                "value=\"2030-02-01\"", "<details class=\"card\" open");
        assertThat(page("/book?state=CA&until=2020-02-01&wait=validation", COOKIES)).contains("href=\"#until\"",
                "value=\"2020-02-01\"", "id=\"until-error\"");
    }

    private static String entry() {
        return """
                {"id":"%s","status":"OFFERED","patientId":"%s","doctorId":"%s","state":"CA",
                "from":"2030-01-01T08:00:00Z","to":"2030-02-01T08:00:00Z","createdAt":"2029-12-01T00:00:00Z",
                "offer":{"slotId":"%s","doctorId":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:30:00Z",
                "expiresAt":"2030-01-02T17:00:00Z"}}""".formatted(ENTRY, PATIENT, DOCTOR, SLOT, DOCTOR);
    }

    @Test
    void aChosenLanguageStays() throws Exception {
        var chosen = post("/language", "", "to=es&next=/login");
        assertThat(location(chosen)).endsWith("/login");
        assertThat(chosen.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("medislot-language=es"));
        assertThat(page("/login", "medislot-language=es")).contains("Iniciar sesión");
    }

    @Test
    void aRefusedRenewalLoadsTheCookiesAgainOnce() throws Exception {
        ANSWERS.put("POST /api/v1/sessions/refresh", new Answer(401, "{}"));
        var first = send(request("/appointments?done=x", "medislot-refresh=used").GET());

        assertThat(first.statusCode()).isEqualTo(307);
        assertThat(location(first)).endsWith("/appointments?done=x");
        assertThat(first.headers().allValues("Set-Cookie")).singleElement().asString().contains("medislot-again=1");

        ANSWERS.put("GET /api/v1/patients/me", new Answer(401, "{}"));
        var second = send(request("/appointments", "medislot-refresh=used; medislot-again=1").GET());
        assertThat(location(second)).endsWith("/login?next=%2Fappointments");
    }

    @Test
    void aFailureIsSaidInWords() throws Exception {
        ANSWERS.put("GET /api/v1/bookings",
                new Answer(503, "{\"type\":\"urn:medislot:problem:unavailable\",\"status\":503}"));
        var page = send(request("/appointments", COOKIES).GET());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("not available at the moment", "Reference");

        assertThat(send(request("/appointments/no-id", COOKIES).GET()).statusCode()).isEqualTo(404);
        assertThat(send(request("/book/no-slot", COOKIES).GET()).body()).contains("This page does not exist");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        for (var header : new String[][] { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Site", "same-site" },
                { "Origin", "https://evil.example" } }) {
            var form = request("/appointments/" + BOOKING + "/cancel", COOKIES).header(header[0], header[1]);
            assertThat(send(form.POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(403);
        }
        assertThat(post("/appointments/" + BOOKING + "/cancel", COOKIES, "").statusCode()).isEqualTo(302);
        for (var path : paths(RequestMethod.POST)) {
            var form = request(path, COOKIES).header("Sec-Fetch-Site", "cross-site");
            assertThat(send(form.POST(HttpRequest.BodyPublishers.noBody())).statusCode()).as(path).isEqualTo(403);
        }
    }

    private List<String> paths(RequestMethod method) {
        var paths = mapping.getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue()
                        .getBeanType()
                        .getPackageName()
                        .startsWith(PagesTest.class.getPackageName()))
                .map(Map.Entry::getKey)
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .flatMap(info -> info.getPatternValues().stream())
                .map(path -> path.replaceAll("\\{\\w+}", BOOKING))
                .toList();
        assertThat(paths).anyMatch(path -> path.startsWith("/waitlist"));
        return paths;
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/book?state=CA", "/appointments", "/appointments/" + BOOKING, "/waitlist",
            "/waitlist/" + ENTRY, "/account" })
    void aPersonalPageIsNotStored(String path) throws Exception {
        ANSWERS.put("GET /api/v1/waitlist", new Answer(200, "{\"items\":[" + entry() + "]}"));
        ANSWERS.put("GET /api/v1/waitlist/" + ENTRY, new Answer(200, entry()));

        var page = send(request(path, COOKIES).GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws Exception {
        var before = REFRESHES.get();
        for (var i = 0; i < 3; i++) {
            var answer = send(request("/appointments", "medislot-refresh=once").GET());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.contains("new-access"));
        }
        assertThat(REFRESHES.get() - before).isEqualTo(1);
    }

    private String page(String path, String cookies) throws Exception {
        var answer = send(request(path, cookies).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("??", "<script>", "style=");
        assertThat(path.endsWith(".ics") || answer.body().startsWith("<!doctype html>")).isTrue();
        var file = Path.of("target", "pages", path.substring(1).replaceAll("\\W+", "-") + cookies.length() + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, answer.body());
        return answer.body();
    }

    private HttpResponse<String> post(String path, String cookies, String form) throws Exception {
        return send(request(path, cookies).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path, String cookies) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", "en-US");
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }

    /** Of a style sheet or script in a page. */
    private static String address(String page, String file) {
        return page.split("/%s\"".formatted(file))[0].replaceAll("(?s).*\"", "") + "/" + file;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String slot(int hour) {
        return new SlotId(new DoctorId(UUID.fromString(DOCTOR)), Instant.parse("2030-01-07T%d:00:00Z".formatted(hour)))
                .toString();
    }

    private static String open(int hour) {
        return "{\"id\":\"%s\",\"start\":\"2030-01-07T%d:00:00Z\",\"end\":\"2030-01-07T%d:30:00Z\"}"
                .formatted(slot(hour), hour, hour);
    }

    private static String hold() {
        return "{\"id\":\"%s\",\"slotId\":\"%s\",\"expiresAt\":\"2030-01-07T16:05:00Z\",\"patientId\":\"%s\"}"
                .formatted(BOOKING, SLOT, PATIENT);
    }

    private static String login() {
        return """
                {"accessToken":"new-access","tokenType":"Bearer","expiresIn":900,"refreshToken":"new","id":"%s",
                "role":"PATIENT"}""".formatted(PATIENT);
    }

    private static String booking(String status) {
        return """
                {"id":"%s","status":"%s","version":1,"patientId":"%s","doctorId":"%s","doctorName":"Dr. Ada Park",
                "slotId":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:30:00Z","patientState":"CA",
                "changeableUntil":"2030-01-06T17:00:00Z","createdAt":"2030-01-01T00:00:00Z",
                "updatedAt":"2030-01-01T00:00:00Z"}""".formatted(BOOKING, status, PATIENT, DOCTOR, SLOT);
    }

    private static HttpServer api() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
                if (call.endsWith("/refresh")) {
                    REFRESHES.incrementAndGet();
                }
                if (call.endsWith("/by-doctor")) {
                    OPENINGS.set(exchange.getRequestURI().getQuery());
                }
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Match")).ifPresent(IF_MATCH::set);
                var answer = ANSWERS.getOrDefault(call, new Answer(404, "{}"));
                if (answer.status() == 0) {
                    exchange.close();
                    return;
                }
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders()
                        .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param status 0 to close the connection without an answer */
    private record Answer(int status, String body) {

        Answer about(String field) {
            return new Answer(status, body.formatted(field));
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = { JsonSetup.class, RequestLimitSetup.class })
    static class App {}
}
