package dev.medislot.client.mail;

import dev.medislot.client.Items;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The emails that the caller got; for staff, all. */
@HttpExchange("/api/v1/notifications")
public interface MailApi {

    @GetExchange
    Items<Mail> list(@RequestParam(required = false) @Nullable UUID bookingId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/{id}")
    Mail get(@PathVariable UUID id);

    /** For staff: sends the mail again to the current address of its recipient. */
    @PostExchange("/{id}/resend")
    Mail resend(@PathVariable UUID id);
}
