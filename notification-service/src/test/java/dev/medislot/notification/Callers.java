package dev.medislot.notification;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.service.security.TokenSigner;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;

/** Calls the service over HTTP with the tokens of staff, patients and doctors. */
public class Callers {

    private final TokenSigner availability;
    private final TokenSigner booking;
    private final Environment environment;

    Callers(@Qualifier("availabilityTokenSigner") TokenSigner availability,
            @Qualifier("bookingTokenSigner") TokenSigner booking, Environment environment) {
        this.availability = availability;
        this.booking = booking;
        this.environment = environment;
    }

    public String staff() {
        return staff(UUID.randomUUID());
    }

    public String staff(UUID id) {
        return availability.sign(id, Role.STAFF, null, UUID.randomUUID());
    }

    public String tokenOf(ContactChanged person) {
        var signer = person.role() == Role.PATIENT ? booking : availability;
        return signer.sign(person.personId(), person.role(), null, UUID.randomUUID());
    }

    public Answer get(String path, String token) {
        return call("GET", path, token);
    }

    public Answer call(String method, String path, String token) {
        return Api.at("http://127.0.0.1:" + environment.getProperty("local.server.port"))
                .as(token)
                .call(method, path, null);
    }
}
