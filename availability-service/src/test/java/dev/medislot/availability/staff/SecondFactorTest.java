package dev.medislot.availability.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class SecondFactorTest {

    private static final String PASSWORD = "correct horse 9 battery";
    private static final String SETUP = "/staff/login/second-factor";

    @Autowired
    private World world;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aLoginNeedsACodeOnceItIsConfirmed() {
        var email = added();
        var before = login(email, null).isOk();
        var secret = begin(email).isOk().text("secret");
        login(email, null).isOk();

        confirm(email, code(secret)).has(204);

        world.send("GET", "/staff", before.text("accessToken"), "").isProblem(401, "unauthenticated");
        login(email, null).isProblem(422, "second-factor");
        clock.advance(Duration.ofSeconds(30));
        login(email, code(secret)).isOk();
    }

    @Test
    void aCodeCountsOnce() {
        var email = added();
        var secret = begin(email).isOk().text("secret");
        confirm(email, code(secret)).has(204);
        login(email, code(secret)).isProblem(401, "unauthenticated");

        clock.advance(Duration.ofSeconds(30));
        var code = code(secret);
        login(email, code).isOk();
        login(email, code).isProblem(401, "unauthenticated");

        clock.advance(Duration.ofSeconds(30));
        var late = code(secret);
        clock.advance(Duration.ofSeconds(30));
        login(email, late).isOk();
        var old = code(secret);
        clock.advance(Duration.ofSeconds(90));
        login(email, old).isProblem(401, "unauthenticated");
    }

    @Test
    void aWrongPasswordTellsNothing() {
        var email = added();
        var secret = begin(email).isOk().text("secret");
        confirm(email, code(secret)).has(204);
        clock.advance(Duration.ofSeconds(30));

        world.post("/staff/login", "", body(email, "wrong", code(secret))).isProblem(401, "unauthenticated");
        world.post("/staff/login", "", body(email, "wrong", null)).isProblem(401, "unauthenticated");
        world.post(SETUP, "", body(email, "wrong", null)).isProblem(401, "unauthenticated");
        world.post(SETUP + "/confirm", "", body(email, "wrong", code(secret))).isProblem(401, "unauthenticated");
    }

    @Test
    void onlyAConfirmedSecretCounts() {
        var email = added();
        confirm(email, "123456").isProblem(401, "unauthenticated");
        var first = begin(email).isOk().text("secret");
        var second = begin(email).isOk();
        confirm(email, code(first)).isProblem(401, "unauthenticated");
        assertThat(second.text("uri")).startsWith("otpauth://totp/Medislot:").contains(second.text("secret"));

        confirm(email, code(second.text("secret"))).has(204);
        begin(email).isProblem(409, "state-conflict");
    }

    @Test
    void aColleagueRemovesALostOne() {
        var email = added();
        var secret = begin(email).isOk().text("secret");
        confirm(email, code(secret)).has(204);
        clock.advance(Duration.ofSeconds(30));
        var login = login(email, code(secret)).isOk();
        var path = "/staff/%s/second-factor".formatted(login.id());

        world.send("DELETE", path, login.text("accessToken"), "").isProblem(409, "state-conflict");
        world.send("DELETE", path, world.doctor().token(), "").isProblem(403, "forbidden");
        world.send("DELETE", "/staff/%s/second-factor".formatted(UUID.randomUUID()), world.staff(), "")
                .isProblem(404, "not-found");
        world.send("DELETE", path, world.staff(), "").has(204);

        world.send("GET", "/staff", login.text("accessToken"), "").isProblem(401, "unauthenticated");
        login(email, null).isOk();
    }

    private String added() {
        var email = UUID.randomUUID() + "@medislot.example";
        world.post("/staff", world.staff(), body(email, PASSWORD, null)).isCreated();
        return email;
    }

    private Answer login(String email, String code) {
        return world.post("/staff/login", "", body(email, PASSWORD, code));
    }

    private Answer begin(String email) {
        return world.post(SETUP, "", body(email, PASSWORD, null));
    }

    private Answer confirm(String email, String code) {
        return world.post(SETUP + "/confirm", "", body(email, PASSWORD, code));
    }

    private static String body(String email, String password, String code) {
        return "{\"email\":\"%s\",\"password\":\"%s\"%s}".formatted(email, password,
                code == null ? "" : ",\"code\":\"" + code + "\"");
    }

    private String code(String secret) {
        try {
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), clock.instant());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
