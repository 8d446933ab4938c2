package dev.medislot.client.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.Credentials;
import dev.medislot.client.Items;
import dev.medislot.client.Login;
import dev.medislot.client.MergePatch;
import dev.medislot.client.PasswordChange;
import dev.medislot.common.DoctorId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Doctors; reading needs no login, changes need the doctor's own or staff's. */
@HttpExchange("/api/v1/doctors")
public interface DoctorApi {

    @PostExchange
    Doctor register(@RequestBody NewDoctor doctor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @PostExchange("/login")
    Login logIn(@RequestBody Credentials credentials);

    @GetExchange
    Items<Doctor> list(DoctorQuery query);

    @GetExchange("/{id}")
    Doctor get(@PathVariable DoctorId id);

    /** Gets the doctor with the ETag, for a later {@code If-Match}. */
    @GetExchange("/{id}")
    ResponseEntity<Doctor> getWithTag(@PathVariable DoctorId id);

    @PatchExchange(value = "/{id}", contentType = "application/merge-patch+json")
    Doctor change(@PathVariable DoctorId id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    /** Changes the doctor, and returns the ETag with the answer: after a preview, the current one. */
    @PatchExchange(value = "/{id}", contentType = "application/merge-patch+json")
    ResponseEntity<Doctor> changeWithTag(@PathVariable DoctorId id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    @PostExchange("/me/password")
    void changePassword(@RequestBody PasswordChange change);
}
