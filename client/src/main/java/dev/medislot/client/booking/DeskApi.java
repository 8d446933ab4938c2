package dev.medislot.client.booking;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The front desk, for staff. */
@HttpExchange("/api/v1/desk")
public interface DeskApi {

    @GetExchange("/day")
    DeskDay day(DeskQuery query);
}
