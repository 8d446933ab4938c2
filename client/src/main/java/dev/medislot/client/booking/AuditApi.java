package dev.medislot.client.booking;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The audit of the bookings, for staff. */
@HttpExchange("/api/v1/audit")
public interface AuditApi {

    /** Counts inconsistencies in the tables. */
    @GetExchange
    AuditFindings count();
}
