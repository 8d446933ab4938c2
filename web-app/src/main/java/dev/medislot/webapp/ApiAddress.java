package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Finds the API: by default on the port of this process, which is known once its server runs. */
class ApiAddress {

    private final Environment settings;
    private volatile @Nullable MedislotClient client;

    ApiAddress(Environment settings) {
        this.settings = settings;
    }

    MedislotClient client() {
        var known = client;
        if (known == null) {
            var address = settings.getProperty("medislot.web-app.api-url");
            known = MedislotClient.at(URI.create(
                    address == null ? "http://127.0.0.1:%s".formatted(settings.getRequiredProperty("local.server.port"))
                            : address));
            client = known;
        }
        return known;
    }
}
