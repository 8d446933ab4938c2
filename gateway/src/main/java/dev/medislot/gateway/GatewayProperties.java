package dev.medislot.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the services are and how long to wait for them.
 *
 * @param connectTimeout the max time a service may take to accept a connection
 * @param readTimeout the max time a service may take to answer
 * @param lookEvery the interval between checks of which instances exist and are ready
 * @param maxBody the max size of a request body
 * @param atOnce the max requests forwarded to a service at once; the others wait
 * @param trustedProxies addresses, as a regular expression, whose X-Forwarded headers are trusted; none by default
 * @param connectionsPerAddress the max open connections of one client address; trusted proxies have no bound
 * @param corsOrigins the origins of web pages that may read the answers; none by default
 */
@ConfigurationProperties("medislot.gateway")
public record GatewayProperties(Upstream availability, Upstream booking, Upstream notification,
        @DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("1s") Duration lookEvery, @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("200") int atOnce, @Nullable Pattern trustedProxies,
        @DefaultValue("100") int connectionsPerAddress, @DefaultValue List<String> corsOrigins) {

    public GatewayProperties {
        require(connectTimeout.toMillis() >= 1 && readTimeout.toMillis() >= 1,
                "connect-timeout and read-timeout must be at least a millisecond");
        require(lookEvery.toMillis() >= 1, "look-every must be at least a millisecond");
        require(atOnce >= 1, "at-once must be at least 1");
        require(connectionsPerAddress >= 1, "connections-per-address must be at least 1");
        require(maxBody.toBytes() >= 1 && maxBody.toBytes() <= DataSize.ofMegabytes(100).toBytes(),
                "max-body must be from 1B to 100MB");
        require(corsOrigins.stream().allMatch(Origins::isOne),
                "cors-origins must be origins as a browser sends them, such as https://app.example, not "
                        + corsOrigins);
    }

    private static void require(boolean isMet, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException("medislot.gateway." + rule);
        }
    }

    /**
     * One service.
     *
     * @param url scheme, host and port alone; one or more, and a name may stand for several instances
     */
    public record Upstream(List<URI> url) {

        public Upstream {
            if (url.isEmpty() || !url.stream().allMatch(Upstream::isAnAddress)) {
                throw new IllegalArgumentException(
                        "medislot.gateway.<service>.url must be http(s)://host:port, not " + url);
            }
        }

        private static boolean isAnAddress(URI url) {
            var path = url.getRawPath();
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
                    && url.getRawQuery() == null && url.getRawUserInfo() == null
                    && (path == null || path.isEmpty() || path.equals("/"));
        }
    }
}
