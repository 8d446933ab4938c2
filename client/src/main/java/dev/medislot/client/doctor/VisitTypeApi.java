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
import org.springframework.web.service.annotation.PutExchange;

/** Visit types of the clinic, and those that each doctor offers. */
@HttpExchange("/api/v1")
public interface VisitTypeApi {

    @GetExchange("/visit-types")
    Items<VisitType> list(@RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/visit-types/{id}")
    VisitType get(@PathVariable UUID id);

    /** Gets the visit type with its ETag, for a later {@code If-Match}. */
    @GetExchange("/visit-types/{id}")
    ResponseEntity<VisitType> getWithTag(@PathVariable UUID id);

    /** For staff: adds a visit type. */
    @PostExchange("/visit-types")
    VisitType add(@RequestBody NewVisitType type,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    /** For staff: changes a visit type. */
    @PatchExchange(url = "/visit-types/{id}", contentType = "application/merge-patch+json")
    VisitType change(@PathVariable UUID id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    /** For staff: doctors no longer offer it. */
    @DeleteExchange("/visit-types/{id}")
    void retire(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    @GetExchange("/doctors/{doctor}/visit-types")
    DoctorVisitTypes of(@PathVariable DoctorId doctor);

    /** Gets a doctor's visit types with their ETag, for a later {@code If-Match}. */
    @GetExchange("/doctors/{doctor}/visit-types")
    ResponseEntity<DoctorVisitTypes> ofWithTag(@PathVariable DoctorId doctor);

    /** Replaces the visit types that a doctor offers. */
    @PutExchange("/doctors/{doctor}/visit-types")
    DoctorVisitTypes choose(@PathVariable DoctorId doctor, @RequestBody NewDoctorVisitTypes types,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);
}
