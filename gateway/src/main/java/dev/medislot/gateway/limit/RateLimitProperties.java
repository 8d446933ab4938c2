package dev.medislot.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits on one caller's requests. Gateways count wrong passwords together, in Redis; each counts the rest alone.
 *
 * @param address all requests of one client address but logins; logins have a bucket of the same size
 * @param token all requests with tokens of one person
 * @param accounts registrations of one client address, and its tries of passwords that are not answered or wrong
 * @param failedLogins wrong passwords for one account from one client address
 * @param failedLoginsOfAccount wrong passwords for one account from all client addresses
 * @param failedLoginsOfAddress wrong passwords for any account from one client address
 * @param knownEmailsADay answers to one client address that an email address is in use
 */
@ConfigurationProperties("medislot.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled, Limit address, Limit token, Limit accounts,
        Limit failedLogins, Limit failedLoginsOfAccount, Limit failedLoginsOfAddress,
        @DefaultValue("10") int knownEmailsADay) {

    RateLimitProperties {
        if (knownEmailsADay < 1) {
            throw new IllegalArgumentException("medislot.rate-limit.known-emails-a-day must be at least 1");
        }
    }
}
