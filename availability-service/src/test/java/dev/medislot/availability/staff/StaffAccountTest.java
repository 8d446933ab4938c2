package dev.medislot.availability.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
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
        world.post("/staff/login", "", body).isOk();
    }

    @Test
    void onlyStaffAddsStaff() {
        var body = "{\"email\":\"x@medislot.example\",\"password\":\"another secret\"}";
        world.post("/staff", "", body).isProblem(401, "unauthenticated");
        world.post("/staff", world.doctor().token(), body).isProblem(403, "forbidden");
        world.post("/staff/login", "", "{\"email\":\"staff@medislot.example\",\"password\":\"wrong\"}").isProblem(401,
                "unauthenticated");
        world.post("/staff/login", "", "{}").isInvalid("email");
    }
}
