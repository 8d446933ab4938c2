package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.common.Role;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.AccountStore.Account;
import dev.medislot.service.session.Sessions;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import dev.medislot.testkit.SessionContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BookingTest
class PatientSessionTest extends SessionContract {

    @Autowired
    Sessions sessions;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void stopTheClock() {
        clock.reset();
    }

    @Override
    protected List<AccountOwner> people() {
        var patient = new AccountOwner("patients", UUID.randomUUID() + "@example.com", "correct horse 9 battery");
        api().post("/api/v1/patients",
                Map.of("email", patient.email(), "password", patient.password(), "firstName", "Pat", "lastName", "Doe",
                        "timeZone", "America/Los_Angeles", "address",
                        Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "94105")))
                .isCreated();
        return List.of(patient);
    }

    @Override
    protected String readable(AccountOwner person) {
        return "/api/v1/patients/me";
    }

    @Test
    void aSessionExpiresUnlessItIsRefreshed() {
        var token = login();
        clock.advance(Duration.ofDays(29));
        var refreshed = refresh(token).isOk().text("refreshToken");
        clock.advance(Duration.ofDays(29));
        var last = refresh(refreshed).isOk().text("refreshToken");
        clock.advance(Duration.ofDays(30));
        refresh(last).isProblem(401, "unauthenticated");

        sessions.forgetExpired();
        assertThat(jdbc.sql("select count(*) from session where expires_at <= :now")
                .param("now", clock.instant())
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void aLoginWithAPasswordChangedMeanwhileFails() {
        var patient = jdbc.sql("select id, password from patient where email = :email")
                .param("email", people().getFirst().email())
                .query((row, _) -> account(row.getObject("id", UUID.class), row.getString("password")))
                .single();
        assertThat(sessions.open(patient, Role.PATIENT)).isPresent();

        assertThat(sessions.open(account(patient.id(), "an old hash"), Role.PATIENT)).isEmpty();
    }

    @Test
    void theTableHasNoToken() {
        var token = login();
        assertThat(jdbc.sql("select session::text from session").query(String.class).list())
                .noneSatisfy(row -> assertThat(row).contains(token.substring(2, 45)))
                .noneSatisfy(row -> assertThat(row).contains(token.substring(45)));
    }

    private static Account account(UUID id, String password) {
        return new Account(id, PasswordOwner.of("pat@example.com"), password, null, true, null, null);
    }

    private String login() {
        var person = people().getFirst();
        return api().post("/api/v1/patients/login", Map.of("email", person.email(), "password", person.password()))
                .isOk()
                .text("refreshToken");
    }

    private Answer refresh(String token) {
        return api().post("/api/v1/sessions/refresh", Map.of("refreshToken", token));
    }
}
