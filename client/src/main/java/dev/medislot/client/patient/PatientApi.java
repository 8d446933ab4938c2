package dev.medislot.client.patient;

import dev.medislot.client.Credentials;
import dev.medislot.client.Items;
import dev.medislot.client.Login;
import dev.medislot.client.MergePatch;
import dev.medislot.client.PasswordChange;
import dev.medislot.common.PatientId;
import java.util.Map;
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

/** Patients' accounts. */
@HttpExchange("/api/v1/patients")
public interface PatientApi {

    @PostExchange
    Patient register(@RequestBody NewPatient patient,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @PostExchange("/login")
    Login logIn(@RequestBody Credentials credentials);

    @GetExchange("/me")
    Patient me();

    @GetExchange("/{id}")
    Patient get(@PathVariable PatientId id);

    /** For staff: finds patients. */
    @GetExchange
    Items<Patient> list(PatientQuery query);

    @PatchExchange(value = "/{id}", contentType = "application/merge-patch+json")
    ChangedPatient change(@PathVariable PatientId id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    @GetExchange("/{id}/dependents")
    Items<Patient> dependents(@PathVariable PatientId id);

    @PostExchange("/{id}/dependents")
    Patient addDependent(@PathVariable PatientId id, @RequestBody NewDependent dependent,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    /** The reads of the patient's data by other people, and all changes, newest first. */
    @GetExchange("/{id}/access")
    Items<Access> access(@PathVariable PatientId id, @RequestParam(required = false) @Nullable String cursor);

    /** Everything that is stored about the patient, apart from mails and accesses, as JSON. */
    @GetExchange("/{id}/export")
    Map<String, Object> export(@PathVariable PatientId id);

    /** Erases the patient for good. */
    @DeleteExchange("/{id}")
    void erase(@PathVariable PatientId id, @RequestBody Erasure erasure);

    @PostExchange("/me/password")
    void changePassword(@RequestBody PasswordChange change);
}
