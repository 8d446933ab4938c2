package dev.medislot.client.doctor;

import dev.medislot.client.Consequences;
import dev.medislot.client.Items;
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
import org.springframework.web.service.annotation.PostExchange;

/** Times when the clinic is closed. */
@HttpExchange("/api/v1/closures")
public interface ClosureApi {

    /** Current and future closures, by start. */
    @GetExchange
    Items<Closure> list(@RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/{id}")
    Closure get(@PathVariable UUID id);

    /** For staff: the openings of all doctors follow within seconds. */
    @PostExchange
    Closure close(@RequestBody NewClosure closure,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            Consequences consequences);

    /** For staff: the slots of that time are offered again. */
    @DeleteExchange("/{id}")
    Removed delete(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Consequences consequences);
}
