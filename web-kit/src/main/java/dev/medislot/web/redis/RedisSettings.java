package dev.medislot.web.redis;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Redis of a program.
 *
 * @param timeout the longest wait for an answer
 * @param password empty if the URL has it, or if Redis asks for none
 */
@ConfigurationProperties("medislot.redis")
public record RedisSettings(@DefaultValue("redis://127.0.0.1:6379") String url, @DefaultValue("200ms") Duration timeout,
        @DefaultValue("") String password) {

    private static final Pattern USER_INFO = Pattern.compile("//[^/:@]*:(.+)@");

    public RedisSettings {
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("medislot.redis.timeout must be at least a millisecond");
        }
        if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
            throw new IllegalArgumentException("medislot.redis.url must start with redis:// or rediss://");
        }
    }

    /** The password, also of the URL; empty without one. */
    public String secret() {
        var inUrl = USER_INFO.matcher(url);
        return password.isEmpty() && inUrl.find() ? inUrl.group(1) : password;
    }

    /** Leaves out the password and the user information of the URL. */
    @Override
    public String toString() {
        return "RedisSettings[" + url.replaceFirst("//.*@", "//") + "]";
    }
}
