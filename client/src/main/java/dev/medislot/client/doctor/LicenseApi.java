package dev.medislot.client.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.Items;
import dev.medislot.client.MergePatch;
import dev.medislot.common.DoctorId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Doctors' licenses. */
@HttpExchange("/api/v1")
public interface LicenseApi {

    @GetExchange("/doctors/{doctor}/licenses")
    Items<License> list(@PathVariable DoctorId doctor, @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/doctors/{doctor}/licenses/{id}")
    License get(@PathVariable DoctorId doctor, @PathVariable UUID id);

    /** Gets the license with its ETag, for a later {@code If-Match}. */
    @GetExchange("/doctors/{doctor}/licenses/{id}")
    ResponseEntity<License> getWithTag(@PathVariable DoctorId doctor, @PathVariable UUID id);

    @PostExchange("/doctors/{doctor}/licenses")
    License grant(@PathVariable DoctorId doctor, @RequestBody NewLicense license,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Consequences consequences);

    @PatchExchange(value = "/doctors/{doctor}/licenses/{id}", contentType = "application/merge-patch+json")
    License change(@PathVariable DoctorId doctor, @PathVariable UUID id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    @DeleteExchange("/doctors/{doctor}/licenses/{id}")
    Removed revoke(@PathVariable DoctorId doctor, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);

    /**
     * For staff: lets the license count.
     *
     * @param ifMatch refuses a license that has changed since it was read
     */
    @PostExchange("/doctors/{doctor}/licenses/{id}/verify")
    License verify(@PathVariable DoctorId doctor, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    /** For staff: licenses that wait for verification, the longest wait first. */
    @GetExchange("/licenses/unverified")
    Items<UnverifiedLicense> unverified(@RequestParam(required = false) @Nullable String cursor);

    /** For staff: licenses that end within a number of days. */
    @GetExchange("/licenses/expiring")
    Items<ExpiringLicense> expiring(@RequestParam(defaultValue = "60") int days,
            @RequestParam(required = false) @Nullable String cursor);
}
