package dev.medislot.webapp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import dev.medislot.webapp.FakeApi;
import dev.medislot.webapp.PageRequests;
import dev.medislot.webapp.SpanishErrors;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages and forms of doctors against an API that gives fixed answers. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DoctorPagesTest {

    private static final String DOCTOR = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0001";
    private static final String BOOKING = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0003";
    private static final String TYPE = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0005";
    private static final String LICENSE = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0006";
    private static final String ENTRY = "0b5f7f3e-6f0c-4b8f-9a51-6d1f7c5f0007";
    private static final String ME = "/doctors/" + DOCTOR;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final String SLOT = new SlotId(new DoctorId(UUID.fromString(DOCTOR)),
            Instant.parse("2030-01-07T17:00:00Z")).toString();
    private static final String AFFECTED = """
            {"bookingId":"%s","slotId":"%s","start":"2030-01-07T17:00:00Z",
            "end":"2030-01-07T17:30:00Z","patientState":"CA"}""".formatted(BOOKING, SLOT);
    private static final String NONE = "\"affectedBookings\":[]";
    private static final String WEEK = "version=%221%22&MONDAY.start=08:00&MONDAY.end=12:00&MONDAY.from=&MONDAY.until=";
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
        API.answer("GET " + ME, 200, doctor());
        API.answer("PATCH " + ME, 200, doctor());
        API.answer("GET /bookings", 200, "{\"items\":[]}");
        API.answer("GET /bookings/" + BOOKING, 200, booking("CONFIRMED", Instant.now().minusSeconds(60)));
        API.answer("PATCH /bookings/" + BOOKING, 200, booking("COMPLETED", Instant.now().minusSeconds(60)));
        API.answer("GET " + ME + "/calendar", 200, week());
        API.answer("GET " + ME + "/working-hours", 200, week(NONE));
        API.answer("PUT " + ME + "/working-hours", 200, week(NONE));
        API.answer("GET " + ME + "/dates", 200, "{\"items\":[{\"date\":\"2030-12-24\",\"own\":true,\"windows\":[]}]}");
        API.answer("GET " + ME + "/dates/2030-12-24", 200,
                "{\"date\":\"2030-12-24\",\"own\":true,\"windows\":[{\"start\":\"08:00\",\"end\":\"12:00\"}]}");
        API.answer("PUT " + ME + "/dates/2030-12-24", 200,
                "{\"date\":\"2030-12-24\",\"own\":true,\"windows\":[]," + NONE + "}");
        API.answer("GET " + ME + "/timeslots", 200, """
                {"items":[{"id":"%s","start":"2030-02-01T22:00","end":"2030-02-02T00:00","recurring":false}]}"""
                .formatted(ENTRY));
        API.answer("GET " + ME + "/time-off", 200, """
                {"items":[{"id":"%s","start":"2030-12-24T00:00","end":"2030-12-27T00:00","reason":"Holiday"}]}"""
                .formatted(ENTRY));
        API.answer("GET " + ME + "/licenses", 200, "{\"items\":[" + license("2040-01-01", true) + "]}");
        API.answer("GET " + ME + "/licenses/" + LICENSE, 200, license("2040-01-01", true));
        API.answer("GET /visit-types", 200, """
                {"items":[{"id":"%s","name":"Check-up","minutes":30,"mode":"VIDEO","bufferBefore":0,"bufferAfter":0,
                "active":true}]}""".formatted(TYPE));
        API.answer("GET " + ME + "/visit-types", 200,
                "{\"items\":[{\"visitTypeId\":\"%s\",\"minutes\":45}]}".formatted(TYPE));
        API.answer("PUT " + ME + "/visit-types", 200, "{\"items\":[]," + NONE + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /doctor                             | Today                     | Hoy
            /doctor/appointments/%s             | Visit took place          | La visita tuvo lugar
            /doctor/hours                       | Copy to all weekdays      | Copiar a los días laborables
            /doctor/hours/dates/2030-12-24      | Take the whole day off    | Tomarse el día libre
            /doctor/time-off                    | Take time off             | Registrar una ausencia
            /doctor/licenses                    | Add a license             | Añadir una licencia
            /doctor/licenses/%s                 | must be verified again    | debe verificarse de nuevo
            /doctor/visits                      | Visits that you offer     | Visitas que ofrece
            /doctor/account                     | Change the password       | Cambiar la contraseña
            """)
    void pagesAreInBothLanguages(String path, String english, String spanish) throws Exception {
        var page = path.formatted(path.contains("licenses") ? LICENSE : BOOKING);
        assertThat(browser("en-US").page(page)).contains(english);
        assertThat(browser("es-US").page(page)).contains(spanish);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/doctor", "/doctor/hours", "/doctor/time-off", "/doctor/licenses", "/doctor/visits",
            "/doctor/account" })
    void pagesNeedTheLoginOfADoctor(String path) throws Exception {
        var visitor = new PageRequests(port, "", "en-US").get(path);
        assertThat(PageRequests.location(visitor)).contains("/team/login?next=%2Fdoctor");
        var patient = new PageRequests(port, FakeApi.cookies(Role.PATIENT, DOCTOR), "en-US").get(path);
        assertThat(patient.statusCode()).isEqualTo(403);
        assertThat(patient.body()).contains("It is for doctors", "href=\"/\"");
    }

    @Test
    void aVisitIsClosedInItsVersion() throws Exception {
        var page = "/doctor/appointments/" + BOOKING;
        assertThat(browser("en-US").page(page)).contains("Petra Q", "Itching elbow", "https://video.example/b");
        var closed = browser("en-US").post(page + "/completed", "version=%223%22");
        assertThat(PageRequests.location(closed)).endsWith(page + "?done=completed");
        var call = API.calls("PATCH /bookings/" + BOOKING).getLast();
        assertThat(call.body()).isEqualTo("{\"status\":\"COMPLETED\"}");
        assertThat(call.ifMatch()).hasValue("\"3\"");

        API.refuse("PATCH /bookings/" + BOOKING, 412, "stale");
        var stale = browser("en-US").post(page + "/no-show", "version=%222%22");
        assertThat(browser("en-US").page(page + "?done=stale")).contains("has changed since you opened it");
        assertThat(PageRequests.location(stale)).endsWith("?done=stale");
    }

    @Test
    void aVisitOfTheDayIsJoinedOrCalledAtOnce() throws Exception {
        var now = booking("CONFIRMED", Instant.now().minusSeconds(60));
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(now));
        assertThat(browser("en-US").page("/doctor"))
                .contains("href=\"https://video.example/b\"", "href=\"tel:+14155550188\"", "Call +1 415 555 0188")
                .doesNotContain("no link to join");

        API.answer("GET /bookings", 200,
                "{\"items\":[%s]}".formatted(now.replace("\"https://video.example/b\"", "null")));
        assertThat(browser("en-US").page("/doctor")).contains("no link to join", "/doctor/visits#videoLink");
        assertThat(browser("en-US").page("/doctor/visits")).contains("1 of your coming video visits has no link");
    }

    @Test
    void onlyTodayIsCalledToday() throws Exception {
        assertThat(browser("en-US").page("/doctor")).contains("<h1>Today</h1>", ">Day</a>");
        var tomorrow = LocalDate.now(ZONE).plusDays(1);
        assertThat(browser("en-US").page("/doctor?day=" + tomorrow)).contains(">Day</a>")
                .doesNotContain("<title>Today", "<h1>Today");
    }

    @ParameterizedTest
    @CsvSource({ "en-US, Free, Was free", "es-US, Libre, Estaba libre" })
    void aFreeTimeThatPassedWasFree(String language, String free, String passed) throws Exception {
        assertThat(browser(language).page("/doctor")).contains(">" + free + "<").doesNotContain(passed);
        API.answer("GET " + ME + "/calendar", 200, week().replace("OPEN", "PAST"));
        assertThat(browser(language).page("/doctor")).contains(">" + passed + "<").doesNotContain(">" + free + "<");
    }

    @Test
    void theWeekIsDrawnInProportionToTime() throws Exception {
        var start = LocalDate.now(ZONE).plusDays(1).atTime(14, 20).atZone(ZONE).toInstant();
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(booking("CONFIRMED", start)));
        var page = browser("en-US").page("/doctor");
        assertThat(page.split("class=\"head", -1)).hasSize(8);
        assertThat(page).contains("box is-visit h2 m20 l0 k30", "box is-free h0 m0 l0 k30", "class=\"col l3\"")
                .containsPattern("<b>Petra Q[^<]*</b> <span>2:20");
    }

    @Test
    void aVisitShowsThePatientAndEarlierVisits() throws Exception {
        API.answer("GET /bookings", 200, "{\"items\":[%s]}"
                .formatted(booking("COMPLETED", Instant.parse("2029-03-01T17:00:00Z")).replace(BOOKING, ENTRY)));
        assertThat(browser("en-US").page("/doctor/appointments/" + BOOKING)).contains("+1 415 555 0188", "May 6, 1984",
                "Earlier visits with you", "Mar 1, 2029", "/doctor/appointments/" + ENTRY);
        assertThat(API.calls("GET /bookings").getLast().line()).contains("patientId=" + LICENSE, "doctorId=" + DOCTOR);
    }

    @Test
    void aClosedVisitIsCorrectedForTwoDays() throws Exception {
        var page = "/doctor/appointments/" + BOOKING;
        API.answer("GET /bookings/" + BOOKING, 200, booking("NO_SHOW", Instant.now().minus(2, ChronoUnit.HOURS)));
        assertThat(browser("en-US").page(page + "?done=no-show")).contains("action=\"" + page + "/completed\"",
                "No, the visit took place");
        assertThat(browser("en-US").page(page)).contains("action=\"" + page + "/completed\"", "until two days after");

        API.answer("GET /bookings/" + BOOKING, 200, booking("NO_SHOW", Instant.now().minus(3, ChronoUnit.DAYS)));
        assertThat(browser("en-US").page(page)).contains("the front desk corrects it")
                .doesNotContain("action=\"" + page + "/completed\"");
    }

    @ParameterizedTest
    @CsvSource({ "WHOLE, 00:00, 24:00", "MORNING, 00:00, 12:00", "AFTERNOON, 12:00, 24:00", "TIMES, 09:00, 10:30" })
    void timeOffHasPresets(String part, String start, String end) throws Exception {
        API.answer("POST " + ME + "/time-off", 201, """
                {"id":"%s","start":"2030-12-24T00:00","end":"2030-12-25T00:00",%s}""".formatted(ENTRY, NONE));
        browser("en-US").post("/doctor/time-off",
                "first=2031-12-24&last=&startTime=09:00&endTime=10:30&reason=&key=k&part=" + part);
        assertThat(API.calls("POST " + ME + "/time-off").getLast().body()).contains("\"2031-12-24T" + start + "\"",
                "\"2031-12-24T" + end + "\"");
    }

    @Test
    void anEditThatAffectsNoBookingIsSavedAtOnce() throws Exception {
        var saved = browser("en-US").post("/doctor/hours", WEEK);
        assertThat(PageRequests.location(saved)).endsWith("/doctor/hours?done=week");
        var calls = API.calls("PUT " + ME + "/working-hours");
        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call.ifMatch()).hasValue("\"1\""));
        assertThat(calls.getFirst().line()).endsWith("preview=true");
        assertThat(calls.getLast().body()).contains("\"MONDAY\":[{\"start\":\"08:00\",\"end\":\"12:00\"}]",
                "\"SUNDAY\":[]");
    }

    @Test
    void anEditShowsTheBookingsThatItAffectsFirst() throws Exception {
        API.answer("PUT " + ME + "/working-hours", 200, week("\"affectedBookings\":[" + AFFECTED + "]"));

        var asked = browser("en-US").post("/doctor/hours", WEEK);

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("This affects 1 appointment", "keep the appointment<", "Petra Q",
                "California", "name=\"MONDAY.start\" value=\"08:00\"", "name=\"version\" value=\"&quot;1&quot;\"");
        assertThat(API.calls("PUT " + ME + "/working-hours")).hasSize(1);

        var kept = browser("en-US").post("/doctor/hours", WEEK + "&bookings=keep");
        assertThat(PageRequests.location(kept)).endsWith("/doctor/hours?done=week&kept=1");
        assertThat(browser("en-US").page("/doctor/hours?done=week&kept=1")).contains("1 appointment stays as booked");
        var cancelled = browser("en-US").post("/doctor/hours", WEEK + "&bookings=cancel");
        assertThat(PageRequests.location(cancelled)).endsWith("&cancelled=1");
        assertThat(API.calls("PUT " + ME + "/working-hours").getLast().line()).endsWith("bookings=cancel");
        assertThat(browser("en-US").post("/doctor/hours", WEEK + "&bookings=edit").body()).contains("value=\"08:00\"",
                "Copy to all weekdays");
        assertThat(API.calls("PUT " + ME + "/working-hours")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({ "en-US, 1 patient gets a mail, Save and send the mail",
            "es-US, 1 paciente recibe un correo, Guardar y enviar el correo" })
    void anotherVideoLinkTellsWhoGetsAMailFirst(String language, String title, String save) throws Exception {
        var visit = booking("CONFIRMED", Instant.now().plus(1, ChronoUnit.DAYS));
        var begun = booking("CONFIRMED", Instant.now().minus(5, ChronoUnit.MINUTES));
        API.answer("GET /bookings", 200,
                "{\"items\":[%s,%s,%s]}".formatted(begun, visit, visit.replace("VIDEO", "PHONE")));
        API.answer("PATCH " + ME, 200,
                doctor().replace("\"reminders\"", "\"videoLink\":\"https://video.example/new\",\"reminders\""));
        var form = "version=%221%22&slotMinutes=30&videoLink=https://video.example/new";

        var asked = browser(language).post("/doctor/visits", form);

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).containsOnlyOnce("Petra Q")
                .contains("<h1>" + title, ">" + save + "<", "name=\"version\" value=\"&quot;1&quot;\"",
                        "name=\"videoLink\" value=\"https://video.example/new\"");
        assertThat(API.calls("PATCH " + ME)).singleElement()
                .satisfies(call -> assertThat(call.line()).endsWith("preview=true"));
        assertThat(API.calls("GET /bookings").getLast().line()).contains("status=CONFIRMED", "doctorId=", "from=");
        assertThat(browser(language).post("/doctor/visits", form + "&bookings=edit").body())
                .contains("value=\"https://video.example/new\"", "action=\"/doctor/visits\"");
        assertThat(API.calls("PATCH " + ME)).hasSize(1);
        assertThat(PageRequests.location(browser(language).post("/doctor/visits", form + "&bookings=keep")))
                .endsWith("/doctor/visits?done=practice");
        assertThat(API.calls("PATCH " + ME)).hasSize(2);
    }

    @Test
    void aPlaceThatTakesTimesAwayAlsoTellsWhoGetsAMail() throws Exception {
        var visit = booking("CONFIRMED", Instant.now().plus(1, ChronoUnit.DAYS)).replace("VIDEO", "IN_PERSON");
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(visit));
        API.answer("PATCH " + ME, 200, doctor().replace("\"affectedBookings\":[]", """
                "place":{"name":"Main office","street":"1 Main St","city":"Reno","state":"NV","zip":"89501"},
                "affectedBookings":[%s]""".formatted(AFFECTED)));

        assertThat(browser("en-US").post("/doctor/visits", "version=%221%22&slotMinutes=30&state=NV").body())
                .contains("This affects 1 appointment", "1 patient gets a mail about the other video link or place",
                        "It stays as booked. The front desk sees it")
                .doesNotContain("Nobody gets a mail");
    }

    @Test
    void aStaleWeekKeepsWhatWasTyped() throws Exception {
        API.refuse("PUT " + ME + "/working-hours", 412, "stale");
        var again = browser("en-US").post("/doctor/hours", WEEK.replace("08:00", "07:15"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("changed elsewhere meanwhile", "value=\"07:15\"",
                "8:00\u202fAM–11:00\u202fAM");
    }

    @Test
    void aWeekIsTypedWithoutScripts() throws Exception {
        assertThat(browser("en-US").post("/doctor/hours", WEEK + "&step=add-TUESDAY").body())
                .contains("id=\"TUESDAY.start-0\"");
        assertThat(browser("en-US").post("/doctor/hours", WEEK + "&step=remove-MONDAY-0").body())
                .doesNotContain("id=\"MONDAY.start-0\"");
        assertThat(browser("en-US").post("/doctor/hours", WEEK + "&step=copy-MONDAY").body())
                .contains("id=\"FRIDAY.start-0\"")
                .doesNotContain("id=\"SATURDAY.start-0\"");
        assertThat(API.calls("PUT " + ME + "/working-hours")).isEmpty();
        var night = browser("en-US").post("/doctor/hours", WEEK.replace("08:00", "22:00") + "&step=add-SUNDAY");
        assertThat(night.body()).contains("ends on the next day");
    }

    @Test
    void wrongTimesAreSaidAtTheirDay() throws Exception {
        var incomplete = browser("en-US").post("/doctor/hours", WEEK.replace("12:00", ""));
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body()).contains("both a start and an end", "href=\"#MONDAY\"", "value=\"08:00\"");

        API.answer("PUT " + ME + "/working-hours", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"week.MONDAY[0].end","message":"must not be the start"}]}""");
        assertThat(browser("es-US").post("/doctor/hours", WEEK).body()).contains("Compruebe las horas de este día",
                "href=\"#MONDAY\"", "aria-describedby=\"MONDAY-error\"", "id=\"MONDAY-error\"");
    }

    @Test
    void aWrongLengthIsSaidAtItsVisitType() throws Exception {
        var type = """
                {"id":"%s","name":"%s","minutes":30,"mode":"VIDEO","bufferBefore":0,"bufferAfter":0,"active":true}""";
        API.answer("GET /visit-types", 200, "{\"items\":[%s,%s]}".formatted(type.formatted(TYPE, "Check-up"),
                type.formatted(ENTRY, "First visit")));
        API.answer("PUT " + ME + "/visit-types",
                SpanishErrors.refusal("must be greater than or equal to 5", "items[1].minutes"));

        var refused = browser("en-US").post("/doctor/visits/types",
                "version=%221%22&chosen={0}&{0}=40&chosen={1}&{1}=4".replace("{0}", TYPE).replace("{1}", ENTRY));

        assertThat(refused.body()).containsOnlyOnce("id=\"minutes-error\"")
                .contains("href=\"#minutes\"", "id=\"m-" + TYPE + "\"", "value=\"4\"")
                .containsPattern("<input [^>]*name=\"%s\"[^>]*id=\"minutes\"[^>]*minutes-error".formatted(ENTRY));
    }

    @Test
    void aRefusedReasonIsKept() throws Exception {
        API.answer("PATCH /bookings/" + BOOKING,
                SpanishErrors.refusal("size must be between 1 and 100", "cancellationReason"));
        assertThat(browser("en-US")
                .post("/doctor/appointments/%s/cancel".formatted(BOOKING), "version=%223%22&reason=A+course")
                .body()).contains("<details class=\"card\" open", ">A course</textarea>",
                        "id=\"reason-error\">Use at most 100 characters");
    }

    @Test
    void midnightEndsADay() throws Exception {
        browser("en-US").post("/doctor/hours", WEEK.replace("12:00", "00:00"));
        assertThat(API.calls("PUT " + ME + "/working-hours").getLast().body()).contains("\"end\":\"24:00\"");
    }

    @Test
    void wholeDaysOffEndAtMidnight() throws Exception {
        API.answer("POST " + ME + "/time-off", 201, """
                {"id":"%s","start":"2030-12-24T00:00","end":"2030-12-27T00:00",%s}""".formatted(ENTRY, NONE));
        var taken = browser("en-US").post("/doctor/time-off", "first=2031-12-24&last=2031-12-26&reason=&key=k");
        assertThat(PageRequests.location(taken)).endsWith("/doctor/time-off?done=taken");
        assertThat(API.calls("POST " + ME + "/time-off").getLast().body()).contains("\"start\":\"2031-12-24T00:00\"",
                "\"end\":\"2031-12-26T24:00\"");
        assertThat(browser("en-US").page("/doctor/time-off")).contains("Dec 24, 2030 – Dec 26, 2030", "Holiday");
    }

    @Test
    void aRefusedFormKeepsWhatWasTyped() throws Exception {
        API.answer("POST " + ME + "/licenses", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"validUntil","message":"must not be before validFrom"}]}""");
        var license = browser("en-US").post("/doctor/licenses",
                "state=NV&number=N-77&validFrom=2030-01-01&validUntil=2029-01-01&key=k");
        assertThat(license.statusCode()).isEqualTo(422);
        assertThat(license.body()).contains("not before the first one", "href=\"#validUntil\"", "value=\"N-77\"",
                "aria-describedby=\"validUntil-error\"", "value=\"2029-01-01\"");

        API.refuse("PATCH " + ME, 412, "stale");
        var practice = browser("en-US").post("/doctor/visits", "version=%221%22&slotMinutes=35&name=Main+office");
        assertThat(practice.statusCode()).isEqualTo(422);
        assertThat(practice.body()).contains("changed elsewhere meanwhile", "value=\"35\"", "value=\"Main office\"");
    }

    /** The API stores it as it is, so other words would be a change. */
    @Test
    void theNumberOfAPlaceIsAsItWasTyped() throws Exception {
        API.answer("GET " + ME, 200, doctor().replace("\"reminders\"", """
                "place":{"name":"Main office","street":"1 Main St","city":"Davis","state":"CA","zip":"95616",
                "phone":"+15305550123"},"reminders\""""));
        assertThat(browser("en-US").page("/doctor/visits")).contains("value=\"+15305550123\"");
    }

    /** The form's own fields, which it does not always share with the API. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/time-off | POST ME/time-off | start end reason | first=2031-12-24&last=2031-12-25&reason=R&key=k",
            "/time-off | POST ME/time-off | start end | first=2031-12-24&startTime=09:00&endTime=08:00&key=k",
            "/hours/extra | POST ME/timeslots | start end | date=2030-01-07&start=09:00&end=10:00&key=k",
            "/licenses | POST ME/licenses | state number validFrom validUntil | state=NV&number=&key=k",
            "/licenses/LICENSE | PATCH ME/licenses/LICENSE | number validFrom validUntil | number=&version=%221%22",
            "/visits | PATCH ME | slotMinutes startEvery videoLink place.name place.street place.city place.state "
                    + "place.zip place.phone | slotMinutes=x&version=%221%22",
            "/visits/types | PUT ME/visit-types | items[0].minutes | version=%221%22&chosen=TYPE&TYPE=4",
            "/appointments/BOOKING/cancel | PATCH /bookings/BOOKING | cancellationReason | version=%223%22&reason=R",
            "/account | PATCH ME | firstName lastName specialty bio | firstName=&lastName=&version=%221%22",
            "/account/email | PATCH ME | email currentPassword | email=a&currentPassword=p",
            "/account/password | POST /doctors/me/password | currentPassword newPassword | "
                    + "currentPassword=p&newPassword=p" })
    void wrongFieldsAreSaidInSpanish(String page, String call, String fields, String form) throws Exception {
        var paths = fields.split(" ");
        if (page.startsWith("/account")) {
            API.answer("PATCH " + ME + "?preview=true", 200, doctor());
        }
        for (var message : SpanishErrors.MESSAGES) {
            API.answer(call.replace("ME", ME).replace("LICENSE", LICENSE).replace("BOOKING", BOOKING),
                    SpanishErrors.refusal(message, paths));
            var refused = browser("es-US").post(
                    "/doctor" + page.replace("LICENSE", LICENSE).replace("BOOKING", BOOKING),
                    form.replace("TYPE", TYPE));
            SpanishErrors.assertSaid(refused, paths.length);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "/hours | PUT /working-hours | week.MONDAY[0].end | WEEK",
                    "/hours/dates/2030-12-24 | PUT /dates/2030-12-24 | windows[0].end | "
                            + "start=09:00&end=10:00&version=%221%22" })
    void wrongTimesAreSaidInSpanish(String page, String call, String field, String form) throws Exception {
        for (var message : SpanishErrors.MESSAGES) {
            API.answer(call.replace(" ", " " + ME), SpanishErrors.refusal(message, field));
            var refused = browser("es-US").post("/doctor" + page, form.replace("WEEK", WEEK));
            assertThat(refused.statusCode()).isEqualTo(422);
            SpanishErrors.assertNoEnglish(refused);
        }
    }

    @ParameterizedTest
    @CsvSource({ "400, validation, true", "409, overlap, true", "412, stale, false", "429, too-many-requests, false" })
    void wrongHoursOfADateAreSaidBesideThem(int status, String slug, boolean wrong) throws Exception {
        API.refuse("PUT " + ME + "/dates/2030-12-24", status, slug);
        var refused = browser("en-US").post("/doctor/hours/dates/2030-12-24", "start=09:00&end=10:00&version=%221%22");
        assertThat(refused.body()).contains("role=\"alert\"", "value=\"09:00\"");
        for (var part : List.of("href=\"#day\"", "aria-describedby=\"day-error\"", "id=\"day-error\"")) {
            assertThat(refused.body().contains(part)).as(part).isEqualTo(wrong);
        }
        assertThat(browser("en-US").post("/doctor/hours/dates/2030-12-24", "start=09:00&end=&version=%221%22").body())
                .contains("need both a start and an end", "id=\"day-error\"");
    }

    /** A browser without its own check of required fields. */
    @Test
    void aMissingDateIsMarkedAndNotTheTimes() throws Exception {
        var wrong = SpanishErrors.refusal("must be a local time in whole minutes such as 2026-12-01T08:00", "start",
                "end");
        API.answer("POST " + ME + "/timeslots", wrong);
        var extra = browser("en-US").post("/doctor/hours/extra", "date=&start=09:00&end=10:00&key=k");
        assertThat(extra.statusCode()).isEqualTo(422);
        assertThat(API.calls("POST " + ME + "/timeslots").getLast().body()).contains("\"start\":\"T09:00\"");
        assertThat(wrongFields(extra)).containsExactly("extra-date");
        assertThat(wrongFields(browser("en-US").post("/doctor/hours/extra", "date=&start=&end=10:00&key=k")))
                .containsExactlyInAnyOrder("extra-date", "extra-start");

        API.answer("POST " + ME + "/time-off", wrong);
        assertThat(wrongFields(browser("en-US").post("/doctor/time-off", "first=&last=&part=WHOLE&key=k")))
                .containsExactly("first");
        assertThat(wrongFields(browser("en-US").post("/doctor/time-off",
                "first=&last=&part=TIMES&startTime=09:00&endTime=10:00&key=k"))).containsExactly("first");
    }

    @ParameterizedTest
    @CsvSource({ "2030-12-24, 2030-12-23, WHOLE, last, before the first day",
            "2020-12-24, '', WHOLE, first, from today on", "2020-12-24, 2020-12-25, WHOLE, last, from today on",
            "2030-12-24, '', TIMES, startTime, Enter a start", "2030-12-25, '', MORNING, first, already" })
    void timeOffMustTakeTime(String first, String last, String part, String field, String words) throws Exception {
        API.answer("GET " + ME + "/time-off", 200, """
                {"items":[{"id":"%s","start":"2030-12-24T00:00","end":"2030-12-27T00:00"}]}""".formatted(ENTRY));
        var answer = browser("en-US").post("/doctor/time-off",
                "first=%s&last=%s&startTime=&endTime=&reason=&key=k&part=%s".formatted(first, last, part));
        assertThat(wrongFields(answer)).containsExactly(field);
        assertThat(answer.body()).contains(words);
        assertThat(API.calls("POST " + ME + "/time-off")).isEmpty();
    }

    /** The fields to which the summary of a refused form leads, each with its error beside it. */
    private static List<String> wrongFields(HttpResponse<String> page) {
        var fields = Pattern.compile("<li><a href=\"#([\\w-]+)\">")
                .matcher(page.body())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(page.body().split("class=\"error\"", -1)).hasSize(fields.size() + 1);
        assertThat(page.body()).contains(fields.stream().map("id=\"%s-error\""::formatted).toList());
        return fields;
    }

    @Test
    void licensesSayWhatTheyAreWorth() throws Exception {
        var soon = LocalDate.now(ZONE).plusDays(30);
        API.answer("GET " + ME + "/licenses", 200, "{\"items\":[%s,%s]}".formatted(license("2040-01-01", false),
                license(soon.toString(), true).replace("CA", "NV").replace(LICENSE, ENTRY)));
        API.answer("GET /bookings", 200, "{\"items\":[%s]}"
                .formatted(booking("CONFIRMED", Instant.now().plus(40, ChronoUnit.DAYS)).replace("\"CA\"", "\"NV\"")));
        assertThat(browser("en-US").page("/doctor/licenses")).contains("Waiting for the clinic to verify it",
                "Ends soon", "1 appointment after its end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /doctor/licenses/LICENSE       | GET ME,GET ME/licenses/LICENSE
            /doctor/hours                  | GET ME,GET ME/working-hours,GET ME/dates,GET ME/timeslots
            /doctor/hours/dates/2030-12-24 | GET ME,GET ME/dates/2030-12-24
            """)
    void independentCallsOfAPageOverlap(String page, String calls) throws Exception {
        API.meet(calls.replace("ME", ME).replace("LICENSE", LICENSE).split(","));

        assertThat(browser("en-US").page(page.replace("LICENSE", LICENSE))).contains("<h1");
    }

    @ParameterizedTest
    @CsvSource({ "/doctor, 4", "/doctor/appointments/BOOKING, 3", "/doctor/hours, 4", "/doctor/visits, 4",
            "/doctor/account, 2" })
    void aPageMakesNoMoreCalls(String page, int calls) throws Exception {
        browser("en-US").page(page.replace("BOOKING", BOOKING));
        assertThat(API.count()).isEqualTo(calls);
    }

    @Test
    void theAccountIsReadByAPreviewWithoutAChange() throws Exception {
        API.tag("PATCH " + ME, "\"4\"");
        assertThat(browser("en-US").page("/doctor/account")).contains("name=\"version\" value=\"&quot;4&quot;\"",
                "value=\"Park\"");
        var read = API.calls("PATCH " + ME).getFirst();
        assertThat(read.line()).endsWith("?preview=true");
        assertThat(read.body()).isEqualTo("{}");
    }

    @Test
    void affectedBookingsAreReadSideBySide() throws Exception {
        API.answer("GET /bookings/" + ENTRY, 200, booking("CONFIRMED", Instant.now()).replace("Petra Q", "Omar H"));
        API.answer("PUT " + ME + "/working-hours", 200,
                week("\"affectedBookings\":[%s,%s]".formatted(AFFECTED, AFFECTED.replace(BOOKING, ENTRY))));
        API.meet("GET " + ME, "GET /bookings/" + BOOKING, "GET /bookings/" + ENTRY);

        assertThat(browser("en-US").post("/doctor/hours", WEEK).body()).containsSubsequence("This affects 2", "Petra Q",
                "Omar H");
    }

    @Test
    void visitTypesKeepTheirOwnLength() throws Exception {
        assertThat(browser("en-US").page("/doctor/visits")).contains("Check-up", "value=\"45\"");
        assertThat(browser("es-US").page("/doctor/visits")).contains("<strong>Chequeo</strong>")
                .doesNotContain("Check-up");
        browser("en-US").post("/doctor/visits/types", "version=%221%22&chosen=%s&%s=40".formatted(TYPE, TYPE));
        assertThat(API.calls("PUT " + ME + "/visit-types").getLast().body())
                .contains("\"visitTypeId\":\"%s\",\"minutes\":40".formatted(TYPE));
    }

    @Test
    void aBusyApiKeepsTheForm() throws Exception {
        API.refuse("PUT " + ME + "/working-hours", 503, "unavailable");
        var again = browser("en-US").post("/doctor/hours", WEEK.replace("08:00", "07:15"));
        assertThat(again.statusCode()).isEqualTo(503);
        assertThat(again.body()).contains("not available at the moment", "value=\"07:15\"");
    }

    private PageRequests browser(String language) {
        return new PageRequests(port, FakeApi.cookies(Role.DOCTOR, DOCTOR), language);
    }

    private static String doctor() {
        return """
                {"id":"%s","firstName":"Ada","lastName":"Park","timeZone":"%s","slotMinutes":30,"language":"en",
                "rating":{"count":0},"licensedStates":["CA"],"reminders":true,"affectedBookings":[]}"""
                .formatted(DOCTOR, ZONE);
    }

    private static String week(String affected) {
        return """
                {"timeZone":"%s","slotMinutes":30,"week":{"MONDAY":[{"start":"08:00","end":"11:00"}]},
                %s}""".formatted(ZONE, affected);
    }

    /** From today, with a free half hour at noon on each day. */
    private static String week() {
        var days = LocalDate.now(ZONE).datesUntil(LocalDate.now(ZONE).plusDays(7)).map(DoctorPagesTest::day).toList();
        return "{\"doctorId\":\"%s\",\"timeZone\":\"%s\",\"days\":%s}".formatted(DOCTOR, ZONE, days);
    }

    private static String day(LocalDate date) {
        var noon = date.atTime(12, 0).atZone(ZONE).toInstant();
        return """
                {"date":"%s","states":[],"slots":[{"id":"%s","start":"%s","end":"%s","localStart":"%sT12:00",
                "localEnd":"%sT12:30","status":"OPEN"}]}""".formatted(date, SLOT, noon, noon.plusSeconds(1_800), date,
                date);
    }

    private static String license(String until, boolean verified) {
        return """
                {"id":"%s","state":"CA","number":"L-1","validFrom":"2020-01-01","validUntil":"%s","verified":%s}"""
                .formatted(LICENSE, until, verified);
    }

    private static String booking(String status, Instant start) {
        return """
                {"id":"%s","status":"%s","version":3,"patientId":"%s","patientName":"Petra Q","doctorId":"%s",
                "doctorName":"Ada Park","slotId":"%s","start":"%s","end":"%s","patientState":"CA",
                "reason":"Itching elbow","mode":"VIDEO","joinUrl":"https://video.example/b",
                "contact":{"phone":"+14155550188","dateOfBirth":"1984-05-06"},
                "createdAt":"2030-01-01T00:00:00Z","updatedAt":"2030-01-01T00:00:00Z"}""".formatted(BOOKING, status,
                LICENSE, DOCTOR, SLOT, start, start.plusSeconds(1800));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = { JsonSetup.class, RequestLimitSetup.class })
    static class App {}
}
