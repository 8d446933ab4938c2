package dev.medislot.quickstart;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Map;

/** Loads the example data once into Medislot that runs elsewhere: the job {@code example} of docker-compose.yml. */
public final class ExampleDataJob {

    private static final String GATEWAY_URL = "MEDISLOT_GATEWAY_URL";
    private static final String INBOX_URL = "MEDISLOT_INBOX_URL";

    private ExampleDataJob() {}

    /** Prints one line and exits with 1 when it cannot load the data. */
    public static void main(String[] args) {
        var console = new Console(System.out);
        try {
            run(System.getenv(), console);
        } catch (CannotStart e) {
            console.say("medislot: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Loads nothing when the data was loaded before, so that later changes of it stay. */
    static void run(Map<String, String> environment, Console console) {
        var staff = environment.getOrDefault("MEDISLOT_STAFF_EMAIL", ServiceEnvironment.STAFF_EMAIL);
        var data = new ExampleData(url(environment, GATEWAY_URL, "http://127.0.0.1:8080"), staff,
                environment.getOrDefault("MEDISLOT_STAFF_PASSWORD", ServiceEnvironment.PASSWORD), Clock.systemUTC());
        if (data.isLoaded()) {
            console.say("the example data was loaded before");
        } else {
            data.load();
            console.say("the example data is loaded");
            confirm(data, environment, console);
        }
        console.login("patient", ExampleData.PATIENT, ServiceEnvironment.PASSWORD);
        console.login("doctor", ExampleData.DOCTOR, ServiceEnvironment.PASSWORD);
        console.login("staff", staff, "(the password in MEDISLOT_STAFF_PASSWORD)");
    }

    /** Needs an inbox; without one the address stays unconfirmed, which limits the patient's bookings. */
    private static void confirm(ExampleData data, Map<String, String> environment, Console console) {
        if (!environment.getOrDefault(INBOX_URL, "").isEmpty()
                && !new ExampleInbox(url(environment, INBOX_URL, "")).confirm(ExampleData.PATIENT, data.anyone())) {
            console.say("no mail came to confirm the address of %s with".formatted(ExampleData.PATIENT));
        }
    }

    private static URI url(Map<String, String> environment, String name, String fallback) {
        var text = environment.getOrDefault(name, fallback);
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refusal(name, text);
        }
        throw refusal(name, text);
    }

    private static CannotStart refusal(String name, String url) {
        return new CannotStart("%s must be an http or https address: %s".formatted(name, url));
    }
}
