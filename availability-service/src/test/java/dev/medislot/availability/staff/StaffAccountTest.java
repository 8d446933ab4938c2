package dev.medislot.availability.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class StaffAccountTest {

    @Autowired
    private World world;

    @Test
    void firstStaffMemberComesFromTheConfiguration() {
        var login = world.post("/staff/login", "", """
                {"email":"staff@medislot.example","password":"staff-password"}""").isOk();
        assertThat(login.text("/role")).isEqualTo("STAFF");

        var email = UUID.randomUUID() + "@medislot.example";
        var body = "{\"email\":\"%s\",\"password\":\"another secret\"}".formatted(email);
        world.post("/staff", login.text("/accessToken"), body).isCreated();
        world.post("/staff", login.text("/accessToken"), body).isProblem(409, "email-taken");
        world.post("/staff", login.text("/accessToken"), body.replace(email, "\\u200b\\t" + email + "\u00a0"))
                .isProblem(409, "email-taken");
        world.post("/staff/login", "", body.replace(email, "\ufeff" + email + " ")).isOk();
        world.post("/staff/login", "", body).isOk();
    }

    @Test
    void onlyStaffAddsStaff() {
        var body = "{\"email\":\"x@medislot.example\",\"password\":\"another secret\"}";
        world.post("/staff", "", body).isProblem(401, "unauthenticated");
        world.post("/staff", world.doctor().token(), body).isProblem(403, "forbidden");
        world.post("/staff/login", "", "{\"email\":\"staff@medislot.example\",\"password\":\"wrong\"}")
                .isProblem(401, "unauthenticated");
        world.post("/staff/login", "", "{}").isInvalid("email");
    }

    @Test
    void staffChooseNoPasswordThatIsEasyToGuess() {
        var body = "{\"email\":\"front.desk.7@medislot.example\",\"password\":\"%s\"}";
        for (var password : List.of("Password1", "front-desk-7", "aaaaaaaaaaaa")) {
            world.post("/staff", world.staff(), body.formatted(password)).isInvalid("password");
        }
    }

    @Test
    void aStaffMemberChangesTheirOwnPassword() {
        var email = UUID.randomUUID() + "@medislot.example";
        var login = "{\"email\":\"%s\",\"password\":\"another secret\"}".formatted(email);
        var id = world.post("/staff", world.staff(), login).isCreated().id();
        var token = world.post("/staff/login", "", login).isOk().text("/accessToken");
        var change = "{\"currentPassword\":\"another secret\",\"newPassword\":\"a new secret\"}";

        world.post("/staff/me/password", token, change.replace("another", "no")).isProblem(422, "wrong-password");
        world.post("/staff/" + id + "/password", world.staff(), change).isProblem(403, "forbidden");
        world.post("/staff/" + id + "/password", world.doctor().token(), change).isProblem(403, "forbidden");
        assertThat(world.post("/staff/me/password", token, change).status()).isEqualTo(204);

        world.post("/staff/login", "", login).isProblem(401, "unauthenticated");
        world.post("/staff/login", "", login.replace("another", "a new")).isOk();
    }
}
