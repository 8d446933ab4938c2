package dev.medislot.client;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Links by mail that reset a password or confirm an email address. */
@HttpExchange("/api/v1")
public interface LinkApi {

    /** Sends a link if the account exists. The answer does not reveal whether it does. */
    @PostExchange("/passwords/reset")
    void requestReset(@RequestBody PasswordReset reset);

    @PostExchange("/passwords/reset/confirm")
    void reset(@RequestBody NewPassword password);

    @PostExchange("/emails/confirm")
    void confirmEmail(@RequestBody EmailConfirmation confirmation);

    /** Sends another link to the caller. */
    @PostExchange("/emails/confirm/resend")
    void resendConfirmation();
}
