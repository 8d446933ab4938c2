package dev.medislot.client.doctor;

import dev.medislot.client.Credentials;
import dev.medislot.client.Items;
import dev.medislot.client.Login;
import dev.medislot.client.MergePatch;
import dev.medislot.client.PasswordChange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Staff accounts. */
@HttpExchange("/api/v1/staff")
public interface StaffApi {

    @PostExchange("/login")
    Login logIn(@RequestBody Credentials credentials);

    /** Logs in with a code of the second factor. */
    @PostExchange("/login")
    Login logIn(@RequestBody StaffCredentials credentials);

    /** The secret for an authenticator app, which counts once a code is confirmed. */
    @PostExchange("/login/second-factor")
    NewSecondFactor beginSecondFactor(@RequestBody Credentials credentials);

    /** Turns the second factor on and ends all sessions. */
    @PostExchange("/login/second-factor/confirm")
    void confirmSecondFactor(@RequestBody StaffCredentials credentials);

    /** For staff: removes the second factor of a colleague. */
    @DeleteExchange("/{id}/second-factor")
    void removeSecondFactor(@PathVariable UUID id);

    /** For staff: adds a colleague. */
    @PostExchange
    StaffMember add(@RequestBody Credentials credentials,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    /** For staff: one page, by email address. */
    @GetExchange
    Items<StaffAccount> list(@RequestParam(required = false) @Nullable String cursor);

    /** For staff: disables or enables another member; the patch is {@code {"disabled": true}}. */
    @PatchExchange(url = "/{id}", contentType = "application/merge-patch+json")
    StaffAccount change(@PathVariable UUID id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    /** For staff: removes another member. */
    @DeleteExchange("/{id}")
    void remove(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    @PostExchange("/me/password")
    void changePassword(@RequestBody PasswordChange change);
}
