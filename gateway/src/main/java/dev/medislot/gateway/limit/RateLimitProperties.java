package dev.medislot.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits on one caller's requests, counted by each gateway on its own.
 *
 * @param address all requests of one client address
 * @param token all requests with one bearer token
 * @param accounts registrations and logins of one client address: each costs a password hash
 * @param failedLogins wrong passwords for one account from one client address
 * @param failedLoginsOfAddress wrong passwords for any account from one client address
 */
@ConfigurationProperties("medislot.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled, Limit address, Limit token, Limit accounts,
        Limit failedLogins, Limit failedLoginsOfAddress) {}
