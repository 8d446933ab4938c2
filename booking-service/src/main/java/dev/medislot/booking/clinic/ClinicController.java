package dev.medislot.booking.clinic;

import dev.medislot.booking.BookingRules;
import dev.medislot.service.api.Answers;
import dev.medislot.service.security.OpenToAll;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clinic over HTTP, open to all. */
@RestController
@Tag(name = "Clinic")
class ClinicController {

    private static final CacheControl BRIEFLY = CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    /**
     * The public data of the clinic.
     *
     * @param phone in the form of RFC 3966 without {@code tel:}
     * @param cutOff how long before the start a patient can no longer move or cancel, as {@code PT2H}
     * @param minimumNotice how long before the start a patient can no longer book
     * @param holdDuration how long a slot is held
     * @param undoPeriod how long after booking a patient can move or cancel inside the cut-off too
     */
    record Clinic(String name, @Nullable String phone, ClinicProperties.@Nullable Address address, String timeZone,
            String cutOff, String minimumNotice, String holdDuration, String undoPeriod, List<String> languages) {}

    private final Clinic clinic;

    ClinicController(ClinicProperties settings, BookingRules rules) {
        this.clinic = new Clinic(settings.name(), settings.storedPhone(), settings.address(), settings.timeZone(),
                rules.cutOff().toString(), rules.minimumNotice().toString(), rules.holdDuration().toString(),
                rules.undoPeriod().toString(), settings.languages());
    }

    @OpenToAll
    @GetMapping("/api/v1/clinic")
    @Answers(value = Clinic.class, headers = HttpHeaders.CACHE_CONTROL)
    @Operation(operationId = "getClinic", summary = "Get the clinic's name, address, languages and rules of booking",
            description = """
                    Durations are ISO 8601 text, such as `PT2H` or `PT0S`. `phone` and `address` are null unless they \
                    are set. The answer changes only with the service's settings.""")
    ResponseEntity<Clinic> clinic() {
        return ResponseEntity.ok().cacheControl(BRIEFLY).body(clinic);
    }
}
