package dev.medislot.webapp;

import static dev.medislot.webapp.PatientAnswers.BOOKING;
import static dev.medislot.webapp.PatientAnswers.DOCTOR;
import static dev.medislot.webapp.PatientAnswers.PATIENT;
import static dev.medislot.webapp.PatientAnswers.SLOT;
import static dev.medislot.webapp.PatientAnswers.TYPE;
import static dev.medislot.webapp.PatientAnswers.booking;
import static dev.medislot.webapp.PatientAnswers.open;
import static dev.medislot.webapp.PatientAnswers.slot;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.webapp.FakeApi.Answer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search for a time, and its open page. */
class SearchPagesTest extends PatientPages {

    @Test
    void pagesShowWhatTheApiAnswers() throws Exception {
        assertThat(page("/login", "")).contains("Log in", "current-password");
        assertThat(page("/register", "")).contains("new-password", "California");
        assertThat(page("/", "")).contains("Where will you be?");
        assertThat(page("/", COOKIES)).contains("Hello, Sam", "Dr. Ada Park", "January 7");
        assertThat(page("/book?state=CA", COOKIES)).contains("First available", "Dr. Ada Park", "★ 4.5", "3 times",
                "1 time<", "Morning", "Afternoon", "Pacific Time");
        assertThat(page("/book?state=CA&why=slot-taken&lost=" + slot(16), COOKIES)).contains("Somebody was faster");
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES)).contains("Confirm appointment", "held for you");
        assertThat(page("/appointments", COOKIES)).contains("Upcoming", "Dr. Ada Park");
        assertThat(page("/appointments/" + BOOKING + "?done=booked", COOKIES)).contains("is booked", "Move",
                "Cancel this appointment", "possible until Sunday, January 6", "What happens next",
                "We remind you by email", "you can move or cancel it until");
        assertThat(page("/appointments/" + BOOKING, COOKIES)).contains("What happens next");
        assertThat(page("/appointments/" + BOOKING + "/calendar.ics", COOKIES)).contains("DTSTART:20300107T170000Z",
                "UID:" + BOOKING, "SEQUENCE:0", "URL:http://127.0.0.1:%d/appointments/".formatted(port));
    }

    @Test
    void pagesAreInSpanishToo() throws Exception {
        var page = send(request("/book?state=NY", COOKIES).setHeader("Accept-Language", "es-US").GET());
        assertThat(page.body()).contains("lang=\"es\"", "Elija una hora", "Nueva York", "Tarde", "3 libres<");
        assertThat(page.body()).doesNotContain("??");
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES + "; medislot-language=es"))
                .contains("está apartada para usted");
    }

    @Test
    void aLostRaceOffersThisDoctorAndOthers() throws Exception {
        var other = DOCTOR.replace("0001", "0009");
        API.change("GET /slots/by-doctor", found -> {
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
    void visitTypesAreShownWhileBookingAndMoving() throws Exception {
        knowVisitTypes();
        API.answer("GET /visit-types/" + TYPE, 200, type(TYPE, "Check-up", 15, "VIDEO"));
        API.answer("GET /doctors/%s/visit-types".formatted(DOCTOR), 200,
                "{\"items\":[{\"visitTypeId\":\"%s\",\"minutes\":20}]}".formatted(TYPE));
        var slot = new SlotId(new DoctorId(UUID.fromString(DOCTOR)), Instant.parse("2030-01-07T17:00:00Z"),
                UUID.fromString(TYPE));
        API.change("GET /slots/by-doctor", openings -> new Answer(200, openings.body().replace(open(17), """
                {"id":"%s","start":"2030-01-07T17:00:00Z","end":"2030-01-07T17:20:00Z","visitTypeId":"%s",
                "mode":"VIDEO"}""".formatted(slot, TYPE))));

        assertThat(page("/", COOKIES)).contains("name=\"visit\"", "Any visit", "Check-up · By video · 15 min");
        var times = page("/book?state=CA&visit=" + TYPE, COOKIES);
        assertThat(text(times)).contains("Check-up · By video · 20 min Morning 9:00 AM", " 30 min Morning 10:00 AM");
        assertThat(times).contains("name=\"visit\" value=\"" + TYPE, "Remove: </span>Check-up");
        assertThat(API.calls("GET /slots/by-doctor").getLast().line()).contains("visitTypeId=" + TYPE);
        assertThat(text(page("/book?state=CA&why=slot-taken&lost=" + slot(18), COOKIES)))
                .contains("Dr. Ada Park · video · 20 min");
        assertThat(page("/book/" + slot + "?state=CA", COOKIES)).contains("Check-up", "By video · 20 min");
        assertThat(API.calls("GET /visit-types/" + TYPE)).as("the list of types is known").isEmpty();
        assertThat(page("/book/" + SLOT + "?state=CA", COOKIES)).doesNotContain("Check-up");

        API.answer("GET /bookings/" + BOOKING, 200,
                booking("CONFIRMED").replace("\"slotId\"", "\"visitTypeId\":\"%s\",\"slotId\"".formatted(TYPE)));
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
        var poll = "/book/openings?zone=America/Los_Angeles&state=CA&day=2030-01-07&seen=%s&since=%d";

        assertThat(send(request(poll.formatted(seen, since), COOKIES).GET()).statusCode()).isEqualTo(204);
        var changed = send(request(poll.formatted("other", since), COOKIES).GET());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(API.calls("GET /patients/me")).as("a poll needs the openings only").hasSize(1);
        assertThat(changed.body()).startsWith("<div id=\"openings\"")
                .contains("Dr. Ada Park", seen, "<ul id=\"days\" hx-swap-oob=\"true\">",
                        "<p class=\"first\" id=\"first\" hx-swap-oob=\"true\">", "The times have changed (");
        var others = seen.substring(0, seen.indexOf('.')) + ".0";
        assertThat(send(request(poll.formatted(others, since), COOKIES).GET()).body())
                .as("screen readers hear nothing of other days")
                .contains("<ul id=\"days\" hx-swap-oob=\"true\">")
                .doesNotContain("The times have changed");
        assertThat(page).contains("<div id=\"changed\" role=\"status\"></div>", "<ul id=\"days\">", "id=\"first\">")
                .doesNotContain("hx-swap-oob");
        var last = send(request(poll.formatted(seen, since - 3_600), COOKIES).GET());
        assertThat(last.statusCode()).isEqualTo(286);
        assertThat(last.headers().firstValue("HX-Retarget")).as("the list stays").hasValue("#changed");
        assertThat(last.body()).startsWith("<p")
                .contains("no longer follows changes", "href=\"/book?state=CA&amp;day=2030-01-07\"");
        assertThat(send(request(address(page, "htmx.min.js"), "").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void anOpenPageSeesThatTheFirstTimeHasGone() throws Exception {
        var page = page("/book?state=CA&day=2030-01-08", COOKIES);
        assertThat(poll(page).statusCode()).isEqualTo(204);

        API.change("GET /slots/by-doctor", found -> new Answer(200,
                found.body().replace("firstAvailable\":\"2030-01-07T17", "firstAvailable\":\"2030-01-07T18")));
        assertThat(text(poll(page).body())).contains("First available Monday, January 7", "10:00 AM");
    }

    @Test
    void theNearestTimesAfterALostRaceAreFollowed() throws Exception {
        var page = page("/book?state=CA&why=slot-taken&lost=" + slot(16), COOKIES);
        assertThat(page).contains("<div id=\"nearest\">", "id=\"near-%s\"".formatted(SLOT),
                "&quot;lost&quot;:&quot;%s&quot;".formatted(slot(16)));
        assertThat(poll(page, "&lost=" + slot(16)).statusCode()).isEqualTo(204);

        API.change("GET /slots/by-doctor",
                found -> new Answer(200, found.body().replace(open(17) + ",", "").replace(SLOT, slot(23))));
        assertThat(poll(page, "&lost=" + slot(16)).body())
                .contains("<div id=\"nearest\" hx-swap-oob=\"true\">", "id=\"near-%s\"".formatted(slot(18)))
                .doesNotContain("id=\"near-%s\"".formatted(SLOT));
        assertThat(poll(page, "").body()).as("of a page without a lost race").doesNotContain("id=\"nearest\"");
    }

    @Test
    void furtherDoctorsAreFollowedToo() throws Exception {
        var page = page("/book?state=CA&after=cursor-1", COOKIES);
        assertThat(page).contains("hx-get=\"/book/openings?state=CA&amp;day=2030-01-07&amp;after=cursor-1\"");

        assertThat(poll(page).statusCode()).isEqualTo(204);
        assertThat(API.calls("GET /slots/by-doctor")).extracting(call -> call.line())
                .filteredOn(line -> line.contains("cursor=cursor-1"))
                .as("the page and its poll")
                .hasSize(2);
        API.change("GET /slots/by-doctor", found -> new Answer(200, found.body().replace(open(17) + ",", "")));
        assertThat(poll(page).body()).contains("&amp;after=cursor-1\"").doesNotContain("id=\"%s\"".formatted(SLOT));
    }

    /** Asks for changes as the page does. */
    private HttpResponse<String> poll(String page) throws Exception {
        return poll(page, "");
    }

    private HttpResponse<String> poll(String page, String more) throws Exception {
        var address = page.split("hx-get=\"")[1].split("\"")[0].replace("&amp;", "&");
        var seen = page.split("&quot;seen&quot;:&quot;")[1].split("&quot;")[0];
        return send(request("%s&zone=America/Los_Angeles&seen=%s&since=%d%s".formatted(address, seen,
                Instant.now().getEpochSecond(), more), COOKIES).GET());
    }

    @Test
    void anOpenPageIsLoadedAgainWhenItsSessionHasEnded() throws Exception {
        API.answer("GET /slots/by-doctor", 401, "{\"type\":\"urn:medislot:problem:not-logged-in\"}");
        var poll = "/book/openings?zone=America/Los_Angeles&state=CA&seen=x&since=" + Instant.now().getEpochSecond();

        var answer = send(request(poll, COOKIES + "; medislot-renewed=1").header("HX-Request", "true").GET());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("HX-Refresh")).hasValue("true");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                                       | GET /patients/me,GET /patients/PATIENT/dependents,GET /bookings
            /book/SLOT?state=CA                     | GET /patients/me,GET /doctors/DOCTOR,POST /holds
            /book?state=CA&why=slot-taken&lost=SLOT | GET /slots/by-doctor,GET /slots/by-doctor
            """)
    void independentCallsOfAPageOverlap(String page, String calls) throws Exception {
        var independent = calls.replace("PATIENT", PATIENT).replace("DOCTOR", DOCTOR).split(",");
        API.meet(independent);

        assertThat(page(page.replace("SLOT", SLOT), COOKIES)).contains("<h1");

        for (var call : independent) {
            assertThat(API.calls(call)).isNotEmpty()
                    .allSatisfy(it -> assertThat(it.authorization()).get(STRING).startsWith("Bearer "));
        }
    }

    @Test
    void aSearchWithoutTimesCanBeWidened() throws Exception {
        knowVisitTypes();
        API.answer("GET /slots/by-doctor", 200, """
                {"days":[{"date":"2030-01-07","count":0}],"doctors":[]}""");
        var page = page("/book?state=CA&specialty=Dermatology&visit=" + TYPE, "");
        assertThat(page).contains("No times for “Check-up” in California match", "Show times for any visit",
                "Log in to join the waitlist", "href=\"/login?next=",
                "href=\"/book?state=CA&amp;specialty=Dermatology\"", "Show times of any specialty",
                "href=\"/book?state=CA&amp;visit=%s\"".formatted(TYPE),
                "href=\"/?state=CA&amp;specialty=Dermatology&amp;visit=%s\"".formatted(TYPE));
    }

    @Test
    void withoutAnyTimeTheWaitlistIsOpen() throws Exception {
        knowVisitTypes();
        assertThat(page("/book?state=CA&visit=%s&day=2030-01-09".formatted(TYPE), COOKIES))
                .contains("No times for “Check-up” on this day", "First available")
                .doesNotContain("open=\"open\"");

        API.answer("GET /slots/by-doctor", 200, """
                {"days":[{"date":"2030-01-07","count":0}],"doctors":[]}""");
        assertThat(page("/book?state=CA", COOKIES)).contains("for this search at the moment", "open=\"open\"")
                .doesNotContain("Log in to join");
    }

    @Test
    void aSearchThatIsChangedKeepsItsChoices() throws Exception {
        assertThat(page("/?state=NY&specialty=Dermatology", COOKIES)).contains("value=\"NY\" selected",
                "value=\"Dermatology\" selected");
    }

    @Test
    void aDoctorCanBeChosen() throws Exception {
        assertThat(page("/?state=CA", "")).contains("Doctor in California", "Any doctor", "Ada Park · Dermatology");
        assertThat(page("/?state=CA&doctor=" + DOCTOR, COOKIES))
                .contains("value=\"%s\" selected=\"selected\"".formatted(DOCTOR));
        assertThat(page("/", "")).as("a script asks for the doctors of another state")
                .contains("<div id=\"doctors\" hx-get=\"/\" hx-trigger=\"change from:#state\"", "htmx.min.js")
                .doesNotContain("name=\"doctor\"");
        assertThat(page("/?state=NY", "")).as("no license").doesNotContain("name=\"doctor\"");
        assertThat(page("/?state=NY&doctor=" + DOCTOR, "")).as("the search keeps its doctor")
                .contains("type=\"hidden\" name=\"doctor\" value=\"%s\"".formatted(DOCTOR));

        var link = "href=\"/book?state=CA&amp;doctor=%s&amp;day=2030-01-07\"".formatted(DOCTOR);
        assertThat(page("/book?state=CA", "")).contains(link);
        assertThat(page("/book?state=CA&doctor=" + DOCTOR, "")).doesNotContain(link);
    }

    @Test
    void theTimesOfADoctorComeWithWordsAboutThem() throws Exception {
        API.change("GET /doctors/" + DOCTOR, doctor -> new Answer(200,
                doctor.body().replace("\"timeZone\"", "\"bio\":\"Skin, hair <and> nails.\",\"timeZone\"")));
        API.answer("GET /ratings?doctorId=" + DOCTOR, 200, "{\"items\":[%s,%s,%s,%s,%s]}".formatted(rating(5, "Kind"),
                rating(2, ""), rating(4, "Calm"), rating(1, "Late"), rating(3, "Older")));

        var page = page("/book?state=CA&doctor=" + DOCTOR, COOKIES);
        assertThat(page).as("above the times").containsSubsequence("Skin, hair", "id=\"days\"", "Latest comments");
        assertThat(text(page)).contains("Latest comments", "Skin, hair &lt;and&gt; nails.", "Rating ★ 5 · Jan 2",
                "Kind", "Calm", "Late").doesNotContain("Older");
        assertThat(page("/book?state=CA", COOKIES)).doesNotContain("About Ada Park");
        assertThat(page("/book?state=CA&doctor=%s&move=%s".formatted(DOCTOR, BOOKING), COOKIES))
                .doesNotContain("About Ada Park");

        API.refuse("GET /ratings", 503, "unavailable");
        API.forget("GET /ratings?doctorId=" + DOCTOR);
        assertThat(page("/book?state=CA&doctor=" + DOCTOR, "")).contains("Skin, hair").doesNotContain("Kind");
        API.change("GET /doctors/" + DOCTOR,
                doctor -> new Answer(200, doctor.body().replace("nails.", "nails. " + "More words. ".repeat(50))));
        assertThat(page("/book?state=CA&doctor=" + DOCTOR, "")).containsSubsequence("words.…", "href=\"#about\"",
                "id=\"days\"", "About Ada Park", "Skin, hair");
        API.forget("GET /doctors/" + DOCTOR);
        assertThat(page("/book?state=CA&doctor=" + DOCTOR, "")).doesNotContain("About Ada Park", "Skin, hair");
    }

    private static String rating(int stars, String comment) {
        return """
                {"id":"%s","doctorId":"%s","stars":%d,"comment":"%s","createdAt":"2030-01-02T17:00:00Z",
                "updatedAt":"2030-01-02T17:00:00Z"}""".formatted(BOOKING, DOCTOR, stars, comment);
    }

    @Test
    void theChosenTimeIsShownBeforeTheLogin() throws Exception {
        var next = "?next=" + URLEncoder.encode("/book/%s?state=CA".formatted(SLOT), StandardCharsets.UTF_8);
        assertThat(page("/login" + next, "")).contains("The time you chose", "Monday, January 7", "Pacific Time",
                "Ada Park", "By video");
        assertThat(page("/register" + next, "")).contains("The time you chose", "Monday, January 7", "Ada Park");

        knowVisitTypes();
        var slot = new SlotId(new DoctorId(UUID.fromString(DOCTOR)), Instant.parse("2030-01-07T17:00:00Z"),
                UUID.fromString(OTHER_TYPE));
        var typed = URLEncoder.encode("/book/%s?state=CA".formatted(slot), StandardCharsets.UTF_8);
        assertThat(text(page("/login?next=" + typed, ""))).contains("Ada Park", "Follow-up · By phone");
        assertThat(page("/register?next=" + typed, "")).as("the doctor calls")
                .contains("autocomplete=\"tel\" value=\"\" required");
        assertThat(page("/register" + next, "")).doesNotContain("autocomplete=\"tel\" value=\"\" required");
        assertThat(page("/login?next=/book/typed?state=CA", "")).doesNotContain("The time you chose");
    }

    @Test
    void visitsOfSeveralTypesAreApartAndOneCanBeChosen() throws Exception {
        knowVisitTypes();
        API.change("GET /slots/by-doctor", found -> new Answer(200,
                found.body().replace(open(17), typed(TYPE, "VIDEO") + "," + typed(OTHER_TYPE, "PHONE"))));

        var page = page("/book?state=CA", COOKIES);
        assertThat(text(page)).contains("Check-up · By video · 30 min Morning 9:00 AM",
                "Follow-up · By phone · 30 min Morning 9:00 AM", "What is the visit for? Check-up Follow-up");
        assertThat(page).contains("href=\"/book?state=CA&amp;visit=" + OTHER_TYPE + "&amp;day=2030-01-07#times\"");
        assertThat(text(page("/book?state=CA&visit=" + OTHER_TYPE, COOKIES))).doesNotContain("What is the visit for?");
    }

    @Test
    void everyTypeCanBeChosenWhateverTheDayHas() throws Exception {
        knowVisitTypes();
        assertThat(text(page("/book?state=CA", COOKIES))).contains("What is the visit for? Check-up Follow-up");
        assertThat(page("/book?state=CA&mode=PHONE", COOKIES)).doesNotContain("What is the visit for?");

        assertThat(page("/book?state=CA&doctor=" + DOCTOR, COOKIES)).doesNotContain("What is the visit for?");
        API.answer("GET /doctors/%s/visit-types".formatted(DOCTOR), 200,
                "{\"items\":[{\"visitTypeId\":\"%s\"},{\"visitTypeId\":\"%s\"}]}".formatted(TYPE, OTHER_TYPE));
        assertThat(page("/book?state=CA&doctor=" + DOCTOR, COOKIES)).contains("What is the visit for?");
    }

    @Test
    void aDoctorAmongOthersShowsSomeOfManyTimes() throws Exception {
        var many = IntStream.range(0, 8).mapToObj(each -> openAt(each * 5)).collect(joining(","));
        API.change("GET /slots/by-doctor", found -> new Answer(200, found.body().replace(open(17), many)));

        var page = page("/book?state=CA", COOKIES);
        assertThat(text(page)).contains("9:25 AM", "2:00 PM", "9:25 AM+33 more times · Morning · Dr. Ada Park")
                .doesNotContain("9:30 AM", "10:00 AM");
        var own = "/book?state=CA&doctor=%s&day=2030-01-07".formatted(DOCTOR);
        assertThat(page).contains("href=\"%s#times\"".formatted(own.replace("&", "&amp;")));

        var all = page(own, COOKIES);
        assertThat(text(all)).contains("9:30 AM", "10:00 AM", "Remove: Dr. Ada Park").doesNotContain("more times");
        assertThat(all).contains("href=\"/book?state=CA&amp;day=2030-01-07\"");
    }

    private static String openAt(int minute) {
        var start = Instant.parse("2030-01-07T17:%02d:00Z".formatted(minute));
        return "{\"id\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}"
                .formatted(new SlotId(new DoctorId(UUID.fromString(DOCTOR)), start), start, start.plusSeconds(1_800));
    }

    private static String typed(String type, String mode) {
        return open(17).replace("\"end\"", "\"visitTypeId\":\"%s\",\"mode\":\"%s\",\"end\"".formatted(type, mode));
    }

    @Test
    void howTheVisitTakesPlaceIsSaidWithoutAType() throws Exception {
        API.change("GET /slots/by-doctor",
                found -> new Answer(200, found.body().replace("\"end\"", "\"mode\":\"VIDEO\",\"end\"")));
        assertThat(text(page("/book?state=CA", COOKIES))).contains("By video · 30 min").doesNotContain("AM · video");
        assertThat(text(page("/book/" + SLOT + "?state=CA", COOKIES))).contains("HowBy video");
    }

    @Test
    void aModeCanBeChosenAndDropped() throws Exception {
        assertThat(page("/?mode=PHONE", COOKIES)).contains("<option value=\"PHONE\" selected");

        var page = page("/book?state=CA&mode=PHONE", COOKIES);

        assertThat(API.calls("GET /slots/by-doctor").getLast().line()).contains("mode=PHONE");
        assertThat(page).contains("name=\"mode\" value=\"PHONE\"", "Remove: </span>By phone");
        assertThat(page("/book?state=CA&mode=", COOKIES)).doesNotContain("name=\"mode\"");
    }

    @Test
    void eachStartOfADoctorCountsOnce() throws Exception {
        knowVisitTypes();
        API.change("GET /slots/by-doctor",
                found -> new Answer(200,
                        found.body()
                                .replace("\"count\":3", "\"count\":4")
                                .replace(open(17), typed(TYPE, "VIDEO") + "," + typed(OTHER_TYPE, "PHONE"))));
        assertThat(page("/book?state=CA", COOKIES)).contains("Jan 7</strong><small>3 times").doesNotContain("4 times");

        API.change("GET /slots/by-doctor", found -> new Answer(200,
                found.body().replace("\"count\":4", "\"count\":90").replaceFirst("}$", ",\"next\":\"further\"}")));
        assertThat(page("/book?state=CA", COOKIES)).contains("Jan 7</strong><small>90 times");
    }

    @Test
    void usualVisitTypesHaveSpanishNames() throws Exception {
        knowVisitTypes();
        API.change("GET /slots/by-doctor", found -> new Answer(200,
                found.body().replace(open(17), typed(TYPE, "VIDEO") + "," + typed(OTHER_TYPE, "PHONE"))));
        var spanish = COOKIES + "; medislot-language=es";

        assertThat(page("/", spanish)).contains("Chequeo · Por video", "Seguimiento · Por teléfono");
        assertThat(text(page("/book?state=CA&visit=" + TYPE, spanish))).contains("Chequeo · Por video · 30 min");
        API.answer("GET /bookings/" + BOOKING, 200,
                booking("CONFIRMED").replace("\"slotId\"", "\"visitTypeName\":\"Sleep talk\",\"slotId\""));
        assertThat(page("/appointments/" + BOOKING, spanish)).contains("Sleep talk");
    }

    @Test
    void aTimeAfterMidnightIsOfTheNight() throws Exception {
        API.change("GET /slots/by-doctor", found -> new Answer(200,
                found.body().replace("2030-01-07T17:00:00Z\",\"end", "2030-01-07T08:00:00Z\",\"end")));
        assertThat(text(page("/book?state=CA", COOKIES))).contains("Night 12:00 AM");
    }

    @Test
    void theFirstTimeOfALaterWeekIsTheFirstOfAll() throws Exception {
        page("/book?state=CA&day=" + LocalDate.now().plusDays(30), COOKIES);
        var today = LocalDate.now(ZoneId.of("America/Los_Angeles"));
        assertThat(API.calls("GET /slots/by-doctor")).extracting(call -> call.line())
                .anyMatch(line -> line.contains("from=" + today));
    }

    @Test
    void aRefusedPageIsOpenedAgain() throws Exception {
        var opened = send(request("/book/%s/hold?state=CA".formatted(SLOT), COOKIES).GET());
        assertThat(location(opened)).endsWith("/book/%s?state=CA".formatted(SLOT));
    }

    @Test
    void aChosenDayLeadsToItsTimes() throws Exception {
        assertThat(page("/book?state=CA", COOKIES)).contains("day=2030-01-08#times\"", "id=\"times\"");
    }

    @Test
    void knownSpecialtiesHaveSpanishNames() throws Exception {
        var spanish = send(
                request("/book?state=CA&specialty=Dermatology", COOKIES).setHeader("Accept-Language", "es-US").GET())
                        .body();
        assertThat(spanish).contains("Dermatología", "name=\"specialty\" value=\"Dermatology\"");
        var other = send(
                request("/book?state=CA&specialty=Sleep+care", COOKIES).setHeader("Accept-Language", "es-US").GET())
                        .body();
        assertThat(other).contains("Sleep care").doesNotContain("??");
    }

    @Test
    void anUnreadableLoginIsRenewed() throws Exception {
        API.answer("POST /sessions/refresh", 200, FakeApi.login(Role.PATIENT, PATIENT));
        assertThat(page("/", "medislot-access=broken; medislot-refresh=r-of-broken")).contains("Hello, Sam");
    }
}
