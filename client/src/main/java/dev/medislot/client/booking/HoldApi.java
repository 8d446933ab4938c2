package dev.medislot.client.booking;

import dev.medislot.client.Items;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Holds: a patient's own; staff makes and releases those of any patient. */
@HttpExchange("/api/v1/holds")
public interface HoldApi {

    @PostExchange
    Hold hold(@RequestBody NewHold hold,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @GetExchange
    Items<Hold> list();

    @DeleteExchange("/{id}")
    void release(@PathVariable UUID id);
}
