package dev.medislot.availability.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class DoctorAccountTest {

    @Autowired
    private World world;

    @Test
    void registeredDoctorsLogInAndAreShownWithoutEmail() {
        var email = UUID.randomUUID() + "@Doctors.example";
        var registered = world.post("/doctors", "", """
                {"email":"%s","password":"correct horse","firstName":"Grace","lastName":"Hopper",
                 "timeZone":"America/New_York","specialty":"Dermatology"}
                """.formatted(email)).isCreated();
        assertThat(registered.text("/slotMinutes")).isEqualTo("60");
        assertThat(registered.body().toString()).doesNotContain("correct horse").doesNotContainIgnoringCase(email);

        var login = world.post("/doctors/login", "", """
                {"email":"%s","password":"correct horse"}""".formatted(email)).isOk();
        assertThat(login.text("/role")).isEqualTo("DOCTOR");
        assertThat(login.text("/tokenType")).isEqualTo("Bearer");
        assertThat(login.id()).isEqualTo(registered.id());

        var me = world.send("GET", "/doctors/me", login.text("/accessToken"), "").isOk();
        assertThat(me.id()).isEqualTo(registered.id());
        assertThat(me.body().has("email")).isFalse();
        assertThat(me.body().at("/rating").toString()).isEqualTo("{\"average\":null,\"count\":0}");
        assertThat(me.etag()).isEqualTo("\"1\"");
    }

    @Test
    void blanksAroundAnEmailAndANameDoNotCount() {
        var email = UUID.randomUUID() + "@doctors.example";
        var body = """
                {"email":"%s","password":" correct horse","firstName":"\u00a0Grace\u200b","lastName":"\\tHopper ",
                 "timeZone":"America/New_York ","specialty":"\u3000Dermatology"}""";
        var doctor = world.post("/doctors", "", body.formatted("\u00a0" + email + "\\n")).isCreated();
        assertThat(doctor.body().toString()).contains("\"Grace\"", "\"Hopper\"", "\"Dermatology\"");
        world.post("/doctors", "", body.formatted("\u200b" + email)).isProblem(409, "email-taken");

        var login = "{\"email\":\"%s\",\"password\":\"%s\"}";
        var token = world.post("/doctors/login", "", login.formatted("\ufeff" + email + "\\t", " correct horse"))
                .isOk()
                .text("/accessToken");
        world.post("/doctors/login", "", login.formatted(email, "correct horse")).isProblem(401, "unauthenticated");
        var changed = world
                .send("PATCH", "/doctors/me", token,
                        "{\"email\":\"\u202fnew-" + email + " \",\"currentPassword\":\" correct horse\"}")
                .isOk();
        assertThat(changed.text("/pendingEmail")).isEqualTo("new-" + email);
        world.post("/doctors/login", "", login.formatted("new-" + email, " correct horse"))
                .isProblem(401, "unauthenticated");
        world.send("PATCH", world.doctor().path(""), world.staff(), "{\"email\":\" " + email + "\u2060\"}")
                .isProblem(409, "email-taken");
        world.send("PATCH", "/doctors/me", token, "{\"lastName\":\"\u200b\u00a0\"}").isInvalid("lastName");
    }

    @Test
    void languageIsForTheDoctorAndStaff() {
        var email = UUID.randomUUID() + "@doctors.example";
        var id = world.post("/doctors", world.staff(), """
                {"email":"%s","password":"correct horse","firstName":"Grace","lastName":"Hopper",
                 "timeZone":"America/New_York","language":"es"}
                """.formatted(email)).isCreated().id();
        var token = world.post("/doctors/login", "", """
                {"email":"%s","password":"correct horse"}""".formatted(email)).text("/accessToken");

        assertThat(world.send("GET", "/doctors/me", token, "").text("/language")).isEqualTo("es");
        assertThat(world.send("GET", "/doctors/" + id, world.staff(), "").text("/language")).isEqualTo("es");
        assertThat(world.send("GET", "/doctors/" + id, "", "").body().has("language")).isFalse();
        var changed = world.send("PATCH", "/doctors/me", token, "{\"language\":\"en\"}").isOk();
        assertThat(changed.text("/language")).isEqualTo("en");
        for (var wrong : List.of("\"fr\"", "\"\"", "null", "7")) {
            world.send("PATCH", "/doctors/me", token, "{\"language\":%s}".formatted(wrong)).isInvalid("language");
        }
        try (var contacts = new EventLog(Topics.CONTACTS)) {
            assertThat(contacts.await(id, 2)).extracting(event -> event.as(ContactChanged.class).language())
                    .containsExactly("es", "en");
        }
    }

    @Test
    void wrongPasswordAndUnknownEmailAnswerTheSame() {
        var doctor = world.doctor();
        var wrong = world.post("/doctors/login", "", """
                {"email":"%s","password":"not it"}""".formatted(doctor.email())).isProblem(401, "unauthenticated");
        var unknown = world.post("/doctors/login", "", """
                {"email":"nobody@doctors.example","password":"not it"}""").isProblem(401, "unauthenticated");
        assertThat(wrong.text("/detail")).isEqualTo(unknown.text("/detail"));
    }

    @Test
    void aDoctorChangesTheirOwnPassword() {
        var doctor = world.doctor();
        var change = "{\"currentPassword\":\"a long secret\",\"newPassword\":\"a longer secret\"}";

        world.post("/doctors/me/password", doctor.token(), change.replace("a long", "no"))
                .isProblem(422, "wrong-password");
        world.post("/doctors/me/password", doctor.token(), change.replace("a longer secret", "short"))
                .isInvalid("newPassword");
        world.post(doctor.path("/password"), "", change).isProblem(401, "unauthenticated");
        world.post(doctor.path("/password"), world.staff(), change).isProblem(403, "forbidden");
        world.post(doctor.path("/password"), world.doctor().token(), change).isProblem(403, "forbidden");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"password\":\"not this way\"}").isInvalid("password");
        assertThat(world.post("/doctors/me/password", doctor.token(), change).status()).isEqualTo(204);

        var login = "{\"email\":\"%s\",\"password\":\"%s\"}";
        world.post("/doctors/login", "", login.formatted(doctor.email(), "a long secret"))
                .isProblem(401, "unauthenticated");
        world.post("/doctors/login", "", login.formatted(doctor.email(), "a longer secret")).isOk();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"still logged in\"}").isOk();
        world.send("PATCH", doctor.path(""), world.staff(), "{\"password\":\"password\"}").isInvalid("password");
        world.send("PATCH", doctor.path(""), world.staff(), "{\"password\":\"%s\"}".formatted(doctor.email()))
                .isInvalid("password");
        world.send("PATCH", doctor.path(""), world.staff(), "{\"password\":\"set by the desk\"}").isOk();
        world.post("/doctors/login", "", login.formatted(doctor.email(), "set by the desk")).isOk();
    }

    @Test
    void anEmailBelongsToOneDoctor() {
        var doctor = world.doctor();
        world.post("/doctors", "", """
                {"email":"%s","password":"correct horse","firstName":"A","lastName":"B","timeZone":"UTC"}
                """.formatted(doctor.email().toUpperCase(java.util.Locale.ROOT))).isProblem(409, "email-taken");
        world.send("PATCH", world.doctor().path(""), world.staff(), """
                {"email":"%s"}""".formatted(doctor.email())).isProblem(409, "email-taken");
    }

    @Test
    void badRegistrationsNameTheField() {
        world.post("/doctors", "", """
                {"email":"no","password":"short","firstName":" ","lastName":"B",
                 "timeZone":"Mars/Olympus","slotMinutes":1}
                """)
                .isInvalid("email")
                .isInvalid("password")
                .isInvalid("firstName")
                .isInvalid("timeZone")
                .isInvalid("slotMinutes");
        world.post("/doctors", "", """
                {"email":"a@b.example","password":"long enough","firstName":"A","lastName":"B","timeZone":"UTC","age":3}
                """).isInvalid("age");
        world.post("/doctors", "", "{").isProblem(400, "malformed");
        for (var password : List.of("password", "        ", "a.byron-jones", "ada b. byron")) {
            world.post("/doctors", "", """
                    {"email":"a.byron-jones@b.example","password":"%s","firstName":"Ada B.","lastName":"Byron",
                     "timeZone":"UTC"}""".formatted(password)).isInvalid("password");
        }
        world.post("/doctors", "", """
                {"email":"a@b.example","password":"%s","firstName":"A","lastName":"B","timeZone":"UTC"}
                """.formatted("tz7-".repeat(51))).isInvalid("password");
    }

    @Test
    void changesAreMergedAndTold() {
        var doctor = world.doctor();
        var changed = world.send("PATCH", doctor.path(""), doctor.token(), """
                {"bio":"Likes engines","specialty":null}""", "If-Match", "\"1\"").isOk();
        assertThat(changed.text("/bio")).isEqualTo("Likes engines");
        assertThat(changed.body().at("/specialty").isNull()).isTrue();
        assertThat(changed.text("/firstName")).isEqualTo("Ada");
        assertThat(changed.etag()).isEqualTo("\"2\"");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"x\"}", "If-Match", "\"1\"")
                .isProblem(412, "stale");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"firstName\":null}").isInvalid("firstName");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"rating\":5}").isInvalid("rating");

        try (var doctors = new EventLog(Topics.DOCTORS);
                var contacts = new EventLog(Topics.CONTACTS)) {
            var event = doctors.await(doctor.id().toString(), 2).getLast().as(DoctorChanged.class);
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.bio()).isEqualTo("Likes engines");
            var contact = contacts.await(doctor.id().toString(), 2).getLast().as(ContactChanged.class);
            assertThat(contact.email()).isEqualTo(doctor.email());
        }
    }

    @Test
    void remindersCanBeMuted() {
        var doctor = world.doctor();
        var muted = world.send("PATCH", doctor.path(""), doctor.token(), "{\"reminders\":false}").isOk();
        assertThat(muted.body().path("reminders").asBoolean()).isFalse();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"slotMinutes\":30}").isOk();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"reminders\":null}").isInvalid("reminders");
        assertThat(world.get(doctor.path("")).isOk().body().has("reminders")).isFalse();

        try (var contacts = new EventLog(Topics.CONTACTS)) {
            assertThat(contacts.await(doctor.id().toString(), 3)).extracting(event -> event.as(ContactChanged.class))
                    .extracting(ContactChanged::reminders)
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void onlyTheDoctorAndStaffChangeADoctor() {
        var doctor = world.doctor();
        world.send("PATCH", doctor.path(""), "", "{\"bio\":\"x\"}").isProblem(401, "unauthenticated");
        world.send("PATCH", doctor.path(""), world.doctor().token(), "{\"bio\":\"x\"}").isProblem(403, "forbidden");
        world.send("PATCH", doctor.path(""), world.staff(), "{\"bio\":\"x\"}").isOk();
        world.send("PATCH", "/doctors/" + UUID.randomUUID(), world.staff(), "{\"bio\":\"x\"}")
                .isProblem(404, "not-found");
        world.get("/doctors/" + UUID.randomUUID()).isProblem(404, "not-found");
        world.get("/doctors/nobody").isProblem(404, "not-found");
    }

    @Test
    void pagesOfDoctorsMissNobody() {
        var mark = "Zz" + UUID.randomUUID().toString().substring(0, 8);
        for (var first : new String[] { "Carl", "Ann", "Bob" }) {
            var doctor = world.doctor();
            world.send("PATCH", doctor.path(""), doctor.token(),
                    "{\"firstName\":\"%s\",\"lastName\":\"%s\"}".formatted(first, mark)).isOk();
        }
        var one = world.get("/doctors?limit=2&q=" + mark).isOk();
        assertThat(one.texts("/items", "firstName")).containsExactly("Ann", "Bob");
        var two = world.get("/doctors?limit=2&q=" + mark + "&cursor=" + one.text("/next")).isOk();
        assertThat(two.texts("/items", "firstName")).containsExactly("Carl");
        assertThat(two.body().at("/next").isNull()).isTrue();
        world.get("/doctors?cursor=nonsense").isInvalid("cursor");
        world.get("/doctors?limit=0").isInvalid("limit");
        world.get("/doctors?state=QQ").isInvalid("state");
    }

    @Test
    void aPreviewIsTaggedWithTheProfileThatStands() {
        var doctor = world.doctor();
        assertThat(
                world.send("PATCH", doctor.path("?preview=true"), doctor.token(), "{\"slotMinutes\":30}").isOk().etag())
                        .isEqualTo("\"1\"")
                        .isEqualTo(world.get(doctor.path("")).etag());
    }

    @Test
    void aPreviewOfNoChangeShowsTheAccount() {
        var doctor = world.doctor();
        var account = world.send("PATCH", doctor.path("?preview=true"), doctor.token(), "{}").isOk();
        assertThat(account.etag()).isEqualTo("\"1\"");
        assertThat(account.body().has("reminders")).isTrue();
    }
}
