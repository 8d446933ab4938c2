package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.opening.Clinic;
import dev.medislot.web.own.OwnCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The API as the visitor of the present page sees it: of this process, unless a setting names another address. */
class Api {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(35);

    private final Environment settings;
    private final ObjectProvider<OwnCalls> ownCalls;
    private final CachedAnswer<Clinic> clinic = new CachedAnswer<>(() -> client().openings().clinic());
    private volatile @Nullable MedislotClient client;

    Api(Environment settings, ObjectProvider<OwnCalls> ownCalls) {
        this.settings = settings;
        this.ownCalls = ownCalls;
    }

    /** Connects at the first call, because the port of the process is known only while its server runs. */
    MedislotClient client() {
        var known = client;
        if (known == null) {
            known = connected();
            client = known;
        }
        return known;
    }

    /** The clinic, at most five minutes old. */
    Supplier<Clinic> clinic() {
        return clinic;
    }

    private MedislotClient connected() {
        var address = settings.getProperty("medislot.web-app.api-url");
        if (address != null) {
            return at(URI.create(address), null);
        }
        var own = ownCalls.getObject();
        return at(own.address(), own);
    }

    private static MedislotClient at(URI address, @Nullable OwnCalls own) {
        var http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(READ_TIMEOUT);
        return MedislotClient.using(RestClient.builder()
                .baseUrl(address)
                .requestFactory(requests)
                .requestInterceptor(new VisitorHeaders(own)));
    }
}
