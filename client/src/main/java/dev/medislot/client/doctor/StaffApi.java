package dev.medislot.client.doctor;

import dev.medislot.client.Credentials;
import dev.medislot.client.Login;
import dev.medislot.client.PasswordChange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Staff accounts. */
@HttpExchange("/api/v1/staff")
public interface StaffApi {

    @PostExchange("/login")
    Login logIn(@RequestBody Credentials credentials);

    /** For staff. */
    @PostExchange
    StaffMember add(@RequestBody Credentials credentials,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @PostExchange("/me/password")
    void changePassword(@RequestBody PasswordChange change);
}
