package dev.medislot.client;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Refreshes and ends of sessions. */
@HttpExchange("/api/v1/sessions")
public interface SessionApi {

    /** The next access token and refresh token; the refresh token is used up. Needs no login. */
    @PostExchange("/refresh")
    Login refresh(@RequestBody RefreshToken token);

    /** Ends one session. Needs no login. */
    @PostExchange("/logout")
    void logOut(@RequestBody RefreshToken token);

    /** Ends every session of the caller, this one too. */
    @PostExchange("/revoke")
    void endAll();
}
