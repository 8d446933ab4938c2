package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.opening.Clinic;
import dev.medislot.web.outgoing.OutgoingRequests;
import dev.medislot.web.own.OwnCalls;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/** The API for the pages: of this process, unless a setting names another address. */
class Api implements DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(35);

    private final Environment settings;
    private final ObjectProvider<OwnCalls> ownCalls;
    private final OutgoingRequests requests = OutgoingRequests.within(CONNECT_TIMEOUT, READ_TIMEOUT);
    private final CachedAnswer<Clinic> clinic = new CachedAnswer<>(() -> openClient().openings().clinic());
    private volatile @Nullable Clients clients;

    /** @param open without the visitor's login */
    private record Clients(MedislotClient ofVisitor, MedislotClient open) {}

    Api(Environment settings, ObjectProvider<OwnCalls> ownCalls) {
        this.settings = settings;
        this.ownCalls = ownCalls;
    }

    /** The API as the visitor of the current page sees it. */
    MedislotClient client() {
        return clients().ofVisitor();
    }

    /** The API as everyone sees it, which a visitor's login that has ended does not close. */
    MedislotClient openClient() {
        return clients().open();
    }

    /** Connects at the first call, because the port of the process is known only while its server runs. */
    private Clients clients() {
        var known = clients;
        if (known == null) {
            known = connected();
            clients = known;
        }
        return known;
    }

    /** The clinic, at most five minutes old. */
    Supplier<Clinic> clinic() {
        return clinic;
    }

    private Clients connected() {
        var address = settings.getProperty("medislot.web-app.api-url");
        if (address != null) {
            return at(URI.create(address), null);
        }
        var own = ownCalls.getObject();
        return at(own.address(), own);
    }

    private Clients at(URI address, @Nullable OwnCalls own) {
        var calls = RestClient.builder().baseUrl(address).requestFactory(requests);
        return new Clients(with(calls, new VisitorHeaders(own, true)), with(calls, new VisitorHeaders(own, false)));
    }

    private static MedislotClient with(RestClient.Builder calls, VisitorHeaders headers) {
        return MedislotClient.using(calls.clone().requestInterceptor(headers));
    }

    @Override
    public void destroy() throws Exception {
        requests.destroy();
    }
}
