package dev.medislot.client.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The caller's calendar feed. */
@HttpExchange("/api/v1/calendar")
public interface CalendarFeedApi {

    @GetExchange
    CalendarFeed get();

    /** Makes a feed, or gives it a new address. */
    @PostExchange
    CalendarFeed create(@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @DeleteExchange
    void remove();
}
