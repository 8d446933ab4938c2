package dev.medislot.availability.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.testkit.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@AvailabilityTest
class StaffTest {

    private static final String DISABLE = "{\"disabled\":true}";
    private static final String ENABLE = "{\"disabled\":false}";

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void staffIsListedByEmail() {
        var emails = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            emails.add(added().text("email"));
        }
        var listed = new ArrayList<String>();
        var path = "/staff?limit=2";
        for (var next = ""; next != null;) {
            var page = send("GET", path + next, world.staff(), "").isOk();
            listed.addAll(page.texts("items", "email"));
            next = page.text("next").isEmpty() ? null : "&cursor=" + page.text("next");
        }
        assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(emails);
        send("GET", path, world.doctor().token(), "").isProblem(403, "forbidden");
        send("GET", path, "", "").isProblem(401, "unauthenticated");
    }

    @Test
    void aDisabledMemberIsRefused() {
        var member = added();
        var login = login(member).isOk();

        var disabled = change(member.id(), world.staff(), DISABLE).isOk();

        assertThat(disabled.body().path("disabled").asBoolean()).isTrue();
        send("GET", "/staff", login.text("accessToken"), "").isProblem(401, "unauthenticated");
        world.post("/sessions/refresh", "", "{\"refreshToken\":\"%s\"}".formatted(login.text("refreshToken")))
                .isProblem(401, "unauthenticated");
        login(member).isProblem(401, "unauthenticated");

        change(member.id(), world.staff(), ENABLE).isOk();
        change(member.id(), world.staff(), ENABLE).isOk();
        login(member).isOk();
    }

    @Test
    void aRemovedMemberIsRefused() {
        var member = added();
        var login = login(member).isOk();

        send("DELETE", "/staff/" + member.id(), world.staff(), "").has(204);

        send("GET", "/staff", login.text("accessToken"), "").isProblem(401, "unauthenticated");
        login(member).isProblem(401, "unauthenticated");
        send("DELETE", "/staff/" + member.id(), world.staff(), "").isProblem(404, "not-found");
        change(member.id(), world.staff(), DISABLE).isProblem(404, "not-found");
    }

    @Test
    void aStaleEditOfAMemberIsRefused() {
        var member = added();
        var read = listed(member);
        assertThat(read.path("version").asLong()).isEqualTo(1);

        var disabled = ifMatch(1, "PATCH", member, DISABLE).isOk();
        assertThat(disabled.etag()).isEqualTo("\"2\"");
        ifMatch(1, "PATCH", member, ENABLE).isProblem(412, "stale");
        ifMatch(1, "DELETE", member, "").isProblem(412, "stale");
        assertThat(listed(member).path("disabled").asBoolean()).isTrue();
        assertThat(listed(member).path("version").asLong()).isEqualTo(2);

        assertThat(ifMatch(2, "PATCH", member, ENABLE).isOk().etag()).isEqualTo("\"3\"");
        ifMatch(3, "DELETE", member, "").has(204);
    }

    @Test
    void ofTwoEditsOfOneVersionOneIsMade() throws Exception {
        var member = added();
        ifMatch(1, "PATCH", member, DISABLE).isOk();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var edit = (Callable<Answer>) () -> ifMatch(2, "PATCH", member, ENABLE);
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(List.of(edit, edit))) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        }
    }

    private JsonNode listed(Answer member) {
        return send("GET", "/staff?limit=200", world.staff(), "").isOk()
                .list("items")
                .stream()
                .filter(account -> account.path("id").asString().equals(member.id()))
                .findFirst()
                .orElseThrow();
    }

    private Answer ifMatch(long version, String method, Answer member, String body) {
        return world.send(method, "/staff/" + member.id(), world.staff(), body, "If-Match",
                "\"%d\"".formatted(version));
    }

    @Test
    void nobodyDisablesThemselves() {
        var login = login(added()).isOk().text("accessToken");

        change("me", login, DISABLE).isProblem(409, "state-conflict");
        send("DELETE", "/staff/me", login, "").isProblem(409, "state-conflict");
        send("GET", "/staff", login, "").isOk();
    }

    @Test
    void onlyStaffChangesStaff() {
        var id = added().id();
        for (var token : List.of(world.doctor().token())) {
            change(id, token, DISABLE).isProblem(403, "forbidden");
            send("DELETE", "/staff/" + id, token, "").isProblem(403, "forbidden");
        }
        change(id, "", DISABLE).isProblem(401, "unauthenticated");
        change(id, world.staff(), "{\"disabled\":null}").isInvalid("disabled");
        change(id, world.staff(), "{\"email\":\"x@medislot.example\"}").isInvalid("email");
    }

    @Test
    void ofAllAtOnceOneStaysEnabled() throws Exception {
        var one = added();
        var other = added();
        var byOne = login(one).isOk().text("accessToken");
        var byOther = login(other).isOk().text("accessToken");
        var others = jdbc.sql("select id from staff_member where disabled_at is null and id <> all (array[:ids])")
                .param("ids", List.of(UUID.fromString(one.id()), UUID.fromString(other.id())))
                .query(UUID.class)
                .list();
        disable(others, true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(List.<Callable<Answer>>of(() -> change(other.id(), byOne, DISABLE),
                    () -> change(one.id(), byOther, DISABLE)));
            var changed = 0;
            for (var answer : answers) {
                changed += answer.get().status() == 200 ? 1 : 0;
            }
            assertThat(changed).isEqualTo(1);
            assertThat(jdbc.sql("select count(*) from staff_member where disabled_at is null")
                    .query(Integer.class)
                    .single()).isEqualTo(1);
        } finally {
            disable(others, false);
        }
    }

    private void disable(List<UUID> ids, boolean disabled) {
        for (var id : ids) {
            jdbc.sql("update staff_member set disabled_at = case when :disabled then now() end where id = :id")
                    .param("disabled", disabled)
                    .param("id", id)
                    .update();
        }
    }

    private Answer added() {
        return world
                .post("/staff", world.staff(),
                        """
                                {"email":"%s@medislot.example","password":"correct horse 9 battery"}"""
                                .formatted(UUID.randomUUID()))
                .isCreated();
    }

    private Answer login(Answer member) {
        return world.post("/staff/login", "", """
                {"email":"%s","password":"correct horse 9 battery"}""".formatted(member.text("email")));
    }

    private Answer change(String id, String token, String patch) {
        return send("PATCH", "/staff/" + id, token, patch);
    }

    private Answer send(String method, String path, String token, String body) {
        return world.send(method, path, token, body);
    }
}
