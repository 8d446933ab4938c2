package dev.medislot.webapp.desk;

import static dev.medislot.webapp.desk.DeskAnswers.BOOKING;
import static dev.medislot.webapp.desk.DeskAnswers.DAY;
import static dev.medislot.webapp.desk.DeskAnswers.DOCTOR;
import static dev.medislot.webapp.desk.DeskAnswers.FREE;
import static dev.medislot.webapp.desk.DeskAnswers.HOLD;
import static dev.medislot.webapp.desk.DeskAnswers.OTHER;
import static dev.medislot.webapp.desk.DeskAnswers.PATIENT;
import static dev.medislot.webapp.desk.DeskAnswers.TYPE;
import static dev.medislot.webapp.desk.DeskAnswers.slot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.Role;
import dev.medislot.web.json.JsonSetup;
import dev.medislot.web.limit.RequestLimitSetup;
import dev.medislot.webapp.FakeApi;
import dev.medislot.webapp.PageRequests;
import dev.medislot.webapp.SpanishErrors;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
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

/** The pages of the front desk against an API that gives fixed answers. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DeskPagesTest {

    private static final FakeApi API = new FakeApi();
    private static final String APPOINTMENT = "/desk/appointments/" + BOOKING;
    private static final String PROFILE = "firstName=Sam&lastName=Rivera&phone=1&email=&dateOfBirth=&street=1+Main+St"
            + "&city=Davis&zip=95616&state=CA&language=es";

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
        DeskAnswers.giveTo(API);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/desk?date=" + DAY, "/desk?date=" + DAY + "&specialty=Dermatology&patient=" + PATIENT,
            "/desk/book/FREE?q=riv", "/desk/book/FREE?patient=" + PATIENT, "/desk/book/FREE/confirm?patient=" + PATIENT,
            APPOINTMENT, "/desk/patients?q=riv", "/desk/patients/new?q=Ann+Lee", "/desk/patients/" + PATIENT,
            "/desk/patients/" + PATIENT + "/access", "/desk/todo", "/desk/todo/" + BOOKING + "/move?slot=FREE",
            "/desk/team", "/desk/team/doctors/DOCTOR", "/desk/team/doctors/new", "/desk/team/staff",
            "/desk/team/visits?change=" + TYPE, "/desk/team/closures", "/desk/account" })
    void everyPageSpeaksEnglishAndSpanish(String path) throws Exception {
        var page = path.replace("FREE", FREE).replace("DOCTOR", DOCTOR);
        var english = browser("en-US").page(page);
        var spanish = browser("es-US").page(page);
        assertThat(heading(english)).isNotBlank();
        assertThat(english).contains("lang=\"en\"");
        assertThat(spanish).contains("lang=\"es\"")
                .doesNotContain("Back to the day", ">Find<", "Send again", "· Check-up", ">Dermatology",
                        "· Dermatology");
    }

    @ParameterizedTest
    @CsvSource({ "'', Check-up, By video", "VIDEO, Check-up, By phone", "Check-up, Visit, By video" })
    void staffSeesWhichVisitABookingIs(String without, String type, String mode) throws Exception {
        var booking = DeskAnswers.booking("CONFIRMED");
        if (without.equals("VIDEO")) {
            booking = booking.replace("VIDEO", "PHONE");
        } else if (!without.isEmpty()) {
            booking = booking.replace("\"visitTypeName\":\"Check-up\",\"mode\":\"VIDEO\",", "");
        }
        API.answer("GET /bookings", 200, "{\"items\":[%s]}".formatted(booking));
        API.answer("GET /bookings/" + BOOKING, 200, booking);

        assertThat(browser("en-US").page("/desk/patients/" + PATIENT).replaceAll("<[^>]*>", ""))
                .contains("Ada Park · %s · %s · Confirmed".formatted(type, mode));
        assertThat(browser("en-US").page("/desk/todo/%s/move?slot=%s".formatted(BOOKING, FREE)))
                .contains(">%s<".formatted(mode));
        var slot = type.equals("Visit") ? slot(0, "14:00", null) : FREE;
        assertThat(browser("en-US").page("/desk/book/%s/confirm?patient=%s".formatted(slot, PATIENT))).contains(type,
                ">By video<");
    }

    @Test
    void aDoctorWithoutALicenseIsShown() throws Exception {
        API.answer("GET /doctors/%s/licenses".formatted(DOCTOR), 200, "{\"items\":[]}");
        assertThat(browser("en-US").page("/desk/team/doctors/" + DOCTOR)).contains("has not entered a license yet");
    }

    @Test
    void pagesLinkToWhatTheyName() throws Exception {
        assertThat(browser("en-US").page(APPOINTMENT)).contains("<a href=\"/desk/team/doctors/%s\">".formatted(DOCTOR));
        assertThat(browser("en-US").page("/desk/patients/new?slot=" + FREE))
                .contains("<a href=\"/desk/book/%s\">Find a patient</a>".formatted(FREE));
        assertThat(browser("en-US").page("/desk/patients/new")).contains("<a href=\"/desk/patients\">Find a patient");
    }

    @Test
    void aPatientIsFoundFromTheDayAndSeenInAZone() throws Exception {
        assertThat(browser("en-US").page("/desk")).contains("action=\"/desk/patients\"", "Find a patient");
        assertThat(browser("en-US").page("/desk/patients/" + PATIENT)).contains("Times in Eastern Time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /desk/patients/PATIENT        | GET /patients/PATIENT,GET /patients/PATIENT/dependents,GET /bookings
            /desk/patients/PATIENT/access | GET /patients/PATIENT,GET /patients/PATIENT/access
            /desk/book/FREE?q=riv         | GET /desk/day,GET /patients
            """)
    void independentCallsOfAPageOverlap(String page, String calls) throws Exception {
        API.meet(calls.replace("PATIENT", PATIENT).replace("DOCTOR", DOCTOR).split(","));

        assertThat(browser("en-US").page(page.replace("PATIENT", PATIENT).replace("FREE", FREE)))
                .contains("Sam Rivera");
    }

    @ParameterizedTest
    @CsvSource({ "en-US, Read the profile, Changed", "es-US, Leyó el perfil, Cambió" })
    void theTrailIsInWords(String language, String known, String unknown) throws Exception {
        var access = """
                {"at":"2030-01-02T10:00:00Z","actorId":"%s","actorRole":"STAFF","operation":"%s","change":%s}""";
        API.answer("GET /patients/%s/access".formatted(PATIENT), 200, "{\"items\":[%s,%s]}".formatted(
                access.formatted(OTHER, "getPatient", false), access.formatted(OTHER, "ofANewerRelease", true)));

        assertThat(browser(language).page("/desk/patients/%s/access".formatted(PATIENT)))
                .contains(known, unknown + " <code>ofANewerRelease</code>")
                .doesNotContain("getPatient");
    }

    @Test
    void aNumberInAFormIsWrittenAsPeopleDo() throws Exception {
        assertThat(browser("en-US").page("/desk/patients/" + PATIENT)).contains("value=\"+1 916 555 0123\"");
    }

    @Test
    void staffKnowsWhoReadsAReason() throws Exception {
        assertThat(browser("en-US").page(APPOINTMENT)).contains("The patient and the doctor see it.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/desk", "/desk/patients", "/desk/book/FREE", "/desk/team" })
    void aKeyLeadsToTheSearchField(String page) throws Exception {
        var english = browser("en-US").page(page.replace("FREE", FREE));
        assertThat(english).contains("data-shortcut=\"Press Ctrl+K to search\"", "/search.js\"");
    }

    @Test
    void staffChangesItsPassword() throws Exception {
        API.answer("POST /staff/me/password", 204, "");
        var form = "currentPassword=old&newPassword=new+words";
        var changed = browser("en-US").post("/desk/account/password", form);
        assertThat(PageRequests.location(changed)).endsWith("/team/login?next=/desk&done=password");
        API.refuse("POST /staff/me/password", 422, "wrong-password");
        assertThat(browser("en-US").page("/desk/account")).doesNotContain("current password is wrong");
        var wrong = browser("en-US").post("/desk/account/password", form);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("current password is wrong", "href=\"#password-currentPassword\"",
                "id=\"password-currentPassword-error\"");
    }

    @Test
    void theDayHasDoctorsAsColumnsAndTimesAsRows() throws Exception {
        var page = browser("en-US").page("/desk?date=" + DAY);
        assertThat(count(page, "<th scope=\"col\"")).isEqualTo(31);
        assertThat(count(page, "<th scope=\"row\"")).isEqualTo(16);
        assertThat(page).contains("9:00\u202fAM", "Ada Park", "class=\"spot held\"", "spot taken completed",
                "spot taken no_show", "class=\"off\"", "The clinic is closed", "Fire drill");
        assertThat(API.calls("GET /desk/day").getFirst().line()).contains("date=" + DAY, "timeZone=America/New_York");
    }

    @Test
    void theCountOfOpenVisitsLeadsToTheFirstOne() throws Exception {
        assertThat(browser("en-US").page("/desk?date=" + DAY)).doesNotContain("class=\"late\"");
        API.answer("GET /desk/day", 200, DeskAnswers.day(1).replace(DAY, "2020-01-07"));

        var page = browser("en-US").page("/desk?date=2020-01-07");

        var first = find(page, "spot taken late\" id=\"s-([\\w-]+)\"");
        assertThat(page).contains("class=\"late\" href=\"/desk/appointments/" + first);
    }

    @Test
    void theFiltersReachTheApiAndEveryLink() throws Exception {
        var page = browser("en-US")
                .page("/desk?date=" + DAY + "&specialty=Dermatology&state=CA&doctorId=&timeZone=America/Denver");
        assertThat(API.calls("GET /desk/day").getFirst().line()).contains("specialty=Dermatology", "state=CA",
                "timeZone=America/Denver");
        assertThat(page).contains("/desk?date=2030-01-08&amp;state=CA&amp;specialty=Dermatology", "7:00\u202fAM");
    }

    @Test
    void anUnchangedDayAnswersNothing() throws Exception {
        var page = browser("en-US").page("/desk?date=" + DAY);
        var seen = find(page, "seen&quot;:&quot;(\\w+)&quot;");
        var poll = "/desk/board?date=" + DAY + "&since=4000000000&seen=";
        assertThat(browser("en-US").get(poll + seen).statusCode()).isEqualTo(204);
        API.answer("GET /desk/day", 200, DeskAnswers.day(2));
        assertThat(browser("en-US").get(poll + seen).body()).contains("id=\"board\"").doesNotContain("<html");
        var last = browser("en-US").get("/desk/board?since=0&seen=x&date=2030-01-07");
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.headers().firstValue("HX-Retarget")).contains("#changed");
        assertThat(last.body()).contains("no longer follows changes", "href=\"/desk?date=2030-01-07\"");
    }

    @Test
    void aTimeIsHeldForTheChosenPatientAndBooked() throws Exception {
        var type = slot(0, "14:00", OTHER);
        assertThat(browser("en-US").page("/desk/book/%s?q=riv".formatted(FREE))).contains("First visit", "Sam Rivera",
                "value=\"" + PATIENT + "\"", "/desk/patients/new?slot=" + FREE);
        var held = browser("en-US").post("/desk/book/%s/hold".formatted(FREE),
                "visit=%s&q=riv&patient=%s".formatted(type, PATIENT));
        assertThat(PageRequests.location(held)).endsWith("/desk/book/%s/confirm?patient=%s".formatted(type, PATIENT));
        assertThat(API.calls("POST /holds").getFirst().body()).contains(type, PATIENT);

        var booked = browser("en-US").post("/desk/book/" + type,
                "patient=%s&state=CA&reason=&key=k".formatted(PATIENT));
        assertThat(PageRequests.location(booked)).endsWith(APPOINTMENT + "?done=booked");
        assertThat(API.calls("POST /bookings").getFirst().body()).contains(type, PATIENT, "\"reason\":null");
    }

    @Test
    void manyVisitTypesAreAList() throws Exception {
        assertThat(browser("en-US").page("/desk/book/" + FREE)).contains("type=\"radio\"").doesNotContain("<select");
        var type = """
                {"slotId":"%s","visitTypeId":"%s","visitTypeName":"Sleep talk","mode":"PHONE",
                "end":"2030-01-07T14:20:00Z"},""".formatted(slot(0, "14:00", HOLD), HOLD);
        API.answer("GET /desk/day", 200, DeskAnswers.day(1).replace("\"visits\":[\n", "\"visits\":[" + type.repeat(5)));

        var page = browser("en-US").page("/desk/book/" + FREE);

        assertThat(page.split("<select id=\"visit\" name=\"visit\"")[1].split("</select>")[0]).contains(
                "Sleep talk · phone · 20 min</option>",
                "<option value=\"%s\" selected=\"selected\">Check-up · video · 30 min</option>".formatted(FREE));
        assertThat(page).doesNotContain("type=\"radio\"");
    }

    @Test
    void aKnownPatientIsNotSearchedAgain() throws Exception {
        var day = browser("en-US").page("/desk?date=%s&state=NV&patient=%s".formatted(DAY, PATIENT));
        assertThat(day).contains("doctors with a license in Nevada", "patient: 6:00\u202fAM",
                "/desk/book/%s?patient=%s&amp;state=NV".formatted(slot(2, "14:00", TYPE), PATIENT));
        var page = browser("en-US").page("/desk/book/%s?patient=%s&state=NV".formatted(FREE, PATIENT));
        assertThat(page).contains("Sam Rivera", "6:00\u202fAM for the patient", "name=\"state\" value=\"NV\"",
                "Book for this patient").doesNotContain("type=\"search\"");
        var held = browser("en-US").post("/desk/book/%s/hold".formatted(FREE),
                "patient=%s&state=NV".formatted(PATIENT));
        assertThat(PageRequests.location(held)).endsWith("&state=NV");
        assertThat(after(held)).contains("value=\"NV\" selected");
    }

    @Test
    void aTakenTimeOffersTheNearestOnes() throws Exception {
        API.refuse("POST /holds", 409, "slot-taken");
        var taken = slot(0, "15:00", TYPE);
        var held = browser("en-US").post("/desk/book/%s/hold".formatted(taken), "patient=" + PATIENT);
        assertThat(PageRequests.location(held)).endsWith("&why=slot-taken");
        var page = browser("en-US").page("/desk/book/%s?why=slot-taken".formatted(slot(0, "16:30", TYPE)));
        assertThat(page).contains("Nearest free times");
        assertThat(count(page, "class=\"chip\" id=\"near-")).isEqualTo(5);
    }

    @Test
    void thePageFollowsItsTime() throws Exception {
        var page = browser("en-US").page("/desk/book/%s?patient=%s".formatted(FREE, PATIENT));
        assertThat(page).doesNotContain("Nearest free times");
        var poll = find(page, "hx-get=\"([^\"]+/taken[^\"]*)\"").replace("&amp;", "&") + "&since=4000000000&seen="
                + find(page, "seen&quot;:&quot;(\\w+)&quot;");
        var read = API.calls("GET /patients/" + PATIENT).size();
        assertThat(browser("en-US").get(poll).statusCode()).isEqualTo(204);

        API.answer("GET /desk/day", 200, DeskAnswers.day(30).replace("T14:00", "T13:00"));

        assertThat(browser("en-US").get(poll).body()).startsWith("<div id=\"taken\"")
                .contains("no longer has this time", "Nearest free times",
                        "patient=%s&amp;state=CA\"".formatted(PATIENT));
        assertThat(API.calls("GET /patients/" + PATIENT)).hasSize(read);
        var last = browser("en-US").get(poll.replace("since=4000000000", "since=0"));
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.body()).contains("half an hour", "/desk/book/%s?patient=%s".formatted(FREE, PATIENT));
    }

    @Test
    void theBoardSaysHowVisitsTakePlace() throws Exception {
        assertThat(browser("en-US").page("/desk?date=" + DAY).replaceAll("<[^>]*>", ""))
                .containsPattern("–\\d+:\\d\\d.[AP]M · Check-up · in person");
    }

    @ParameterizedTest
    @CsvSource({ "422, not-licensed, not licensed in that state", "409, patient-busy, has another appointment",
            "503, unavailable, not available at the moment" })
    void aRefusedBookingKeepsItsForm(int status, String slug, String words) throws Exception {
        API.refuse("POST /bookings", status, slug);
        var answer = browser("en-US").post("/desk/book/" + FREE,
                "patient=%s&state=NV&reason=A+rash&key=k".formatted(PATIENT));
        assertThat(answer.statusCode()).isEqualTo(status == 503 ? 503 : 422);
        assertThat(answer.body()).contains(words, ">A rash</textarea>", "value=\"NV\" selected");
        assertThat(answer.body().contains("name=\"key\" value=\"k\"")).isEqualTo(status == 503);
        assertThat(answer.body().contains("id=\"state-error\"")).isEqualTo(slug.equals("not-licensed"));
    }

    @Test
    void aHeldTimeIsFreedForAnotherPatient() throws Exception {
        var held = Pattern.compile("href=\"(/desk/book/[\\w-]+)\"")
                .matcher(browser("en-US").page("/desk?date=" + DAY).replaceAll("(?s).*?class=\"spot held\"", "h "));
        assertThat(held.find()).isTrue();
        assertThat(browser("en-US").page(held.group(1))).contains("This time is held", "Sam Rivera", "Free this time");
        browser("en-US").post(held.group(1) + "/release", "");
        assertThat(API.calls("DELETE /holds/" + HOLD)).hasSize(1);
    }

    @Test
    void theDayNamesTheDoctorOfATime() throws Exception {
        assertThat(browser("en-US").page("/desk/book/" + FREE)).contains(">Ada Park<");
        assertThat(browser("en-US").page("/desk/book/%s/confirm?patient=%s".formatted(FREE, PATIENT)))
                .contains(">Ada Park<");
        assertThat(API.calls("GET /doctors/" + DOCTOR)).isEmpty();

        API.answer("GET /desk/day", 200, DeskAnswers.day(0));
        assertThat(browser("en-US").page("/desk/book/" + FREE)).contains(">Ada Park<");
        assertThat(API.calls("GET /doctors/" + DOCTOR)).hasSize(1);
    }

    @Test
    void anAppointmentMovesToTimesOfItsType() throws Exception {
        var page = browser("en-US").page(APPOINTMENT);
        assertThat(page).contains(slot(0, "17:00", TYPE), "7:00\u202fAM for the patient", "by the front desk")
                .doesNotContain(slot(0, "18:00", OTHER));
        var moved = browser("en-US").post(APPOINTMENT + "/move", "version=%222%22&slot=" + slot(0, "17:00", TYPE));
        assertThat(PageRequests.location(moved)).endsWith("?done=moved");
        assertThat(API.calls("PATCH /bookings/" + BOOKING).getFirst().ifMatch()).contains("\"2\"");
        API.refuse("PATCH /bookings/" + BOOKING, 412, "stale");
        moved = browser("en-US").post(APPOINTMENT + "/move", "version=%222%22&slot=" + slot(0, "17:00", TYPE));
        assertThat(browser("en-US").page(APPOINTMENT + "?" + PageRequests.location(moved).split("\\?", -1)[1]))
                .contains("changed elsewhere");
    }

    @Test
    void thePageFollowsTheTimesToMoveTo() throws Exception {
        var page = browser("en-US").page(APPOINTMENT);
        var poll = find(page, "hx-get=\"([^\"]+)\"").replace("&amp;", "&");
        var seen = find(page, "seen&quot;:&quot;(\\w+)&quot;");
        assertThat(poll).startsWith(APPOINTMENT + "/times?state=CA&visit=" + TYPE);
        var chosen = slot(0, "17:00", TYPE);
        var calls = API.calls("GET /bookings/" + BOOKING).size();
        assertThat(browser("en-US").get(poll + "&since=4000000000&seen=" + seen).statusCode()).isEqualTo(204);

        var changed = browser("en-US").get(poll + "&since=4000000000&seen=x&slot=" + chosen).body();
        assertThat(changed)
                .contains("<div id=\"times\"", seen, "patient: 9:00\u202fAM",
                        "value=\"%s\" checked=\"checked\"".formatted(chosen), "The times have changed")
                .doesNotContain("<html");
        assertThat(API.calls("GET /bookings/" + BOOKING)).as("in the access trail").hasSize(calls);
        var last = browser("en-US").get(poll + "&since=0&seen=x");
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.body()).contains("no longer follows changes", "#move\"");
    }

    @Test
    void timesToMoveToAreAlsoThoseOfThePatient() throws Exception {
        var times = browser("en-US").page(APPOINTMENT).split("id=\"move\"")[1];
        assertThat(times).contains("Times in Eastern Time",
                "12:00\u202fPM<small class=\"block\">patient: 9:00\u202fAM");
    }

    @Test
    void aPatientWithoutEmailIsToldByPhone() throws Exception {
        assertThat(browser("en-US").page(APPOINTMENT)).contains("Patient can change it until")
                .doesNotContain("call the patient about changes");
        API.answer("GET /patients/" + PATIENT, 200, DeskAnswers.patient(PATIENT, "Sam", ""));
        assertThat(browser("en-US").page(APPOINTMENT)).contains("call the patient about changes")
                .doesNotContain("Patient can change it until");
    }

    @Test
    void theHistorySaysFromWhereAVisitMoved() throws Exception {
        assertThat(browser("en-US").page(APPOINTMENT)).contains("Monday, December 31, 7:00\u202fPM",
                "From Sunday, January 6, 10:00\u202fAM to Monday, January 7, 10:00\u202fAM");
    }

    @Test
    void doctorsOfTheSameSpecialtyComeFirstInAMove() throws Exception {
        var doctor = """
                {"id":"%s","firstName":"%s","lastName":"%s","specialty":"%s","timeZone":"America/New_York",
                "slotMinutes":30,"rating":{"count":0},"licensedStates":["CA"]}""";
        API.answer("GET /doctors", 200,
                "{\"items\":[%s,%s,%s]}".formatted(doctor.formatted(OTHER, "Mei", "Abe", "Psychiatry"),
                        doctor.formatted(TYPE, "Luis", "Ortega", "Dermatology"),
                        doctor.formatted(DOCTOR, "Ada", "Park", "Dermatology")));
        var page = browser("en-US").page(APPOINTMENT + "?doctor=" + TYPE);
        assertThat(page).containsSubsequence("Ada Park · Dermatology</option>", "label=\"The same specialty\"",
                "selected=\"selected\">Luis Ortega · Dermatology", "label=\"Other specialties\"",
                "Mei Abe · Psychiatry");
        assertThat(API.calls("GET /doctors/" + DOCTOR)).isEmpty();
        assertThat(API.calls("GET /slots/by-doctor").getLast().line()).contains("doctorId=" + TYPE);
        assertThat(API.calls("GET /doctors").getLast().line()).contains("state=CA");
    }

    @Test
    void aDoctorWithoutALicenseIsAskedForAlone() throws Exception {
        API.answer("GET /doctors", 200, "{\"items\":[]}");
        assertThat(browser("en-US").page(APPOINTMENT)).contains("Ada Park · Dermatology</option>");
        assertThat(API.calls("GET /doctors/" + DOCTOR)).hasSize(1);
    }

    @Test
    void anAppointmentIsCancelledWithAReasonAndClosed() throws Exception {
        browser("en-US").post(APPOINTMENT + "/cancel", "version=%222%22&reason=Doctor+ill");
        assertThat(API.calls("PATCH /bookings/" + BOOKING).getLast().body()).contains("CANCELLED", "Doctor ill");
        var closed = browser("en-US").post(APPOINTMENT + "/close", "version=%222%22&status=NO_SHOW");
        assertThat(PageRequests.location(closed)).endsWith("?done=no-show");
        assertThat(API.calls("PATCH /bookings/" + BOOKING).getLast().body()).contains("\"status\":\"NO_SHOW\"");
    }

    @Test
    void aRefusedCancellationKeepsItsReason() throws Exception {
        API.answer("PATCH /bookings/" + BOOKING,
                SpanishErrors.refusal("size must be between 1 and 100", "cancellationReason"));
        var wrong = browser("en-US").post(APPOINTMENT + "/cancel", "version=%222%22&reason=Doctor+ill");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("<title>Error", "href=\"#why\">Reason for the cancellation</a>",
                "id=\"why-error\">Use at most 100 characters", "aria-describedby=\"why-hint why-error\"",
                "value=\"Doctor ill\"");

        API.refuse("PATCH /bookings/" + BOOKING, 412, "stale");
        var stale = browser("en-US").post(APPOINTMENT + "/cancel", "version=%222%22&reason=Doctor+ill");
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("changed elsewhere meanwhile", "value=\"Doctor ill\"")
                .doesNotContain("why-error");
    }

    @Test
    void aCancellationNeedsAReason() throws Exception {
        var answer = browser("en-US").post(APPOINTMENT + "/cancel", "version=%222%22&reason=+");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"why-error\">Enter the reason.");
        assertThat(API.calls("PATCH /bookings/" + BOOKING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "(916) 555-0123, '', true", "'', 1984-03-07, true", "(916) 555-0124, 1984-03-08, false",
            "'', '', false" })
    void whoSeemsToBeHereIsShownFirst(String phone, String born, boolean isShown) throws Exception {
        API.answer("GET /patients", 200, "{\"items\":[%s]}".formatted(DeskAnswers.patient(PATIENT, "Sam", """
                ,"dateOfBirth":"1984-03-07\"""")));
        var form = PROFILE.replace("phone=1", "phone=" + URLEncoder.encode(phone, UTF_8))
                .replace("dateOfBirth=", "dateOfBirth=" + born) + "&key=k&slot=" + FREE;
        var answer = browser("en-US").post("/desk/patients/new", form);
        assertThat(answer.body().contains("seems to be here already")).isEqualTo(isShown);
        assertThat(answer.body().contains("/desk/book/%s?patient=%s\"".formatted(FREE, PATIENT))).isEqualTo(isShown);
        assertThat(API.calls("POST /patients")).hasSize(isShown ? 0 : 1);
        assertThat(PageRequests.location(browser("en-US").post("/desk/patients/new", form + "&anyway=true")))
                .endsWith("/confirm?patient=" + PATIENT);
    }

    @Test
    void aNewPatientWithoutEmailIsAddedAndHeld() throws Exception {
        assertThat(browser("en-US").page("/desk/patients/new?q=916+555+0123&slot=" + FREE))
                .contains("value=\"916 555 0123\"", "value=\"" + FREE + "\"");
        var added = browser("en-US").post("/desk/patients/new", PROFILE + "&key=k&slot=" + FREE);
        assertThat(PageRequests.location(added)).endsWith("/confirm?patient=" + PATIENT);
        assertThat(API.calls("POST /patients").getFirst().body()).contains("\"email\":null", "\"language\":\"es\"");

        API.answer("POST /patients", 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"phone","message":"is no telephone number"}]}""");
        var refused = browser("en-US").post("/desk/patients/new", PROFILE + "&key=k&slot=" + FREE);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#phone\"", "Enter a phone number", "value=\"Davis\"",
                "value=\"es\" lang=\"es\" selected", "value=\"" + FREE + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/patients/new | POST /patients | firstName lastName phone email dateOfBirth address.street address.city "
                    + "address.state address.zip | key=k&PROFILE",
            "/patients/PATIENT | PATCH /patients/PATIENT | firstName lastName phone email dateOfBirth address.street "
                    + "address.city address.state address.zip | timeZone=America/Denver&version=%221%22&PROFILE",
            "/patients/PATIENT/dependents | POST /patients/PATIENT/dependents | firstName lastName dateOfBirth | "
                    + "firstName=&lastName=&dateOfBirth=2020-01-01&key=k",
            "/book/FREE | POST /bookings | patientState reason | patient=PATIENT&state=NV&reason=R&key=k",
            "/team/doctors/new | POST /doctors | firstName lastName specialty email password | "
                    + "firstName=&lastName=&specialty=&email=a&password=p&timeZone=America/Denver&key=k",
            "/team/staff | POST /staff | email password | email=a&password=p&key=k",
            "/team/visits | POST /visit-types | name minutes bufferBefore bufferAfter description | "
                    + "name=&minutes=&mode=VIDEO&bufferBefore=&bufferAfter=&key=k",
            "/team/closures | POST /closures | start end reason | start=&end=&key=k",
            "/account/password | POST /staff/me/password | currentPassword newPassword | "
                    + "currentPassword=p&newPassword=p" })
    void wrongFieldsAreSaidInSpanish(String page, String call, String fields, String form) throws Exception {
        var paths = fields.split(" ");
        for (var message : SpanishErrors.MESSAGES) {
            API.answer(call.replace("PATIENT", PATIENT), SpanishErrors.refusal(message, paths));
            var refused = browser("es-US").post("/desk" + page.replace("PATIENT", PATIENT).replace("FREE", FREE),
                    form.replace("PROFILE", PROFILE).replace("PATIENT", PATIENT));
            SpanishErrors.assertSaid(refused, paths.length);
        }
    }

    @ParameterizedTest
    @CsvSource({ "412, stale", "404, not-found" })
    void aColleagueIsChangedAsSeen(int status, String slug) throws Exception {
        var page = browser("en-US").page("/desk/team/staff");
        assertThat(page).contains("name=\"version\" value=\"&quot;1&quot;\"", "value=\"remove\"");
        API.answer("PATCH /staff/" + TYPE, 200, """
                {"id":"%s","email":"late@medislot.example","disabled":true,"secondFactor":false,"version":2,
                "createdAt":"2030-01-01T00:00:00Z"}""".formatted(TYPE));
        API.answer("DELETE /staff/" + TYPE, 204, "");
        var form = "version=%221%22&act=";
        assertThat(PageRequests.location(browser("en-US").post("/desk/team/staff/" + TYPE, form + "disable")))
                .endsWith("?done=saved");
        assertThat(API.calls("PATCH /staff/" + TYPE).getLast().ifMatch()).hasValue("\"1\"");
        browser("en-US").post("/desk/team/staff/" + TYPE, form + "remove");
        assertThat(API.calls("DELETE /staff/" + TYPE).getLast().ifMatch()).hasValue("\"1\"");

        API.refuse("PATCH /staff/" + TYPE, status, slug);
        var stale = PageRequests.location(browser("en-US").post("/desk/team/staff/" + TYPE, form + "enable"));
        assertThat(browser("en-US").page(stale.substring(stale.indexOf("/desk"))))
                .contains("A colleague has changed or removed this account meanwhile");
    }

    @Test
    void aVisitTypeIsChangedAsSeen() throws Exception {
        API.tag("GET /visit-types/" + TYPE, "\"4\"");
        var page = "/desk/team/visits?change=" + TYPE;
        assertThat(browser("en-US").page(page)).contains("name=\"version\" value=\"&quot;4&quot;\"");
        API.refuse("PATCH /visit-types/" + TYPE, 412, "stale");
        API.tag("GET /visit-types/" + TYPE, "\"5\"");
        var form = "id=%s&name=My+words&minutes=20&mode=PHONE&bufferBefore=0&bufferAfter=0&version=%%224%%22&key="
                .formatted(TYPE);
        var stale = browser("en-US").post("/desk/team/visits", form);
        assertThat(API.calls("PATCH /visit-types/" + TYPE).getLast().ifMatch()).hasValue("\"4\"");
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("A colleague has changed this visit type meanwhile", "Stored now: Check-up",
                "value=\"My words\"", "name=\"version\" value=\"&quot;5&quot;\"");
        API.refuse("PATCH /visit-types/" + TYPE, 404, "not-found");
        assertThat(after(browser("en-US").post("/desk/team/visits", form)))
                .contains("A colleague has retired this visit type meanwhile");
    }

    @Test
    void aVisitTypeIsRetiredAsSeen() throws Exception {
        API.answer("DELETE /visit-types/" + TYPE, 204, "");
        var retire = "/desk/team/visits/%s/retire".formatted(TYPE);
        assertThat(after(browser("en-US").post(retire, "version=%224%22"))).contains("is no longer offered");
        assertThat(API.calls("DELETE /visit-types/" + TYPE).getLast().ifMatch()).hasValue("\"4\"");
        API.refuse("DELETE /visit-types/" + TYPE, 412, "stale");
        assertThat(after(browser("en-US").post(retire, "version=%224%22")))
                .contains("Look at it again before you retire it", "name=\"version\"");
    }

    @Test
    void aDoctorIsChangedAsSeen() throws Exception {
        API.tag("GET /doctors/" + DOCTOR, "\"7\"");
        var page = "/desk/team/doctors/" + DOCTOR;
        assertThat(browser("en-US").page(page)).contains("name=\"version\" value=\"&quot;7&quot;\"");
        API.refuse("PATCH /doctors/" + DOCTOR, 412, "stale");
        var stale = browser("en-US").post(page, "version=%227%22&status=INACTIVE");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR).getLast().ifMatch()).hasValue("\"7\"");
        DeskAnswers.giveTo(API);
        assertThat(after(stale)).contains("has changed this profile meanwhile");
    }

    @Test
    void staffEntersTheVideoRoomOfADoctor() throws Exception {
        API.tag("GET /doctors/" + DOCTOR, "\"7\"");
        var page = "/desk/team/doctors/" + DOCTOR;
        assertThat(browser("en-US").page("/desk/todo")).contains("href=\"%s#videoLink\"".formatted(page));
        assertThat(browser("en-US").page(page)).contains("Address of the doctor’s video room", "id=\"videoLink\"");
        var form = "version=%227%22&videoLink=";

        var saved = browser("en-US").post(page + "/video", form + "https://video.example/ada");

        assertThat(after(saved)).contains("Saved");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR)).filteredOn(call -> call.ifMatch().isPresent())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.ifMatch()).hasValue("\"7\""))
                .allSatisfy(call -> assertThat(call.body()).isEqualTo("{\"videoLink\":\"https://video.example/ada\"}"));
        API.answer("PATCH /doctors/" + DOCTOR, 412, "{\"type\":\"urn:medislot:problem:stale\",\"status\":412}");
        API.answer("GET /doctors/" + DOCTOR, 200, """
                {"id":"%s","firstName":"Ada","lastName":"Park","timeZone":"America/New_York","slotMinutes":30,
                "rating":{"count":0},"licensedStates":["CA"],"status":"INACTIVE"}""".formatted(DOCTOR));
        API.tag("GET /doctors/" + DOCTOR, "\"7\"");
        assertThat(browser("en-US").post(page + "/video", form + "https://video.example/ada").body())
                .as("a stale form keeps what was typed")
                .contains("value=\"https://video.example/ada\"", "name=\"version\" value=\"&quot;7&quot;\"",
                        "has changed this profile meanwhile");
    }

    @Test
    void anotherVideoRoomTellsWhoGetsAMailFirst() throws Exception {
        API.answer("PATCH /doctors/" + DOCTOR, 200, """
                {"id":"%s","firstName":"Ada","lastName":"Park","timeZone":"America/New_York","slotMinutes":30,
                "rating":{"count":0},"licensedStates":["CA"],"videoLink":"https://video.example/ada",
                "affectedBookings":[]}""".formatted(DOCTOR));
        var page = "/desk/team/doctors/%s/video".formatted(DOCTOR);
        var form = "version=%227%22&videoLink=https://video.example/ada";

        var asked = browser("en-US").post(page, form);

        assertThat(asked.body()).contains("<h1>1 patient gets a mail", "Sam Rivera", "action=\"" + page + "\"",
                "name=\"videoLink\" value=\"https://video.example/ada\"");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR)).hasSize(1);
        assertThat(browser("en-US").post(page, form.replace("7", "6") + "&bookings=edit").body())
                .as("the form keeps the version that it was typed for")
                .contains("value=\"https://video.example/ada\"", "Address of the doctor’s video room",
                        "name=\"version\" value=\"&quot;6&quot;\"");
        assertThat(after(browser("en-US").post(page, form + "&bookings=keep"))).contains("Saved");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR)).filteredOn(call -> call.body().contains("videoLink"))
                .hasSize(2)
                .last()
                .satisfies(call -> assertThat(call.line()).doesNotContain("preview"));
    }

    @Test
    void aWrongVideoRoomIsSaidBesideItsField() throws Exception {
        API.answer("GET /doctors/" + DOCTOR, 200, """
                {"id":"%s","firstName":"Ada","lastName":"Park","timeZone":"America/New_York","slotMinutes":30,
                "rating":{"count":0},"licensedStates":["CA"],"status":"INACTIVE"}""".formatted(DOCTOR));
        API.answer("PATCH /doctors/" + DOCTOR, 400, """
                {"type":"urn:medislot:problem:validation","status":400,"detail":"See errors",
                "errors":[{"field":"videoLink","message":"must be an https address"}]}""");

        var refused = browser("en-US").post("/desk/team/doctors/%s/video".formatted(DOCTOR),
                "version=%227%22&videoLink=http://video.example");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"videoLink-error\"", "begins with https://", "href=\"#videoLink\"",
                "value=\"http://video.example\"");
    }

    @Test
    void aLicenseIsVerifiedAsSeen() throws Exception {
        var license = "/doctors/%s/licenses/%s".formatted(DOCTOR, TYPE);
        API.answer("GET " + license, 200, """
                {"id":"%s","state":"NY","number":"B-3","validFrom":"2029-01-01","verified":false}""".formatted(TYPE));
        API.tag("GET " + license, "\"3\"");
        var page = "/desk/team/doctors/" + DOCTOR;
        assertThat(browser("en-US").page(page)).contains("New York · B-3", "name=\"version\" value=\"&quot;3&quot;\"");
        API.refuse("POST %s/verify".formatted(license), 412, "stale");
        var stale = browser("en-US").post("%s/licenses/%s".formatted(page, TYPE), "version=%223%22");
        assertThat(API.calls("POST %s/verify".formatted(license)).getLast().ifMatch()).hasValue("\"3\"");
        assertThat(after(stale)).contains("The license has changed meanwhile");
    }

    @Test
    void aDeletedClosureIsSaid() throws Exception {
        API.refuse("DELETE /closures/" + OTHER, 404, "not-found");
        assertThat(after(browser("en-US").post("/desk/team/closures/%s/delete".formatted(OTHER), "")))
                .contains("A colleague has deleted this closure already");
    }

    @Test
    void theClinicIsKeptBetweenPages() throws Exception {
        browser("en-US").page("/desk/todo");
        API.forget("GET /clinic");
        assertThat(browser("en-US").page("/desk/todo")).contains("Park");
    }

    private String after(HttpResponse<String> form) throws Exception {
        var page = PageRequests.location(form);
        return browser("en-US").page(page.substring(page.indexOf("/desk")));
    }

    @Test
    void theAddressOfAFailedMailIsCorrected() throws Exception {
        var path = "/desk/patients/with-email?email=";
        var found = PageRequests.location(browser("en-US").get(path + "sam@medislot.example"));
        assertThat(found).endsWith("/desk/patients/%s?section=profile#email".formatted(PATIENT));
        assertThat(API.calls("GET /patients").getLast().line()).contains("q=sam");
        assertThat(browser("en-US").page("/desk/patients/%s?section=profile".formatted(PATIENT)))
                .contains("<details open=\"open\">", "id=\"email\"");
        assertThat(PageRequests.location(browser("en-US").get(path + "ada%2Bpark@medislot.example")))
                .endsWith("/desk/patients?q=ada%2Bpark%40medislot.example");
    }

    @Test
    void aPatientIsChangedAndErased() throws Exception {
        var page = "/desk/patients/" + PATIENT;
        browser("en-US").post(page, PROFILE + "&timeZone=America/Denver&version=%221%22");
        assertThat(API.calls("PATCH /patients/" + PATIENT).getFirst().ifMatch()).contains("\"1\"");
        assertThat(API.calls("PATCH /patients/" + PATIENT).getFirst().body()).contains("\"email\":null",
                "\"reminders\":false");
        assertThat(PageRequests.location(browser("en-US").post(page + "/erase", ""))).endsWith("?why=not-sure");
        assertThat(API.calls("DELETE /patients/" + PATIENT)).isEmpty();
        assertThat(PageRequests.location(browser("en-US").post(page + "/erase", "sure=true"))).endsWith("?done=erased");
        API.refuse("DELETE /patients/" + PATIENT, 409, "state-conflict");
        assertThat(PageRequests.location(browser("en-US").post(page + "/erase", "sure=true")))
                .endsWith("?why=has-dependents");
    }

    @Test
    void whatWaitsIsDoneWithOneButton() throws Exception {
        var slot = slot(1, "15:00", TYPE);
        assertThat(browser("en-US").page("/desk/todo")).contains("Move to Luis Ortega · Dermatology<",
                "no license in California", "2 appointments after it", "550 no such user", "events agree",
                "+1 916 555 0123", "/desk/patients/with-email?email=sam@medislot.example", "1 visit in the next 2 days",
                "/desk/todo/%s/move?slot=%s".formatted(BOOKING, slot));
        assertThat(browser("en-US").page("/desk/patients")).contains("data-count=\"5\"");
        assertThat(browser("en-US").page("/desk/todo/%s/move?slot=%s".formatted(BOOKING, slot))).contains(
                "The time stays the same", "Dermatology", "+1 916 555 0123", "The patient and both doctors get a mail",
                "value=\"" + slot + "\"", "value=\"&quot;2&quot;\"");
        assertThat(API.calls("PATCH /bookings/" + BOOKING)).isEmpty();
        var moved = browser("en-US").post("/desk/todo/%s/move".formatted(BOOKING), "version=%222%22&slot=" + slot);
        assertThat(PageRequests.location(moved)).endsWith("?booking=%s&done=moved".formatted(BOOKING));
        browser("en-US").post("/desk/todo/licenses/" + TYPE, "doctor=%s&version=%%223%%22".formatted(DOCTOR));
        assertThat(API.calls("POST /doctors/%s/licenses/%s/verify".formatted(DOCTOR, TYPE)).getFirst().ifMatch())
                .contains("\"3\"");
        assertThat(PageRequests.location(browser("en-US").post("/desk/todo/mails/" + OTHER, "")))
                .endsWith("?done=resent");
    }

    @ParameterizedTest
    @CsvSource({ "PT1H, 3, true", "PT1H, 0, false", "PT1M, 3, false" })
    void theTasksSayWhetherMailsAreDelayed(Duration age, int attempts, boolean delayed) throws Exception {
        API.answer("GET /notifications?status=PENDING", 200, """
                {"items":[{"id":"%s","kind":"CONFIRMATION","status":"PENDING","attempts":%d,"createdAt":"%s"}]}"""
                .formatted(OTHER, attempts, Instant.now().minus(age)));

        var page = browser("en-US").page("/desk/todo");

        assertThat(page.contains("One mail has been tried, but not sent")).isEqualTo(delayed);
        assertThat(page.contains("No mail has been delayed")).isNotEqualTo(delayed);
        assertThat(browser("en-US").page("/desk/patients")).as("no task of the desk").contains("data-count=\"5\"");
    }

    @Test
    void deactivatingShowsTheBookingsFirst() throws Exception {
        var page = "/desk/team/doctors/" + DOCTOR;
        assertThat(browser("en-US").page(page)).contains("1 upcoming appointment loses its time");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR)).allMatch(call -> call.line().contains("preview=true"));
        browser("en-US").post(page, "version=%227%22&status=INACTIVE&bookings=cancel");
        assertThat(API.calls("PATCH /doctors/" + DOCTOR).getLast().line()).contains("bookings=cancel");
    }

    @Test
    void aClosureIsPreviewedThenMade() throws Exception {
        API.answer("POST /closures", 200, """
                {"id":"%s","start":"2030-01-07T08:00","end":"2030-01-07T18:00","affectedCount":2,
                "affectedBookings":[]}""".formatted(OTHER));
        var form = "start=2030-01-07T08:00&end=2030-01-07T18:00&reason=&key=k";
        assertThat(browser("en-US").post("/desk/team/closures", form).body())
                .contains("2 upcoming appointments lose their time", "value=\"2030-01-07T08:00\"", "Close, keep");
        assertThat(API.calls("POST /closures").getLast().line()).contains("preview=true");
        browser("en-US").post("/desk/team/closures", form + "&bookings=keep");
        assertThat(API.calls("POST /closures").getLast().line()).doesNotContain("preview", "bookings");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/desk", "/desk/todo", "/desk/team/staff", "/desk/patients" })
    void theDeskIsForStaff(String page) throws Exception {
        assertThat(new PageRequests(port, "", "en-US").get(page).headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("/team/login"));
        assertThat(new PageRequests(port, FakeApi.cookies(Role.DOCTOR, DOCTOR), "en-US").get(page).statusCode())
                .isEqualTo(403);
    }

    private PageRequests browser(String language) {
        return new PageRequests(port, FakeApi.cookies(Role.STAFF, OTHER), language);
    }

    private static String heading(String page) {
        return find(page, "<h1[^>]*>([^<]+)<");
    }

    private static String find(String page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static int count(String page, String part) {
        return page.split(Pattern.quote(part), -1).length - 1;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = { JsonSetup.class, RequestLimitSetup.class })
    static class App {}
}
